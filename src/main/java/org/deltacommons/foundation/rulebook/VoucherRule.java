package org.deltacommons.foundation.rulebook;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Share;
import org.jspecify.annotations.Nullable;

/// The rule of one voucher programme of one issuer. Its year and budget belong to the programme,
/// not to the rule.
///
/// Sources: 上海市科学技术进步条例 (2024) Art. 17 and 31; 示范区条例 Art. 37 for the classes; the issuer's own
/// notice for every number.
///
/// @param nameZh what the programme is called, in Chinese and English
/// @param shares by service class; a class that is absent is not paid
/// @param ceilingFirm the most that one firm gets in a year
/// @param ceilingTeam the most that one team gets in a year; null where teams get none
/// @param validMonths how long a voucher is valid after its grant, 1 to 36; it ends at 24:00
///   Asia/Shanghai of the last day
/// @param noticeWorkingDays how long a batch is in public notice, 1 to 30 working days
/// @param excluded what is never paid
/// @param carryOver whether holds live on when the fiscal year ends (结转)
/// @param claimCutOff the last day of the fiscal year on which a claim is taken into it
/// @param relatedPartyHops how far apart firm and provider must be; 0 to 3, 2 for common owners
/// @param tiers shares by amount, laid over those of the classes; empty where the rule has none
@RuleTopic("voucher.programme")
public record VoucherRule(
        String nameZh,
        String nameEn,
        Map<ServiceClass, Share> shares,
        Money ceilingFirm,
        @Nullable Money ceilingTeam,
        int validMonths,
        PaymentRoute route,
        PaymentBase base,
        int noticeWorkingDays,
        List<ExcludedService> excluded,
        boolean carryOver,
        MonthDay claimCutOff,
        CeilingYear ceilingYear,
        int relatedPartyHops,
        List<Tier> tiers) {

    private static final int MONTHS_MAX = 36;
    private static final int NOTICE_MAX = 30;
    private static final int HOPS_MAX = 3;

    public VoucherRule {
        Map<ServiceClass, Share> paid = new EnumMap<>(ServiceClass.class);
        paid.putAll(shares);
        paid.values().removeIf(share -> share.basisPoints() == 0);
        shares = Collections.unmodifiableMap(paid);
        excluded = excluded.stream().distinct().sorted().toList();
        tiers = List.copyOf(tiers);
        if (shares.isEmpty() || !ceilingFirm.isPositive()) {
            throw new IllegalArgumentException("a programme pays something: " + nameZh);
        }
        if (ceilingTeam != null && !ceilingTeam.isPositive()) {
            throw new IllegalArgumentException("a ceiling of nothing is no ceiling: " + nameZh);
        }
        within("validMonths", validMonths, 1, MONTHS_MAX);
        within("noticeWorkingDays", noticeWorkingDays, 1, NOTICE_MAX);
        within("relatedPartyHops", relatedPartyHops, 0, HOPS_MAX);
        for (int i = 0; i < tiers.size(); i++) {
            boolean rising =
                    i == 0
                            ? tiers.get(0).from().isZero()
                            : tiers.get(i).from().compareTo(tiers.get(i - 1).from()) > 0;
            if (!rising) {
                throw new IllegalArgumentException("tiers rise from zero: " + nameZh);
            }
        }
    }

    private static void within(String what, int value, int from, int to) {
        if (value < from || value > to) {
            throw new IllegalArgumentException(
                    "%s lies between %d and %d: %d".formatted(what, from, to, value));
        }
    }

    /// The topic of a programme's rule.
    public static String topic(String programme) {
        return RuleTopic.Of.topic(VoucherRule.class) + "." + programme;
    }

    /// The programme of a topic.
    public static String programme(String topic) {
        return topic.substring(RuleTopic.Of.topic(VoucherRule.class).length() + 1);
    }

    /// A plain rule: one share for all five classes, the rest as most issuers have it.
    public static VoucherRule plain(
            String nameZh, String nameEn, Share share, Money ceilingFirm, PaymentRoute route) {
        Map<ServiceClass, Share> all = new EnumMap<>(ServiceClass.class);
        for (ServiceClass each : ServiceClass.values()) {
            all.put(each, share);
        }
        return new VoucherRule(
                nameZh,
                nameEn,
                all,
                ceilingFirm,
                null,
                12,
                route,
                route == PaymentRoute.FIRM_DIRECT
                        ? PaymentBase.MIN_INVOICED_PAID
                        : PaymentBase.INVOICED,
                5,
                List.of(ExcludedService.values()),
                false,
                MonthDay.of(11, 30),
                CeilingYear.GRANT,
                2,
                List.of());
    }

    /// The last day on which a claim is taken into a fiscal year.
    public LocalDate lastClaim(int year) {
        return claimCutOff.atYear(year);
    }

    public boolean covers(ServiceClass service) {
        return shares.containsKey(service);
    }

    /// The share of a class, zero if it is not paid.
    public Share share(ServiceClass service) {
        return shares.getOrDefault(service, new Share(0));
    }

    /// The year's ceiling.
    ///
    /// @return empty if the programme has nothing for teams and the asker is one
    public Optional<Money> ceiling(boolean team) {
        return team ? Optional.ofNullable(ceilingTeam) : Optional.of(ceilingFirm);
    }

    /// What the share makes of a base, before any ceiling, rounded down to the fen.
    public Money shareOf(ServiceClass service, Money base) {
        if (!covers(service) || !base.isPositive()) {
            return Money.ZERO;
        }
        if (tiers.isEmpty()) {
            return base.share(share(service));
        }
        // Summed in basis points before it is rounded, so that a tier's border costs no fen.
        long points = 0;
        for (int i = 0; i < tiers.size(); i++) {
            Money upTo = i + 1 < tiers.size() ? tiers.get(i + 1).from().min(base) : base;
            long part = Math.max(0, upTo.fen() - tiers.get(i).from().fen());
            points += Math.multiplyExact(part, (long) tiers.get(i).share().basisPoints());
        }
        return new Money(Math.floorDiv(points, 10_000L));
    }
}
