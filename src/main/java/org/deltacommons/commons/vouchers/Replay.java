package org.deltacommons.commons.vouchers;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.deltacommons.foundation.rulebook.ServiceClass;
import org.deltacommons.foundation.rulebook.VoucherRule;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Share;
import org.jspecify.annotations.Nullable;

/// A year's captured orders once more under a changed rule. Pure: it is computed from what is
/// recorded, and nothing moves.
///
/// Each order gets the share of its recorded base by its own rule with the change laid over it, in
/// the order in which the orders were placed, at most what is then left of its voucher, of its
/// firm's ceiling and of the budget. What else bound a payment at the time (a hold that another
/// hold had narrowed, work beyond what was ordered) is not known to the model: such a payment stays
/// bound as it was. Orders that were never placed because of the rule are not known either. So a
/// replay without a change is, order by order, what was captured.
final class Replay {

    /// What an order got, and what of.
    ///
    /// @param voucherWorth what its voucher was granted for
    /// @param ceiling the account of its firm's year
    /// @param base what the share was taken of, over all captured claims
    /// @param paid captured for it
    /// @param rule as it was used
    record Line(
            String order,
            String firm,
            boolean team,
            String voucher,
            Money voucherWorth,
            String ceiling,
            ServiceClass service,
            Money base,
            Money paid,
            VoucherRule rule) {}

    /// @param share of every class that is paid, instead of shares and tiers; null as it is
    /// @param ceiling of a firm and year; null as it is
    record Change(@Nullable Share share, @Nullable Money ceiling) {

        static final Change NONE = new Change(null, null);

        VoucherRule of(VoucherRule rule) {
            Share other = share;
            return new VoucherRule(
                    rule.nameZh(),
                    rule.nameEn(),
                    other == null
                            ? rule.shares()
                            : rule.shares().keySet().stream()
                                    .collect(Collectors.toMap(each -> each, _ -> other)),
                    ceiling == null ? rule.ceilingFirm() : ceiling,
                    rule.ceilingTeam(),
                    rule.validMonths(),
                    rule.route(),
                    rule.base(),
                    rule.noticeWorkingDays(),
                    rule.excluded(),
                    rule.carryOver(),
                    rule.claimCutOff(),
                    rule.ceilingYear(),
                    rule.relatedPartyHops(),
                    other == null ? rule.tiers() : List.of());
        }
    }

    /// What all orders together could get.
    ///
    /// @param budget what could be captured in the year, what came back included
    /// @param elsewhere what was used of each ceiling by other programmes or before
    record Limits(Money budget, Map<String, Money> elsewhere) {
        Limits {
            elsewhere = Map.copyOf(elsewhere);
        }
    }

    /// @param orders how many get something
    /// @param firms how many get something
    /// @param atCeiling how many of them have nothing left of a year's ceiling
    record Result(Money money, int orders, int firms, int atCeiling) {}

    /// What is used up, as it was or as it would be.
    private static final class Used {
        private final Map<String, Money> by = new HashMap<>();
        private Money all = Money.ZERO;

        private Money of(String account) {
            return by.getOrDefault(account, Money.ZERO);
        }

        private void add(Line line, Money amount) {
            by.merge(Chart.voucher(line.voucher()), amount, Money::plus);
            by.merge(line.ceiling(), amount, Money::plus);
            all = all.plus(amount);
        }

        /// What the rule makes of a line's base within what is left.
        private Money offer(Line line, VoucherRule rule, Limits limits) {
            Money voucherLeft = line.voucherWorth().minus(of(Chart.voucher(line.voucher())));
            return rule.shareOf(line.service(), line.base())
                    .min(voucherLeft)
                    .min(ceilingLeft(line, rule, limits))
                    .min(limits.budget().minus(all))
                    .max(Money.ZERO);
        }

        private Money ceilingLeft(Line line, VoucherRule rule, Limits limits) {
            return rule.ceiling(line.team())
                    .orElse(Money.ZERO)
                    .minus(limits.elsewhere().getOrDefault(line.ceiling(), Money.ZERO))
                    .minus(of(line.ceiling()));
        }
    }

    private Replay() {}

    /// @param lines in the order in which the orders were placed
    static Result of(List<Line> lines, Limits limits, Change change) {
        Used was = new Used();
        Used would = new Used();
        Set<String> firms = new HashSet<>();
        Map<String, Boolean> full = new HashMap<>();
        int orders = 0;
        for (Line line : lines) {
            VoucherRule changed = change.of(line.rule());
            Money gets =
                    gets(
                            line,
                            was.offer(line, line.rule(), limits),
                            would.offer(line, changed, limits));
            was.add(line, line.paid());
            would.add(line, gets);
            if (gets.isPositive()) {
                orders++;
                firms.add(line.firm());
            }
            full.put(
                    line.firm() + " " + line.ceiling(),
                    !would.ceilingLeft(line, changed, limits).isPositive());
        }
        long atCeiling =
                full.entrySet().stream()
                        .filter(Map.Entry::getValue)
                        .map(each -> each.getKey().substring(0, each.getKey().indexOf(' ')))
                        .filter(firms::contains)
                        .distinct()
                        .count();
        return new Result(would.all, orders, firms.size(), (int) atCeiling);
    }

    /// @param explained what the model makes of the order as it was
    /// @param offered what it makes of it under the change
    private static Money gets(Line line, Money explained, Money offered) {
        Money unexplained = line.paid().minus(explained);
        return unexplained.isNegative() ? offered.min(line.paid()) : offered.plus(unexplained);
    }
}
