package org.deltacommons.commons.vouchers;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.commons.resources.Resources;
import org.deltacommons.commons.resources.UserClass;
import org.deltacommons.foundation.finding.Payer;
import org.deltacommons.foundation.finding.Standpoint;
import org.deltacommons.foundation.finding.Tariff;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.rulebook.ServiceClass;
import org.deltacommons.foundation.rulebook.VoucherRule;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.springframework.stereotype.Component;

/// What somebody's firm would pay itself, by the same rules and what is left as an order: share and
/// limits of its vouchers are the same whatever is ordered, so all that is found can be put in
/// order by the money without asking for each.
@Component
class FirmStandpoint implements Standpoint {

    private final Purse purse;
    private final Resources resources;
    private final Organisations organisations;
    private final Funds funds;
    private final GroupLane lane;

    FirmStandpoint(
            Purse purse,
            Resources resources,
            Organisations organisations,
            Funds funds,
            GroupLane lane) {
        this.purse = purse;
        this.resources = resources;
        this.organisations = organisations;
        this.funds = funds;
        this.lane = lane;
    }

    @Override
    public Optional<DivisionCode> seat(Actor actor) {
        return purse.firm(actor)
                .map(Organisation::division)
                .or(() ->
                        actor.memberships().stream()
                                .map(Membership::where)
                                .flatMap(where -> division(where).stream())
                                .findFirst());
    }

    private Optional<DivisionCode> division(String where) {
        return DivisionCode.isCode(where)
                ? Optional.of(new DivisionCode(where))
                : organisations.find(where).map(Organisation::division);
    }

    @Override
    public Optional<Payer> payer(Actor actor) {
        return purse.firm(actor).map(this::payer);
    }

    private Payer payer(Organisation firm) {
        String id = firm.id().value();
        Map<ServiceClass, List<Help>> helps =
                lane.read(firm.home(), rows -> helps(purse.vouchers(firm), rows));
        return new FirmPayer(
                firm,
                helps.values().stream()
                        .flatMap(List::stream)
                        .map(help -> help.voucher().programmeName())
                        .distinct()
                        .toList(),
                resources.userClassElsewhere(id),
                resources.ofSameLegalPerson(id),
                helps);
    }

    /// @param limit the most that the voucher can pay now, whatever is ordered
    private record Help(Voucher voucher, VoucherRule rule, Money limit) {

        Money pays(ServiceClass service, Money price) {
            return rule.shareOf(service, price).min(limit);
        }
    }

    private Map<ServiceClass, List<Help>> helps(List<Voucher> vouchers, Rows rows) {
        Map<ServiceClass, List<Help>> helps = new EnumMap<>(ServiceClass.class);
        for (ServiceClass service : ServiceClass.values()) {
            for (Voucher voucher : vouchers) {
                Outcome<Funds.Offer> outcome =
                        funds.offer(rows, voucher, service, Money.ZERO, rows.now());
                if (outcome instanceof Outcome.Done<Funds.Offer>(Funds.Offer offer)) {
                    Money limit =
                            offer.voucherLeft()
                                    .min(offer.ceilingLeft())
                                    .min(offer.budgetLeft())
                                    .max(Money.ZERO);
                    helps.computeIfAbsent(service, _ -> new ArrayList<>())
                            .add(new Help(voucher, offer.rule().value(), limit));
                }
            }
        }
        return helps;
    }

    private record FirmPayer(
            Organisation firm,
            List<String> helped,
            UserClass elsewhere,
            Set<String> ownHouse,
            Map<ServiceClass, List<Help>> helps)
            implements Payer {

        @Override
        public String name(boolean english) {
            return english && !firm.nameEn().isBlank() ? firm.nameEn() : firm.nameZh();
        }

        @Override
        public String version() {
            return Json.digest(
                    List.of(
                            firm.id(),
                            elsewhere,
                            ownHouse.stream().sorted().toList(),
                            helps.entrySet().stream()
                                    .map(one -> one.getKey() + "=" + told(one.getValue()))
                                    .toList()));
        }

        private static List<Object> told(List<Help> helps) {
            return helps.stream()
                    .<Object>map(help -> List.of(help.voucher().id(), help.rule(), help.limit()))
                    .toList();
        }

        @Override
        public Optional<Money> own(Tariff tariff) {
            UserClass mine = ownHouse.contains(tariff.owner()) ? UserClass.INTERNAL : elsewhere;
            Money price = tariff.price(mine.name());
            if (price == null) {
                return Optional.empty();
            }
            Money help = Money.ZERO;
            if (!tariff.terms().isEmpty()) {
                ServiceClass service = ServiceClass.valueOf(tariff.terms());
                for (Help one : helps.getOrDefault(service, List.of())) {
                    help = help.max(one.pays(service, price));
                }
            }
            return Optional.of(price.minus(help));
        }
    }
}
