package org.deltacommons.commons.enterprises;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.kernel.Id;
import org.jspecify.annotations.Nullable;

/// Walks from one organisation to another over their ties. Pure; reads each organisation's row once
/// and at most [#ROWS_MAX] of them.
final class Kinship {

    private static final int ROWS_MAX = 200;

    /// One step of a way: from a party over a tie.
    private record Step(@Nullable Step before, String party, @Nullable Relation over) {
        int length() {
            return before == null ? 0 : before.length() + 1;
        }
    }

    private final Rows rows;
    private final Map<String, Optional<RelationsOf>> known = new HashMap<>();

    Kinship(Rows rows) {
        this.rows = rows;
    }

    /// Whether two organisations are related by at most so many ties.
    ///
    /// Two ties meet in a common party. Shares of a third, a common owner, the same legal
    /// representative all read the same way.
    Condition between(String a, String b, int hops) {
        Optional<RelationsOf> ofA = of(a);
        Optional<RelationsOf> ofB = of(b);
        List<Relation> way = a.equals(b) ? List.of() : way(a, b, hops);
        if (a.equals(b)) {
            return Condition.of(Condition.Kind.UNRELATED, Check.NOT_MET, "SAME");
        }
        if (way != null) {
            return found(way);
        }
        if (ofA.isEmpty() || ofB.isEmpty()) {
            return Condition.of(Condition.Kind.UNRELATED, Check.NOT_VERIFIED, "NO_DATA")
                    .with("organisation", ofA.isEmpty() ? a : b);
        }
        Condition names = onlyByName(ofA.get(), ofB.get());
        if (names != null) {
            return names;
        }
        Condition keys = byOtherKeys(ofA.get(), ofB.get());
        if (keys != null) {
            return keys;
        }
        RelationsOf older = ofA.get().asOf().isBefore(ofB.get().asOf()) ? ofA.get() : ofB.get();
        return Condition.of(Condition.Kind.UNRELATED, Check.MET, "NONE")
                .with("hops", hops)
                .from(older.source(), older.asOf());
    }

    private static Condition found(List<Relation> way) {
        Relation last = way.getLast();
        Condition condition =
                Condition.of(
                                Condition.Kind.UNRELATED,
                                Check.NOT_MET,
                                way.size() == 1 ? "DIRECT" : "OVER")
                        .with("relation", way.getFirst().kind())
                        .with("hops", way.size())
                        .from(last.source(), last.asOf());
        if (way.size() == 1) {
            return condition;
        }
        Relation over = way.getFirst();
        return condition.with(
                "over",
                over.isWithPerson() ? PersonKey.masked(over.otherName()) : over.otherName());
    }

    /// The shortest way, breadth first; null if there is none.
    private @Nullable List<Relation> way(String from, String to, int hops) {
        Map<String, Relation> intoTarget = new LinkedHashMap<>();
        of(to).ifPresent(row ->
                row.relations()
                        .forEach(tie -> {
                            tie.others().forEach(other -> intoTarget.putIfAbsent(other, tie));
                        }));
        List<Step> frontier = List.of(new Step(null, from, null));
        Set<String> seen = new HashSet<>(Set.of(from));
        for (int hop = 1; hop <= hops; hop++) {
            List<Step> next = new ArrayList<>();
            for (Step step : frontier) {
                Relation closing = closing(step.party(), to, intoTarget);
                if (closing != null) {
                    return relations(new Step(step, to, closing));
                }
                for (Relation tie : ties(step.party())) {
                    for (String other : tie.others()) {
                        if (seen.add(other)) {
                            next.add(new Step(step, other, tie));
                        }
                    }
                }
            }
            frontier = next;
        }
        return null;
    }

    /// The tie by which a party reaches the target, kept on either side.
    private @Nullable Relation closing(
            String party, String target, Map<String, Relation> intoTarget) {
        Relation kept = intoTarget.get(party);
        return kept != null
                ? kept
                : ties(party).stream()
                        .filter(tie -> target.equals(tie.other()))
                        .findFirst()
                        .orElse(null);
    }

    private static List<Relation> relations(Step last) {
        List<Relation> way = new ArrayList<>();
        for (Step step = last; step != null; step = step.before()) {
            if (step.over() != null) {
                way.addFirst(step.over());
            }
        }
        return way;
    }

    private List<Relation> ties(String party) {
        return PersonKey.isOne(party)
                ? List.of()
                : of(party).map(RelationsOf::relations).orElse(List.of());
    }

    private Optional<RelationsOf> of(String organisation) {
        if (!known.containsKey(organisation) && known.size() >= ROWS_MAX) {
            return Optional.empty();
        }
        return known.computeIfAbsent(organisation, id -> rows.find(RelationsOf.class, Id.of(id)));
    }

    /// The same name on both sides, where one side does not know whose it is: a person must look.
    /// The same name with two identities is two people, and nothing.
    private static @Nullable Condition onlyByName(RelationsOf a, RelationsOf b) {
        for (Relation mine : a.relations()) {
            for (Relation theirs : b.relations()) {
                boolean unknown = mine.other() == null || theirs.other() == null;
                if (unknown && sameName(mine, theirs)) {
                    return Condition.of(Condition.Kind.UNRELATED, Check.NOT_VERIFIED, "NAME_ONLY")
                            .with("name", PersonKey.masked(mine.otherName()))
                            .from(mine.source(), mine.asOf());
                }
            }
        }
        return null;
    }

    /// Two persons who are known by hashes of different keys only may be one: the key was changed
    /// between the two registers' answers.
    private static @Nullable Condition byOtherKeys(RelationsOf a, RelationsOf b) {
        for (Relation mine : a.relations()) {
            for (Relation theirs : b.relations()) {
                Set<Integer> one = keys(mine);
                Set<Integer> other = keys(theirs);
                if (!one.isEmpty() && !other.isEmpty() && Collections.disjoint(one, other)) {
                    return Condition.of(Condition.Kind.UNRELATED, Check.NOT_VERIFIED, "KEY_CHANGED")
                            .from(mine.source(), mine.asOf());
                }
            }
        }
        return null;
    }

    private static Set<Integer> keys(Relation tie) {
        return tie.others().stream()
                .filter(PersonKey::isOne)
                .map(PersonKey::numberOf)
                .collect(Collectors.toSet());
    }

    private static boolean sameName(Relation mine, Relation theirs) {
        // A replica holds a masked name; then the first character is all there is to go by.
        return mine.isWithPerson()
                && theirs.isWithPerson()
                && (mine.otherName().equals(theirs.otherName())
                        || theirs.otherName().equals(PersonKey.masked(mine.otherName()))
                        || mine.otherName().equals(PersonKey.masked(theirs.otherName())));
    }
}
