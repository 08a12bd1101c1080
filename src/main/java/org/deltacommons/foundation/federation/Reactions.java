package org.deltacommons.foundation.federation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.LaneFault;
import org.deltacommons.foundation.lane.LaneReason;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One home's reactions to all feeds: for each fact addressed to it one Unit with the cursor.
final class Reactions {

    private static final Logger LOG = LoggerFactory.getLogger(Reactions.class);
    private static final int BATCH = 500;
    private static final int CURSOR_LAG_MAX = 500;

    /// The answer of a reaction's Unit.
    record Reacted(long position) {}

    private final Province home;
    private final Lane lane;
    private final Heard heard;
    private final Map<String, List<FactHandler<?>>> handlers;
    // Read by whoever waits for the followers, while this works.
    private final Map<Province, Long> positions = new ConcurrentHashMap<>();
    private final Map<Province, Long> stored = new EnumMap<>(Province.class);
    private final Map<Province, Set<String>> parked = new EnumMap<>(Province.class);
    // Of which origins what is parked was not tried yet since this home is here.
    private final Set<Province> untried = EnumSet.noneOf(Province.class);

    Reactions(Province home, Lane lane, Heard heard, Map<String, List<FactHandler<?>>> handlers) {
        this.home = home;
        this.lane = lane;
        this.heard = heard;
        this.handlers = handlers;
    }

    /// The lane was elsewhere meanwhile: how far it has come, and what is parked, is read again.
    void forget() {
        positions.clear();
        stored.clear();
        parked.clear();
    }

    /// Works off one batch of every origin's feed.
    ///
    /// @return true if a batch was full
    boolean work() {
        boolean more = false;
        for (Province origin : Province.values()) {
            long position = positions.computeIfAbsent(origin, this::storedPosition);
            retry(origin);
            List<RecordedFact> batch = heard.after(origin, position, BATCH);
            for (RecordedFact fact : batch) {
                react(origin, fact);
                positions.put(origin, fact.index());
            }
            long reached = positions.getOrDefault(origin, 0L);
            if (reached - stored.getOrDefault(origin, 0L) > CURSOR_LAG_MAX) {
                submit(origin, reached, null, "skip", rows -> List.of());
            }
            more |= batch.size() == BATCH;
        }
        return more;
    }

    /// The position of a feed as this home has dealt with it, what concerns nobody here included.
    long position(Province origin) {
        return positions.getOrDefault(origin, 0L);
    }

    private long storedPosition(Province origin) {
        parked.put(origin, new HashSet<>(heard.parked(home, origin)));
        untried.add(origin);
        long position = heard.position(home, origin);
        stored.put(origin, position);
        return position;
    }

    private void react(Province origin, RecordedFact fact) {
        if (!fact.audience().includes(origin, home)) {
            return;
        }
        boolean known = heard.understands(fact);
        List<FactHandler<?>> concerned = concerned(fact);
        if (known && concerned.isEmpty()) {
            return;
        }
        if (parked.getOrDefault(origin, Set.of()).contains(fact.subject())) {
            park(origin, fact, Parked.Why.BEHIND, "behind an earlier fact of the same subject");
            return;
        }
        if (!known) {
            park(origin, fact, Parked.Why.UNKNOWN, unknown(fact));
            return;
        }
        try {
            submit(origin, fact.index(), fact, fact.kind(), rows -> parts(concerned, fact, rows));
        } catch (LaneFault | ReactionFailed failed) {
            if (isPassing(failed)) {
                throw failed;
            }
            LOG.error("{} parks fact {}/{} {}", home, origin, fact.index(), fact.kind(), failed);
            park(origin, fact, Parked.Why.FAILED, rootMessage(failed));
        }
    }

    private List<FactHandler<?>> concerned(RecordedFact fact) {
        return handlers.getOrDefault(fact.kind(), List.of()).stream()
                .filter(handler -> handler.concerns(fact, home))
                .toList();
    }

    private static String unknown(RecordedFact fact) {
        return "unknown here: " + fact.kind() + " in schema " + fact.schema();
    }

    /// Tries what is parked once more, oldest first: all of it when this home has come here,
    /// because the version may be another, and later what somebody asked for. What still fails
    /// stays, and all later facts of its subject behind it. Done where facts are reacted to and
    /// nowhere else, so that none of the subject comes in between.
    private void retry(Province origin) {
        Set<String> subjects = parked.getOrDefault(origin, Set.of());
        boolean all = untried.contains(origin);
        if (subjects.isEmpty() || !all && !heard.asked(home, origin)) {
            untried.remove(origin);
            return;
        }
        Set<String> tried = new HashSet<>();
        Set<String> stay = new HashSet<>();
        for (Parked one : heard.waiting(home, origin)) {
            boolean wanted = all || one.asked() || tried.contains(one.subject());
            if (stay.contains(one.subject()) || !wanted || !released(origin, one)) {
                stay.add(one.subject());
            }
            tried.add(one.subject());
        }
        subjects.retainAll(stay);
        untried.remove(origin);
    }

    /// @return whether it was applied, and is parked no more
    private boolean released(Province origin, Parked one) {
        String what = "%s %d".formatted(one.kind(), one.tries() + 1);
        List<RecordedFact> there = heard.after(origin, one.position() - 1, 1);
        if (there.isEmpty() || there.getFirst().index() != one.position()) {
            // Not to be heard now; it waits as it is.
            return false;
        }
        RecordedFact fact = there.getFirst();
        if (!heard.understands(fact)) {
            again(origin, one, what, Parked.Why.UNKNOWN, unknown(fact));
            return false;
        }
        List<FactHandler<?>> concerned = concerned(fact);
        try {
            write(
                    origin,
                    one.position(),
                    fact,
                    "release " + what,
                    rows -> {
                        List<Part> all = new ArrayList<>();
                        // Open still, unless another instance was here before.
                        if (rows.find(Parked.class, one.id()).filter(Parked::open).isPresent()) {
                            all.addAll(parts(concerned, fact, rows));
                            all.add(new Put(one.released(rows.now())));
                        }
                        return all;
                    });
            LOG.info("{} releases fact {}/{}", home, origin, one.position());
            return true;
        } catch (LaneFault | ReactionFailed failed) {
            if (isPassing(failed)) {
                throw failed;
            }
            again(origin, one, what, Parked.Why.FAILED, rootMessage(failed));
            return false;
        }
    }

    private void again(Province origin, Parked one, String what, Parked.Why why, String reason) {
        write(
                origin,
                one.position(),
                null,
                "keep " + what,
                rows ->
                        rows.find(Parked.class, one.id()).filter(Parked::open).isPresent()
                                ? List.of(new Put(one.triedAgain(why, reason, rows.now())))
                                : List.of());
    }

    private static List<Part> parts(List<FactHandler<?>> concerned, RecordedFact fact, Rows rows) {
        List<Part> parts = new ArrayList<>();
        for (FactHandler<?> handler : concerned) {
            parts.addAll(apply(handler, fact, rows));
        }
        return parts;
    }

    private static <B extends Record> List<Part> apply(
            FactHandler<B> handler, RecordedFact fact, Rows rows) {
        return handler.on(Json.heard(fact.body(), handler.fact()), fact, rows);
    }

    /// A reaction that the lane refused: a foreign fact may be contested, never refused, so this is
    /// a bug.
    private static final class ReactionFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ReactionFailed(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private void submit(
            Province origin,
            long position,
            @Nullable RecordedFact because,
            String what,
            java.util.function.Function<Rows, List<Part>> parts) {
        write(
                origin,
                position,
                because,
                what,
                rows -> {
                    // Read, so that two followers of one home can never both apply a fact.
                    rows.find(Cursor.class, Cursor.idOf(home, origin));
                    List<Part> all = new ArrayList<>(parts.apply(rows));
                    all.add(new Put(new Cursor(Cursor.idOf(home, origin), home, origin, position)));
                    return all;
                });
        stored.put(origin, position);
    }

    /// @param position of the fact that it is about
    /// @param because the fact, where something is done because of it
    private void write(
            Province origin,
            long position,
            @Nullable RecordedFact because,
            String what,
            java.util.function.Function<Rows, List<Part>> parts) {
        Command<Reacted> command =
                Command.of(
                                home,
                                Actor.system(home),
                                "federation.react",
                                Map.of("origin", origin.code(), "position", position),
                                Reacted.class)
                        .keyed(origin.code() + "/" + position + "/" + what)
                        .whereTheLaneIs()
                        .because(because);
        Outcome<Reacted> outcome =
                lane.submit(
                        command,
                        rows -> {
                            List<Part> all;
                            try {
                                all = parts.apply(rows);
                            } catch (Rows.MissingRow missing) {
                                throw new ReactionFailed(
                                        String.valueOf(missing.getMessage()), missing);
                            } catch (RuntimeException
                                    | LinkageError
                                    | AssertionError
                                    | StackOverflowError bug) {
                                // Each of them comes again with the same fact.
                                throw new ReactionFailed(bug.toString(), bug);
                            }
                            return Outcome.done(Unit.of(new Reacted(position), all));
                        });
        if (outcome instanceof Outcome.Refused<Reacted>(var why)) {
            if (isPassing(why)) {
                throw new IllegalStateException("the lane is not ours now: " + why.code());
            }
            throw new ReactionFailed(why.toString(), null);
        }
    }

    /// The lane says no for now; that has nothing to do with the fact.
    private static boolean isPassing(Refusal why) {
        return Set.of(
                        LaneReason.LANE_MOVED.code(),
                        LaneReason.BUSY.code(),
                        FederationReason.BEHIND.code(),
                        FederationReason.REWRITTEN.code())
                .contains(why.code());
    }

    private void park(Province origin, RecordedFact fact, Parked.Why why, String reason) {
        parked.computeIfAbsent(origin, o -> new HashSet<>()).add(fact.subject());
        submit(
                origin,
                fact.index(),
                null,
                "park " + fact.kind(),
                rows -> List.of(new Put(Parked.of(home, fact, why, reason, rows.now()))));
    }

    /// A database that went away comes back; a bug does not.
    private static boolean isPassing(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.sql.SQLException sql) {
                String state = sql.getSQLState();
                return state == null || state.startsWith("08") || state.startsWith("57");
            }
        }
        return false;
    }

    private static String rootMessage(Throwable failed) {
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root);
    }

    static Map<String, List<FactHandler<?>>> byKind(List<FactHandler<?>> handlers) {
        Map<String, List<FactHandler<?>>> byKind = new java.util.HashMap<>();
        for (FactHandler<?> handler : handlers) {
            byKind.computeIfAbsent(
                            FactKind.Of.kind(handler.fact()).value(), kind -> new ArrayList<>())
                    .add(handler);
        }
        return byKind;
    }
}
