package org.deltacommons.commons.vouchers;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.foundation.ledger.LedgerPart;
import org.deltacommons.foundation.rulebook.Applied;
import org.deltacommons.foundation.rulebook.Rules;
import org.deltacommons.foundation.rulebook.ServiceClass;
import org.deltacommons.foundation.rulebook.VoucherRule;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// What a voucher can pay, and the three holds that bind it. Pure.
///
/// pay = min(⌊share × base⌋, ceiling left this year, voucher left, programme budget left)
final class Funds {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /// What would be held for a base.
    ///
    /// @param share what the rule's share makes of the base, before any limit
    /// @param pays what can be held
    /// @param bound what limits it: null if the share itself does
    record Offer(
            Voucher voucher,
            Programme programme,
            Applied<VoucherRule> rule,
            Money base,
            Money share,
            Money voucherLeft,
            Money ceilingLeft,
            Money ceiling,
            Money budgetLeft,
            Money pays,
            @Nullable VoucherReason bound,
            int year) {

        Money own() {
            return base.minus(pays);
        }

        /// The same offer, binding another amount.
        Offer paying(Money amount) {
            return new Offer(
                    voucher,
                    programme,
                    rule,
                    base,
                    share,
                    voucherLeft,
                    ceilingLeft,
                    ceiling,
                    budgetLeft,
                    amount,
                    bound,
                    year);
        }
    }

    private final Rules rules;

    Funds(Rules rules) {
        this.rules = rules;
    }

    Optional<Applied<VoucherRule>> rule(Rows rows, Programme programme, Instant at) {
        return rules.at(
                rows,
                VoucherRule.class,
                programme.topic(),
                programme.issuer(),
                at.atZone(ZONE).toLocalDate());
    }

    /// What the voucher pays of a base, by the rule of the day and what is left.
    ///
    /// @param done when the service is expected to be completed
    Outcome<Offer> offer(
            Rows rows, Voucher voucher, ServiceClass service, Money base, Instant done) {
        return offer(
                rows, voucher, service, base, rows.now(), rule -> ceilingYear(rule, voucher, done));
    }

    /// The same for an order under way: by the rule of its day, against the year it counts in.
    Outcome<Offer> offerAgain(Rows rows, Voucher voucher, Order order, Money base) {
        return offerIn(rows, voucher, order, base, order.funding().year());
    }

    /// The same against the ceiling of another year.
    Outcome<Offer> offerIn(Rows rows, Voucher voucher, Order order, Money base, int year) {
        return offer(
                rows, voucher, order.wanted().serviceClass(), base, order.placedAt(), rule -> year);
    }

    /// The year whose ceiling is used, in Asia/Shanghai, as the issuer's rule says.
    static int ceilingYear(VoucherRule rule, Voucher voucher, Instant done) {
        Instant counts =
                switch (rule.ceilingYear()) {
                    case GRANT -> voucher.grantedAt() == null ? done : voucher.grantedAt();
                    case COMPLETION -> done;
                };
        return counts.atZone(ZONE).getYear();
    }

    /// Whether the fiscal year is over and takes the holds with it.
    static boolean isOver(Programme programme, VoucherRule rule, Instant now) {
        return !rule.carryOver() && !now.isBefore(programme.yearEnd());
    }

    private Outcome<Offer> offer(
            Rows rows,
            Voucher voucher,
            ServiceClass service,
            Money base,
            Instant ruleOf,
            ToIntFunction<VoucherRule> yearOf) {
        Programme programme =
                rows.find(Programme.class, Id.<Programme>of(voucher.programme())).orElse(null);
        if (programme == null) {
            return Outcome.refused(VoucherReason.PROGRAMME_NOT_FOUND);
        }
        Applied<VoucherRule> rule = rule(rows, programme, ruleOf).orElse(null);
        if (rule == null) {
            return Outcome.refused(VoucherReason.RULE_MISSING);
        }
        if (isOver(programme, rule.value(), rows.now())) {
            return Outcome.refused(
                    Refusal.of(VoucherReason.YEAR_OVER, "year", programme.year())
                            .under(rule.version()));
        }
        if (!rule.value().covers(service)) {
            return Outcome.refused(
                    Refusal.of(VoucherReason.NOT_COVERED, "service", service)
                            .under(rule.version()));
        }
        int year = yearOf.applyAsInt(rule.value());
        Money ceiling = rule.value().ceiling(voucher.team()).orElse(Money.ZERO);
        Money share = rule.value().shareOf(service, base);
        Money voucherLeft = left(rows, Chart.voucher(voucher.id().value()));
        Money ceilingLeft = ceilingLeft(rows, programme, voucher.firm(), year, ceiling);
        Money budgetLeft = left(rows, Chart.of(programme).budget());
        Money pays = share.min(voucherLeft).min(ceilingLeft).min(budgetLeft).max(Money.ZERO);
        return Outcome.done(
                new Offer(
                        voucher,
                        programme,
                        rule,
                        base,
                        share,
                        voucherLeft,
                        ceilingLeft,
                        ceiling,
                        budgetLeft,
                        pays,
                        bound(pays, share, voucherLeft, ceilingLeft),
                        year));
    }

    private static @Nullable VoucherReason bound(
            Money pays, Money share, Money voucherLeft, Money ceilingLeft) {
        if (pays.equals(share)) {
            return null;
        }
        if (pays.equals(ceilingLeft)) {
            return VoucherReason.CEILING_EXHAUSTED;
        }
        return pays.equals(voucherLeft)
                ? VoucherReason.VOUCHER_EMPTY
                : VoucherReason.BUDGET_EXHAUSTED;
    }

    private static Money left(Rows rows, String account) {
        return rows.look(Balances.class, account).map(Balances::available).orElse(Money.ZERO);
    }

    /// What the ceiling gets with this order: all of it with the first of the year, the difference
    /// once a newer version of the rule gives more. A rule that gives less takes nothing back that
    /// is used already; it is applied to what is left, see [#ceilingLeft].
    private static List<Part> ceiling(Rows rows, String order, Offer offer) {
        Programme programme = offer.programme();
        String firm = offer.voucher().firm();
        Chart chart = Chart.of(programme);
        String account = Chart.ceiling(programme.issuer(), firm, offer.year());
        Ceiling known =
                rows.find(Ceiling.class, Ceiling.idOf(programme.issuer(), firm, offer.year()))
                        .orElse(null);
        Money more = offer.ceiling().minus(known == null ? Money.ZERO : known.amount());
        if (!more.isPositive()) {
            return List.of();
        }
        String step = known == null ? "/open" : "/to/" + offer.ceiling().fen();
        return List.of(
                new Put(
                        new Ceiling(
                                Id.of(account),
                                programme.home(),
                                programme.issuer(),
                                firm,
                                offer.year(),
                                offer.ceiling())),
                chart.openCeiling(programme.issuer(), firm, offer.year()),
                new LedgerPart.Post(account + step, chart.allowance(), account, more, order, null));
    }

    /// What is left of the year's ceiling under the rule of today, whatever the account was opened
    /// with.
    private static Money ceilingLeft(
            Rows rows, Programme programme, String firm, int year, Money ceiling) {
        Money put =
                rows.find(Ceiling.class, Ceiling.idOf(programme.issuer(), firm, year))
                        .map(Ceiling::amount)
                        .orElse(Money.ZERO);
        return left(rows, Chart.ceiling(programme.issuer(), firm, year))
                .plus(ceiling.minus(put))
                .max(Money.ZERO);
    }

    /// Binds an offer: voucher, ceiling and budget together. The ceiling's account is opened with
    /// the first order of the year.
    List<Part> hold(Rows rows, String order, int serial, Offer offer, String payee) {
        if (offer.pays().isZero()) {
            return List.of();
        }
        Chart chart = Chart.of(offer.programme());
        String ceiling =
                Chart.ceiling(offer.programme().issuer(), offer.voucher().firm(), offer.year());
        List<Part> parts = new ArrayList<>(ceiling(rows, order, offer));
        parts.add(chart.openPayable(payee));
        parts.add(
                new LedgerPart.Hold(
                        holdId(order, serial, "voucher"),
                        Chart.voucher(offer.voucher().id().value()),
                        chart.used(),
                        offer.pays(),
                        order,
                        Refusal.of(VoucherReason.VOUCHER_EMPTY)));
        parts.add(
                new LedgerPart.Hold(
                        holdId(order, serial, "ceiling"),
                        ceiling,
                        chart.allowanceUsed(),
                        offer.pays(),
                        order,
                        Refusal.of(VoucherReason.CEILING_EXHAUSTED, "ceiling", offer.ceiling())));
        parts.add(
                new LedgerPart.Hold(
                        holdId(order, serial, "budget"),
                        chart.budget(),
                        chart.payable(payee),
                        offer.pays(),
                        order,
                        Refusal.of(VoucherReason.BUDGET_EXHAUSTED)));
        return parts;
    }

    /// Gives back all that an order still holds. Giving back nothing is no error.
    static List<Part> giveBack(Rows rows, Order order, String why) {
        return giveBack(rows, order, why, null);
    }

    /// Gives back what an order still holds, or part of it. Ceiling and budget can be held again;
    /// so can the voucher, unless it has ended meanwhile: then its part goes on to where its end
    /// took the rest.
    static List<Part> giveBack(Rows rows, Order order, String why, @Nullable Money amount) {
        List<Part> parts = new ArrayList<>(release(order, why, amount));
        parts.addAll(sinceEnded(rows, order, why));
        return parts;
    }

    /// Holds another amount than before, or against another year, in one Unit.
    List<Part> holdAgain(Rows rows, Order before, String why, int serial, Offer offer) {
        List<Part> parts = new ArrayList<>(release(before, why, null));
        parts.addAll(hold(rows, before.id().value(), serial, offer, Orders.payee(before)));
        parts.addAll(sinceEnded(rows, before, why));
        return parts;
    }

    private static List<Part> sinceEnded(Rows rows, Order order, String why) {
        Order.Funding funding = order.funding();
        if (!funding.hasVoucher() || funding.voucherPart().isZero()) {
            return List.of();
        }
        String hold = holdId(order.id().value(), funding.serial(), "voucher");
        return sinceEnded(rows, funding.voucher(), hold + "/" + why + "/back");
    }

    /// What a voucher that has ended takes back of what was released to it; nothing before its end,
    /// which takes it back itself. The voucher is read by id and guarded: should it end while this
    /// is under way, it is decided again.
    ///
    /// @param id unique for ever
    static List<Part> sinceEnded(Rows rows, String voucher, String id) {
        return rows.find(Voucher.class, Id.<Voucher>of(voucher))
                .filter(Voucher::hasEnded)
                .map(ended -> List.<Part>of(Chart.takeBack(ended, id)))
                .orElse(List.of());
    }

    private static List<Part> release(Order order, String why, @Nullable Money amount) {
        Order.Funding funding = order.funding();
        if (!funding.hasVoucher() || funding.voucherPart().isZero()) {
            return List.of();
        }
        List<Part> parts = new ArrayList<>();
        for (String which : List.of("voucher", "ceiling", "budget")) {
            String hold = holdId(order.id().value(), funding.serial(), which);
            parts.add(new LedgerPart.Release(hold + "/" + why, hold, amount, order.id().value()));
        }
        return parts;
    }

    static String holdId(String order, int serial, String which) {
        return order + "/" + serial + "/" + which;
    }

    /// 24:00 Asia/Shanghai of the last day of a validity that begins with the day of an instant.
    static Instant expiry(Instant granted, int months) {
        LocalDate last = granted.atZone(ZONE).toLocalDate().plusMonths(months).minusDays(1);
        return last.plusDays(1).atStartOfDay(ZONE).toInstant();
    }
}
