package org.deltacommons.commons.vouchers;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.rulebook.Rule;
import org.deltacommons.foundation.rulebook.RuleTable;
import org.deltacommons.foundation.rulebook.ServiceClass;
import org.deltacommons.foundation.rulebook.VoucherRule;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.RuleVersion;
import org.springframework.stereotype.Component;

/// Reads what a [Replay] needs: the captured claims of a programme with their orders, vouchers,
/// rules as they were used, and what the ledger says of the ceilings.
@Component
class Replays {

    /// A city's programme has some thousands a year; more are refused, never cut.
    static final int CLAIMS_MAX = 20_000;

    private static final List<String> CAPTURED =
            Stream.of(ClaimState.values()).filter(ClaimState::isCaptured).map(Enum::name).toList();

    /// What was captured of a year, ready to be replayed.
    record Recorded(List<Replay.Line> lines, Replay.Limits limits) {

        Replay.Result under(Replay.Change change) {
            return Replay.of(lines, limits, change);
        }
    }

    private final Records records;
    private final Ledger ledger;
    private final BudgetBooks books;
    private final RuleTable rules;
    private final Clock clock;

    Replays(Records records, Ledger ledger, BudgetBooks books, RuleTable rules, Clock clock) {
        this.records = records;
        this.ledger = ledger;
        this.books = books;
        this.rules = rules;
        this.clock = clock;
    }

    /// The classes that the programme's rule of today pays.
    Set<ServiceClass> covered(Programme programme) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE);
        return rules.applying(programme.topic(), programme.issuer(), today)
                .map(found -> Json.read(found.text().value(), VoucherRule.class).shares().keySet())
                .orElse(Set.of());
    }

    Recorded of(Programme programme) {
        List<ClaimLine> claims =
                records.list(
                        ClaimLine.class,
                        "t.programme = :programme AND t.state IN (:states)",
                        "t.id",
                        Map.of("programme", programme.id().value(), "states", CAPTURED),
                        CLAIMS_MAX + 1);
        if (claims.size() > CLAIMS_MAX) {
            throw new RefusedException(
                    Refusal.of(VoucherReason.REPLAY_TOO_LONG, "limit", CLAIMS_MAX));
        }
        Map<String, List<ClaimLine>> byOrder =
                claims.stream().collect(Collectors.groupingBy(ClaimLine::orderId));
        Map<String, Voucher> vouchers =
                byId(
                        Voucher.class,
                        claims.stream().map(ClaimLine::voucher).distinct().toList(),
                        voucher -> voucher.id().value());
        Map<RuleVersion, VoucherRule> used = new HashMap<>();
        List<Replay.Line> lines = new ArrayList<>();
        byId(Order.class, List.copyOf(byOrder.keySet()), order -> order.id().value())
                .values()
                .stream()
                .sorted(
                        Comparator.comparing(Order::placedAt)
                                .thenComparing(order -> order.id().value()))
                .forEach(order -> {
                    List<ClaimLine> of = byOrder.getOrDefault(order.id().value(), List.of());
                    Voucher voucher = vouchers.get(order.funding().voucher());
                    RuleVersion version = of.getFirst().rule();
                    if (voucher != null && version != null) {
                        VoucherRule rule = used.computeIfAbsent(version, v -> rule(programme, v));
                        lines.add(line(programme, order, of, voucher, rule));
                    }
                });
        return new Recorded(lines, limits(programme, lines));
    }

    private <R extends Row> Map<String, R> byId(
            Class<R> type, List<String> ids, Function<R, String> id) {
        return ids.isEmpty()
                ? Map.of()
                : records
                        .list(type, "t.id IN (:ids)", "t.id", Map.of("ids", ids), CLAIMS_MAX)
                        .stream()
                        .collect(
                                Collectors.toMap(
                                        id, each -> each, (one, _) -> one, LinkedHashMap::new));
    }

    private static Replay.Line line(
            Programme programme,
            Order order,
            List<ClaimLine> claims,
            Voucher voucher,
            VoucherRule rule) {
        Money worth = voucher.amount();
        return new Replay.Line(
                order.id().value(),
                order.firm(),
                voucher.team(),
                voucher.id().value(),
                worth == null ? Money.ZERO : worth,
                Chart.ceiling(programme.issuer(), order.firm(), order.funding().year()),
                order.wanted().serviceClass(),
                sum(claims, ClaimLine::base),
                sum(claims, ClaimLine::pays),
                rule);
    }

    private static Money sum(List<ClaimLine> claims, Function<ClaimLine, Money> what) {
        return claims.stream().map(what).reduce(Money.ZERO, Money::plus);
    }

    /// The very text that was used, whatever was laid over it since.
    private VoucherRule rule(Programme programme, RuleVersion version) {
        Rule rule =
                (version.division().equals(Rule.NATION)
                                ? rules.national(version.topic(), programme.issuer().province())
                                : rules.find(version.topic(), new DivisionCode(version.division())))
                        .orElseThrow(
                                () -> new RefusedException(Refusal.of(VoucherReason.RULE_MISSING)));
        return Json.read(rule.versions().get(version.version() - 1).value(), VoucherRule.class);
    }

    private Replay.Limits limits(Programme programme, List<Replay.Line> lines) {
        BudgetFigures figures = books.of(programme);
        Map<String, Money> here = new HashMap<>();
        lines.forEach(line -> here.merge(line.ceiling(), line.paid(), Money::plus));
        Map<String, Money> elsewhere = new HashMap<>();
        for (Balances ceiling : ledger.balances(here.keySet()).values()) {
            Money mine = here.getOrDefault(ceiling.account(), Money.ZERO);
            elsewhere.put(ceiling.account(), ceiling.debitsPosted().minus(mine).max(Money.ZERO));
        }
        return new Replay.Limits(figures.appropriated().plus(figures.backInBudget()), elsewhere);
    }
}
