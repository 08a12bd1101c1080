package org.deltacommons.commons.vouchers;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deltacommons.commons.enterprises.Check;
import org.deltacommons.commons.enterprises.Condition;
import org.deltacommons.commons.enterprises.Enterprises;
import org.deltacommons.commons.resources.Provider;
import org.deltacommons.commons.resources.ProviderState;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.rulebook.Applied;
import org.deltacommons.foundation.rulebook.VoucherRule;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// What is checked of a claim, each with its three answers. Pure.
final class ClaimChecks {

    private static final ZoneId ZONE = Claims.ZONE;

    private final Enterprises enterprises;

    ClaimChecks(Enterprises enterprises) {
        this.enterprises = enterprises;
    }

    List<Finding> findings(
            VoucherForms.Claiming form,
            Order order,
            Order.Delivery delivery,
            Order.Contract contract,
            Applied<VoucherRule> rule,
            Deciding on) {
        Voucher voucher = on.rows().get(Voucher.class, Id.<Voucher>of(order.funding().voucher()));
        LocalDate granted =
                voucher.grantedAt() == null
                        ? contract.signedOn()
                        : voucher.grantedAt().atZone(ZONE).toLocalDate();
        List<Finding> all = new ArrayList<>();
        all.add(
                Finding.of(
                        Finding.Kind.CONTRACT_DATE,
                        !contract.signedOn().isBefore(granted),
                        Map.of(
                                "signed",
                                contract.signedOn().toString(),
                                "granted",
                                granted.toString()),
                        contract.number()));
        all.add(
                Finding.of(
                        Finding.Kind.CONTRACT_AMOUNT,
                        delivery.amount().compareTo(contract.price()) <= 0,
                        Map.of(
                                "amount",
                                delivery.amount().toString(),
                                "price",
                                contract.price().toString()),
                        contract.number()));
        all.add(
                Finding.of(
                        Finding.Kind.INVOICE_AMOUNT,
                        form.invoiceTotal().compareTo(contract.price()) <= 0,
                        Map.of(
                                "total",
                                form.invoiceTotal().toString(),
                                "price",
                                contract.price().toString()),
                        form.invoice().name()));
        all.add(Finding.open(Finding.Kind.INVOICE_ALLOCATION));
        all.add(Finding.open(Finding.Kind.TAX));
        all.add(
                Finding.of(
                        Finding.Kind.PAYER,
                        true,
                        Map.of("payer", form.payer()),
                        form.receipt().name()));
        all.add(related(order, rule, on));
        all.add(provider(order, contract, on.rows()));
        all.add(technology(order, rule, on));
        return all;
    }

    private Finding related(Order order, Applied<VoucherRule> rule, Deciding on) {
        Condition tie =
                enterprises.related(
                        on.rows(), order.firm(), order.provider(), rule.value().relatedPartyHops());
        return fromCondition(Finding.Kind.RELATED, tie);
    }

    private static Finding fromCondition(Finding.Kind kind, Condition condition) {
        Finding.Answer answer =
                switch (condition.check()) {
                    case MET -> Finding.Answer.NOTHING_FOUND;
                    case NOT_MET -> Finding.Answer.FOUND;
                    case NOT_VERIFIED -> Finding.Answer.NOT_VERIFIED;
                };
        return new Finding(kind, answer, condition.values(), condition.source(), condition.asOf());
    }

    /// A provider that was listed when the contract was signed stays payable, but by hand. The day
    /// of a suspension counts for the provider: which came first that day the officer sees.
    private static Finding provider(Order order, Order.Contract contract, Rows rows) {
        return rows.find(Provider.class, Provider.idOf(order.provider()))
                .map(provider -> {
                    LocalDate signed = contract.signedOn();
                    ProviderState morning = stateAt(provider, signed);
                    ProviderState then =
                            morning == ProviderState.VERIFIED
                                    ? morning
                                    : stateAt(provider, signed.plusDays(1));
                    boolean fine =
                            then == ProviderState.VERIFIED
                                    && provider.state() == ProviderState.VERIFIED;
                    return Finding.of(
                            Finding.Kind.PROVIDER_STATE,
                            fine,
                            Map.of("then", then.name(), "now", provider.state().name()),
                            provider.source());
                })
                .orElseGet(() -> Finding.open(Finding.Kind.PROVIDER_STATE));
    }

    private static ProviderState stateAt(Provider provider, LocalDate morning) {
        return provider.stateAt(morning.atStartOfDay(ZONE).toInstant()).orElse(provider.state());
    }

    /// The firm's status on the day of the order counts. A lapse since then, or a renewal that
    /// nobody knows of yet, is shown and not held against it: the officer decides.
    private Finding technology(Order order, Applied<VoucherRule> rule, Deciding on) {
        Condition then = technology(order, rule, order.placedAt(), on);
        Condition now = technology(order, rule, on.now(), on);
        if (then == null || now == null) {
            return Finding.open(Finding.Kind.TECHNOLOGY);
        }
        Condition worse = then.check() == Check.MET || now.check() == Check.NOT_MET ? now : then;
        Finding found =
                fromCondition(
                        Finding.Kind.TECHNOLOGY, then.check() == Check.NOT_MET ? then : worse);
        return new Finding(
                found.kind(),
                found.answer(),
                Map.of("then", then.check().name(), "now", now.check().name()),
                found.source(),
                found.asOf());
    }

    private @Nullable Condition technology(
            Order order, Applied<VoucherRule> rule, java.time.Instant at, Deciding on) {
        return enterprises
                .eligibility(
                        on.rows(),
                        order.firm(),
                        rule.value(),
                        order.division(),
                        at.atZone(ZONE).toLocalDate())
                .stream()
                .filter(condition -> condition.kind() == Condition.Kind.TECHNOLOGY)
                .findFirst()
                .orElse(null);
    }

    /// What no officer can wave through, whatever they note.
    static @Nullable Refusal barred(ClaimLine claim) {
        boolean related =
                claim.finding(Finding.Kind.RELATED)
                        .filter(found -> found.answer() == Finding.Answer.FOUND)
                        .isPresent();
        if (related) {
            return Refusal.of(VoucherReason.RELATED_PARTY);
        }
        return claim.finding(Finding.Kind.PROVIDER_STATE)
                .filter(found -> found.answer() == Finding.Answer.FOUND)
                .map(found -> found.values().get("then"))
                .filter(then -> !ProviderState.VERIFIED.name().equals(then))
                .map(then ->
                        Refusal.of(
                                VoucherReason.PROVIDER_NOT_LISTED,
                                "then",
                                ProviderState.valueOf(then)))
                .orElse(null);
    }
}
