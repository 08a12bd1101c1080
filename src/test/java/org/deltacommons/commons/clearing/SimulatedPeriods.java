package org.deltacommons.commons.clearing;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.deltacommons.foundation.lane.SimulatedNode;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;

/// What must hold of what provinces owe each other, whatever happened.
public final class SimulatedPeriods {

    private static final List<String> MIRRORED =
            List.of("due-from/", "due-to/", "disputed-from/", "disputed-to/", "netting/");

    private SimulatedPeriods() {}

    /// After every event.
    ///
    /// @param same whether creditor and debtor must say the same at once: not where one of them has
    ///   parked what it does not know yet
    /// @return what does not hold; empty if all does
    public static Optional<String> always(Map<Province, SimulatedNode> nodes, boolean same) {
        Map<String, String> digests = new HashMap<>();
        Set<String> differing = new HashSet<>();
        Set<String> netted = new HashSet<>();
        for (SimulatedNode node : nodes.values()) {
            for (Netting period : own(node, Netting.class)) {
                if (same && !period.disputed().isEmpty()) {
                    return Optional.of(
                            "creditor and debtor differ: "
                                    + period.id()
                                    + " "
                                    + period.differences());
                }
                String what = period.header().subject() + " round " + period.round();
                if (period.state() == NettingState.DIFFERING) {
                    differing.add(what);
                    continue;
                }
                if (isNetted(period)) {
                    netted.add(what);
                }
                if (period.home() == period.lead()
                        && period.isSignedBy(period.lead())
                        && !period.isSignedByAll()) {
                    return Optional.of("its lead signed before the others did: " + period);
                }
                String digest = period.digest();
                if (period.isComplete()
                        && !digests.computeIfAbsent(what, _ -> digest).equals(digest)) {
                    return Optional.of("two copies of " + what + " say different things");
                }
            }
        }
        netted.retainAll(differing);
        if (!netted.isEmpty()) {
            return Optional.of("netted although somebody disputes it: " + netted);
        }
        return nodes.values().stream().flatMap(node -> cut(node).stream()).findFirst();
    }

    private static <C extends Case> List<C> own(SimulatedNode node, Class<C> type) {
        return node.all(type).stream().filter(one -> one.home() == node.home()).toList();
    }

    private static boolean isNetted(Netting period) {
        return switch (period.state()) {
            case TO_PAY, SENT, TO_RECEIVE, CLOSED -> true;
            case STATING, DIFFERING, TO_SIGN, SIGNED, LEFT_OUT -> false;
        };
    }

    private static List<Netting> netted(SimulatedNode node) {
        return own(node, Netting.class).stream()
                .filter(SimulatedPeriods::isNetted)
                .sorted(Comparator.comparing(Netting::period))
                .toList();
    }

    /// A period has what was owed up to its cut and was in no earlier one, and nothing that came
    /// later.
    private static Optional<String> cut(SimulatedNode node) {
        Map<String, Long> cuts = new HashMap<>();
        for (Netting period : netted(node)) {
            for (Netting.Owed owed : period.owed()) {
                if (owed.creditor() != node.home() && owed.debtor() != node.home()) {
                    continue;
                }
                String pair = owed.creditor().code() + "/" + owed.debtor().code();
                long before = cuts.getOrDefault(pair, 0L);
                List<Netting.Item> due =
                        node.all(Obligation.class).stream()
                                .filter(one ->
                                        one.creditor() == owed.creditor()
                                                && one.debtor() == owed.debtor()
                                                && one.disputed() == null
                                                && one.index() > before
                                                && one.index() <= owed.upTo())
                                .sorted(Comparator.comparing(Obligation::sequence))
                                .map(one ->
                                        new Netting.Item(one.sequence(), one.claim(), one.amount()))
                                .toList();
                if (!due.equals(owed.items())) {
                    return Optional.of(
                            "%s takes %s of %s up to %d and not %s"
                                    .formatted(period.id(), owed.items(), pair, owed.upTo(), due));
                }
                cuts.put(pair, Math.max(before, owed.upTo()));
            }
        }
        return Optional.empty();
    }

    /// When nobody has anything left to do.
    public static Optional<String> atRest(Map<Province, SimulatedNode> nodes) {
        for (SimulatedNode node : nodes.values()) {
            Optional<String> wrong = open(node).or(() -> accounts(node)).or(() -> net(node));
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return mirrored(nodes);
    }

    private static Optional<String> open(SimulatedNode node) {
        for (Advance one : own(node, Advance.class)) {
            if (one.state() != AdvanceState.PAID && one.state() != AdvanceState.DECLINED) {
                return Optional.of(one.id() + " stays " + one.state());
            }
        }
        for (Clawback one : own(node, Clawback.class)) {
            if (one.state() == ClawbackState.TO_COLLECT) {
                return Optional.of(one.id() + " stays " + one.state());
            }
        }
        for (Receipt one : own(node, Receipt.class)) {
            if (one.state() != ReceiptState.CONFIRMED) {
                return Optional.of(one.id() + " stays " + one.state());
            }
        }
        for (Netting one : own(node, Netting.class)) {
            if (one.state() != NettingState.CLOSED && one.state() != NettingState.LEFT_OUT) {
                return Optional.of(one.id() + " stays " + one.state());
            }
        }
        for (Dispute one : own(node, Dispute.class)) {
            if (one.stays() == null) {
                return Optional.of(one.id() + " stays " + one.state());
            }
        }
        return Optional.empty();
    }

    /// Between provinces nothing is due any more.
    private static Optional<String> accounts(SimulatedNode node) {
        return node.accounts().stream()
                .filter(one -> MIRRORED.stream().anyMatch(one.account()::startsWith))
                .filter(one -> !one.posted().isZero())
                .map(one -> one.account() + " stands at " + one.posted())
                .findFirst();
    }

    /// What a province got and paid by few payments is what it was owed and owed by many
    /// obligations; and these are what it advanced, less what it gave up.
    private static Optional<String> net(SimulatedNode node) {
        Province home = node.home();
        long cash = 0;
        for (Netting period : netted(node)) {
            for (Netting.Transfer one : period.transfers()) {
                if (one.receivedOn() != null) {
                    cash += one.payee() == home ? one.amount().fen() : 0;
                    cash -= one.payer() == home ? one.amount().fen() : 0;
                }
            }
        }
        long gross = 0;
        long advanced = 0;
        for (Obligation one : node.all(Obligation.class)) {
            if (one.disputed() == null) {
                gross += one.creditor() == home ? one.amount().fen() : -one.amount().fen();
                boolean ours = one.creditor() == home && one.cause() == ObligationCause.ADVANCE;
                advanced += ours ? one.amount().fen() : 0;
            }
        }
        long paid = 0;
        for (Advance one : own(node, Advance.class)) {
            paid += one.state() == AdvanceState.PAID ? one.amount().minus(one.struck()).fen() : 0;
        }
        if (cash != gross) {
            return Optional.of("%s got net %d of gross %d".formatted(home, cash, gross));
        }
        return paid == advanced
                ? Optional.empty()
                : Optional.of("%s advanced %d and is owed %d".formatted(home, paid, advanced));
    }

    /// What one province's books say of another is what the other's say of it, transfer by
    /// transfer, and so is the chain of what is owed.
    private static Optional<String> mirrored(Map<Province, SimulatedNode> nodes) {
        for (SimulatedNode node : nodes.values()) {
            for (SimulatedNode other : nodes.values()) {
                if (node == other) {
                    continue;
                }
                String pair = " of %s and %s".formatted(node.home(), other.home());
                if (!chain(node, node.home(), other.home())
                        .equals(chain(other, node.home(), other.home()))) {
                    return Optional.of("the obligations differ" + pair);
                }
                DueAccounts mine = new DueAccounts(SimulatedClearing.NUMBER, node.home());
                DueAccounts theirs = new DueAccounts(SimulatedClearing.NUMBER, other.home());
                String dueFrom = mine.dueFrom(other.home());
                String dueTo = theirs.dueTo(node.home());
                if (!debits(node, dueFrom).equals(credits(other, dueTo))) {
                    return Optional.of("the mirrored accounts differ" + pair);
                }
            }
        }
        return Optional.empty();
    }

    private static Money debits(SimulatedNode node, String account) {
        return node.look(Balances.class, account).map(Balances::debitsPosted).orElse(Money.ZERO);
    }

    private static Money credits(SimulatedNode node, String account) {
        return node.look(Balances.class, account).map(Balances::creditsPosted).orElse(Money.ZERO);
    }

    private static Map<Integer, String> chain(
            SimulatedNode node, Province creditor, Province debtor) {
        Map<Integer, String> chain = new TreeMap<>();
        for (Obligation one : node.all(Obligation.class)) {
            if (one.creditor() == creditor && one.debtor() == debtor) {
                chain.put(
                        one.sequence(),
                        "%s %s %s %d %s"
                                .formatted(
                                        one.claim(),
                                        one.amount(),
                                        one.total(),
                                        one.index(),
                                        // Why is in somebody's words, which lie beside the
                                        // facts and may be gone.
                                        one.disputed() != null));
            }
        }
        return chain;
    }

    /// How many ended how.
    public static void ends(SimulatedNode node, Map<String, Integer> to) {
        own(node, Advance.class)
                .forEach(one -> to.merge("ADVANCE_" + one.state(), 1, Integer::sum));
        own(node, Netting.class).forEach(one -> to.merge("PERIOD_" + one.state(), 1, Integer::sum));
        own(node, Dispute.class)
                .forEach(one -> to.merge("DISPUTE_" + one.state(), 1, Integer::sum));
        own(node, Clawback.class)
                .forEach(one -> to.merge("CLAWBACK_" + one.state(), 1, Integer::sum));
    }
}
