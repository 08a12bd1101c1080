package org.deltacommons.foundation.rulebook;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.deltacommons.foundation.web.FieldError;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Share;
import org.jspecify.annotations.Nullable;

/// The fields of a voucher programme's rule.
///
/// @param rd the share of each class; empty where it is not paid
/// @param tiers one line a step, `from-yuan share-percent`, the first from 0
public record VoucherRuleForm(
        @Input(group = "form.group.rule.name") String nameZh,
        String nameEn,
        @Nullable @Input(group = "form.group.rule.shares", source = "rulebook.source.art37")
                Share rd,
        @Nullable Share transfer,
        @Nullable Share testing,
        @Nullable Share training,
        @Nullable Share opening,
        @Nullable @Input(kind = Input.Kind.TEXTAREA, max = 500, help = true) String tiers,
        @Input(group = "form.group.rule.limits", from = 1) Money ceilingFirm,
        @Nullable @Input(from = 1, help = true) Money ceilingTeam,
        CeilingYear ceilingYear,
        @Input(from = 1, until = 36, unit = "form.unit.months") int validMonths,
        @Input(group = "form.group.rule.payment", kind = Input.Kind.RADIO) PaymentRoute route,
        @Input(kind = Input.Kind.RADIO) PaymentBase base,
        @Input(from = 1, until = 30, unit = "form.unit.working-days") int noticeWorkingDays,
        @Input(from = 1, until = 12, unit = "form.unit.month", help = true) int cutOffMonth,
        @Input(from = 1, until = 31, unit = "form.unit.day") int cutOffDay,
        @Input(help = true) boolean carryOver,
        @Nullable @Input(group = "form.group.rule.limits-of-use") List<ExcludedService> excluded,
        @Input(from = 0, until = 3, unit = "form.unit.hops", help = true) int relatedPartyHops,
        @Input(group = "form.group.rule.version", help = true) LocalDate from,
        @Nullable LocalDate until,
        @Input(help = true) String source,
        Certainty certainty,
        @Input(kind = Input.Kind.TEXTAREA, max = 500) String why)
        implements RuleForm<VoucherRule> {

    public VoucherRuleForm {
        if (rd == null
                && transfer == null
                && testing == null
                && training == null
                && opening == null) {
            throw new FieldError("rd", "rulebook.form.no-share");
        }
        try {
            MonthDay.of(cutOffMonth, cutOffDay);
        } catch (DateTimeException _) {
            throw new FieldError("cutOffDay", "rulebook.form.no-day");
        }
        if (until != null && !from.isBefore(until)) {
            throw new FieldError("until", "rulebook.form.ends-before");
        }
        steps(tiers);
    }

    static VoucherRuleForm of(VoucherRule rule, LocalDate from, String source) {
        return new VoucherRuleForm(
                rule.nameZh(),
                rule.nameEn(),
                rule.shares().get(ServiceClass.RD),
                rule.shares().get(ServiceClass.TRANSFER),
                rule.shares().get(ServiceClass.TESTING),
                rule.shares().get(ServiceClass.TRAINING),
                rule.shares().get(ServiceClass.OPENING),
                lines(rule.tiers()),
                rule.ceilingFirm(),
                rule.ceilingTeam(),
                rule.ceilingYear(),
                rule.validMonths(),
                rule.route(),
                rule.base(),
                rule.noticeWorkingDays(),
                rule.claimCutOff().getMonthValue(),
                rule.claimCutOff().getDayOfMonth(),
                rule.carryOver(),
                rule.excluded(),
                rule.relatedPartyHops(),
                from,
                null,
                source,
                Certainty.LAW,
                "");
    }

    @Override
    public VoucherRule value() {
        return new VoucherRule(
                nameZh,
                nameEn,
                shares(),
                ceilingFirm,
                ceilingTeam,
                validMonths,
                route,
                base,
                noticeWorkingDays,
                excluded == null ? List.of() : excluded,
                carryOver,
                MonthDay.of(cutOffMonth, cutOffDay),
                ceilingYear,
                relatedPartyHops,
                steps(tiers));
    }

    private Map<ServiceClass, Share> shares() {
        Map<ServiceClass, Share> shares = new EnumMap<>(ServiceClass.class);
        put(shares, ServiceClass.RD, rd);
        put(shares, ServiceClass.TRANSFER, transfer);
        put(shares, ServiceClass.TESTING, testing);
        put(shares, ServiceClass.TRAINING, training);
        put(shares, ServiceClass.OPENING, opening);
        return shares;
    }

    private static void put(
            Map<ServiceClass, Share> shares, ServiceClass service, @Nullable Share share) {
        if (share != null) {
            shares.put(service, share);
        }
    }

    private static @Nullable String lines(List<Tier> tiers) {
        return tiers.isEmpty()
                ? null
                : tiers.stream()
                        .map(tier ->
                                "%d %s"
                                        .formatted(
                                                tier.from().fen() / 100,
                                                tier.share().toString().replace("%", "")))
                        .collect(Collectors.joining("\n"));
    }

    private static List<Tier> steps(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return List.of();
        }
        List<Tier> tiers = new ArrayList<>();
        for (String line : text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
            String[] parts = line.split("\\s+", -1);
            try {
                Share share =
                        new Share(
                                new java.math.BigDecimal(parts[1].replace("%", ""))
                                        .movePointRight(2)
                                        .intValueExact());
                tiers.add(new Tier(Money.parse(parts[0]), share));
            } catch (RuntimeException _) {
                throw new FieldError("tiers", "rulebook.form.no-tier", Map.of("line", line));
            }
        }
        boolean rises = tiers.getFirst().from().isZero();
        for (int i = 1; i < tiers.size(); i++) {
            rises &= tiers.get(i).from().compareTo(tiers.get(i - 1).from()) > 0;
        }
        if (!rises) {
            throw new FieldError("tiers", "rulebook.form.tiers-rise");
        }
        return tiers;
    }
}
