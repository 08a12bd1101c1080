package org.deltacommons.foundation.lane;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lanes of the homes hosted at one node, over any [LaneStore].
public final class GroupLane implements Lane, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupLane.class);
    private static final int TRIES_MAX = 5;

    /// After so many repetitions it is time to ask whether what this instance keeps in memory is
    /// older than what the database says, because another has written: it stores nothing, so no
    /// fence would tell.
    private static final int DOUBTFUL = 1;

    /// Longer than two that are asked in turn leave the lanes to each other.
    private static final Duration SPLIT_MAX = Duration.ofSeconds(2);

    /// A fact that was committed just now.
    ///
    /// @param fact without its personal texts
    /// @param letters of its body as text
    public record Appended(RecordedFact fact, int letters) {}

    private final LaneStore store;
    private final Clock clock;
    private final Ids ids;
    private final String self;
    private final Map<Province, Seat> seats = new EnumMap<>(Province.class);
    private final Map<Province, Phases> phases = new EnumMap<>(Province.class);
    private final List<Consumer<Province>> followers = new CopyOnWriteArrayList<>();
    private final List<Consumer<List<Appended>>> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private volatile long gatheredAt;
    private volatile Function<Province, Optional<Refusal>> closed = _ -> Optional.empty();
    private volatile Telling telling = (parts, _) -> parts;

    GroupLane(LaneStore store, Collection<Province> homes, Clock clock, Ids ids) {
        this(store, homes, clock, ids, HomeWriter.Pace.USUAL);
    }

    GroupLane(
            LaneStore store,
            Collection<Province> homes,
            Clock clock,
            Ids ids,
            HomeWriter.Pace pace) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.self = ids.next("lane").value();
        homes.forEach(home -> {
            Phases spent = new Phases();
            phases.put(home, spent);
            seats.put(
                    home,
                    new Seat(
                            home,
                            self,
                            store,
                            () -> new HomeWriter(home, self, store, clock, this::told, pace, spent),
                            this::gather));
        });
    }

    /// One instance has all lanes of a node, so that a proxy has one to send requests to.
    private void gather() {
        gatheredAt = System.nanoTime();
        Thread.ofVirtual()
                .name("lane-gathers")
                .start(() -> {
                    seats.values().forEach(seat -> tell(seat::take));
                    seats.keySet().forEach(this::wake);
                    watchers.forEach(GroupLane::tell);
                });
    }

    /// Looks who has the lanes, and takes those whose instance is missed.
    void look() {
        store.alive(self);
        RuntimeException failed = null;
        for (Seat seat : seats.values()) {
            try {
                seat.look();
            } catch (RuntimeException one) {
                // The other lanes do not wait for this one.
                failed = one;
            }
        }
        watchers.forEach(Runnable::run);
        if (failed != null) {
            throw failed;
        }
        if (isSplit()) {
            gather();
        }
    }

    /// Two that were asked at the same moment may each have some; the one with the lesser name
    /// gathers them.
    private boolean isSplit() {
        return holdsAny()
                && !holdsAll()
                && System.nanoTime() - gatheredAt > SPLIT_MAX.toNanos()
                && seats.keySet().stream()
                        .flatMap(home -> store.holding(home).stream())
                        .allMatch(holding -> self.compareTo(holding.holder()) <= 0);
    }

    /// Whether all lanes of this node are at this instance.
    public boolean holdsAll() {
        return seats.values().stream().allMatch(seat -> seat.tenure() > 0);
    }

    /// Whether any lane of this node is at this instance; then what works in the background works
    /// here.
    public boolean holdsAny() {
        return seats.values().stream().anyMatch(seat -> seat.tenure() > 0);
    }

    /// @return 0 while another instance has the home's lane, else a number for as long as it is
    ///   here without interruption
    public long tenure(Province home) {
        Seat seat = seats.get(home);
        return seat == null ? 0 : seat.tenure();
    }

    /// Whether the home has moved to another node, as far as this instance has the lane: it tells
    /// nothing here any more.
    public boolean isEnded(Province home) {
        Seat seat = seats.get(home);
        return seat != null && seat.isEnded();
    }

    /// Is told now, whenever the lanes have moved, and in between.
    public void onMove(Runnable watcher) {
        watchers.add(watcher);
        watcher.run();
    }

    /// Is told, after each commit that appended facts, whose feed has grown.
    public void onCommit(Consumer<Province> follower) {
        followers.add(follower);
    }

    /// Is given, after each commit that appended facts, these facts, oldest first. Two commits
    /// close after each other may be told in the other order, and one whose outcome was unknown at
    /// first is not told at all.
    public void onAppended(Consumer<List<Appended>> listener) {
        listeners.add(listener);
    }

    private void told(List<Appended> facts) {
        listeners.forEach(listener -> tell(() -> listener.accept(facts)));
        wake(facts.getFirst().fact().origin());
    }

    /// What has happened is durable whatever becomes of the news: it fails for one listener alone,
    /// and never for the lane.
    private static void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException | Error failed) {
            LOG.error("What follows from a commit or a taken lane failed", failed);
        }
    }

    /// From now on a home's commands are refused for as long as there is a reason why its lane must
    /// not write. Asked at each command, so its answer is at hand.
    public void closedBy(Function<Province, Optional<Refusal>> reason) {
        closed = reason;
    }

    /// From now on what a decision tells is told in words that its readers know.
    public void tellsBy(Telling words) {
        telling = words;
    }

    private void wake(Province home) {
        followers.forEach(follower -> tell(() -> follower.accept(home)));
    }

    @Override
    public boolean hosts(Province home) {
        return seats.containsKey(home);
    }

    @Override
    public <A> Outcome<A> submit(Command<A> command, Function<Rows, Outcome<Unit<A>>> decision) {
        Seat seat = seats.get(command.home());
        if (seat == null) {
            return Outcome.refused(Refusal.of(LaneReason.NOT_HERE));
        }
        Optional<Refusal> why = closed.apply(command.home());
        if (why.isPresent()) {
            return Outcome.refused(why.get());
        }
        String unit = ids.next("u").value();
        String scope = command.keyOwner() + " " + command.operation();
        String name = command.key() == null ? unit : command.key();
        Identity identity =
                new Identity(
                        unit,
                        scope,
                        Keys.of(command.home(), scope, name),
                        Digest.of(scope, name, command.content()));
        Refusal last = Refusal.of(LaneReason.BUSY);
        for (int attempt = 0; attempt < TRIES_MAX; attempt++) {
            Proposal proposal = decide(command, decision, identity);
            switch (seat.submit(proposal, command.yielding())) {
                case Verdict.Applied(var answer) -> {
                    return Answers.read(answer, command.answers());
                }
                case Verdict.Same(var answer) -> {
                    return Answers.read(answer, command.answers());
                }
                case Verdict.Refused(Refusal refusal) -> {
                    return Outcome.refused(refusal);
                }
                case Verdict.Again(Refusal again) -> {
                    last = again;
                    if (attempt == DOUBTFUL) {
                        seat.look();
                    }
                }
                case Verdict.Moved() -> {
                    return Outcome.refused(Refusal.of(LaneReason.LANE_MOVED));
                }
                case Verdict.Faulty(RuntimeException bug) ->
                        throw new LaneFault(command.operation() + " failed", bug);
            }
        }
        return Outcome.refused(last);
    }

    /// What a command is known by, however often it is decided.
    private record Identity(String unit, String scope, UUID key, Digest digest) {}

    private <A> Proposal decide(
            Command<A> command, Function<Rows, Outcome<Unit<A>>> decision, Identity identity) {
        return store.read(
                command.home(),
                clock.instant(),
                rows -> {
                    Outcome<Unit<A>> outcome;
                    try {
                        outcome = decision.apply(rows);
                    } catch (Rows.MissingRow missing) {
                        outcome =
                                Outcome.refused(
                                        Refusal.of(
                                                LaneReason.NOT_FOUND,
                                                "what",
                                                String.valueOf(missing.getMessage())));
                    }
                    return proposal(command, rows, outcome, identity);
                });
    }

    private <A> Proposal proposal(
            Command<A> command, TrackedRows rows, Outcome<Unit<A>> outcome, Identity identity) {
        // A refusal goes through the lane too: it rests on guarded rows, and its key remembers it.
        return switch (outcome) {
            case Outcome.Refused<Unit<A>>(Refusal why) -> refused(command, rows, why, identity);
            case Outcome.Done<Unit<A>>(Unit<A> done) -> {
                List<Part> parts =
                        Holding.with(telling.told(done.parts(), rows), command.because(), ids);
                List<Proposal.Told> facts = facts(parts, command.because());
                Optional<Refusal> tooLarge = tooLarge(facts, command.actor().id());
                yield tooLarge.isPresent()
                        ? refused(command, rows, tooLarge.get(), identity)
                        : new Proposal(
                                identity.unit(),
                                command.home(),
                                identity.scope(),
                                identity.key(),
                                identity.digest(),
                                guards(command.home(), rows, parts),
                                parts,
                                facts,
                                rows.looked(),
                                Overlay.Answer.of(Answers.done(done.answer())),
                                done.before(),
                                done.late(),
                                command.actor().id());
            }
        };
    }

    private static Proposal refused(
            Command<?> command, TrackedRows rows, Refusal why, Identity identity) {
        return new Proposal(
                identity.unit(),
                command.home(),
                identity.scope(),
                identity.key(),
                identity.digest(),
                rows.guards(),
                List.of(),
                List.of(),
                rows.looked(),
                Overlay.Answer.of(Answers.refused(why)),
                null,
                null,
                command.actor().id());
    }

    /// A fact that no reader takes would stop the whole feed at everybody else, so the Unit that
    /// tells it does not happen.
    private static Optional<Refusal> tooLarge(List<Proposal.Told> facts, String by) {
        return facts.stream()
                .mapToLong(fact -> fact.bytesMax(by))
                .filter(bytes -> bytes > RecordedFact.ENTRY_BYTES_MAX)
                .mapToObj(bytes ->
                        Refusal.of(LaneReason.FACT_TOO_LARGE, "kilobytes", kilobytes(bytes))
                                .with("most", kilobytes(RecordedFact.ENTRY_BYTES_MAX)))
                .findFirst();
    }

    private static long kilobytes(long bytes) {
        return Math.ceilDiv(bytes, 1_024);
    }

    /// Facts are written as JSON here, by the many, and not by the one thread of the lane.
    private List<Proposal.Told> facts(List<Part> parts, @Nullable RecordedFact because) {
        List<Proposal.Told> facts = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Fact fact) {
                facts.add(Proposal.Told.of(fact, because, ids::salt));
            }
        }
        return facts;
    }

    private static Map<Proposal.RowRef, Long> guards(
            Province home, TrackedRows rows, List<Part> parts) {
        Map<Proposal.RowRef, Long> guards = new HashMap<>(rows.guards());
        for (Part part : parts) {
            if (part instanceof Put(Row after)) {
                if (after.home() != home) {
                    throw new IllegalArgumentException(
                            "a lane writes its own home only: " + after.id());
                }
                // What was not read must not exist.
                guards.putIfAbsent(
                        new Proposal.RowRef(after.getClass(), after.id().value()), Proposal.NEW);
            }
        }
        return guards;
    }

    @Override
    public void close() {
        seats.values().forEach(Seat::close);
        try {
            store.leave(self);
        } catch (RuntimeException away) {
            LOG.warn("The other instances will have to miss this one: {}", away.toString());
        }
    }

    /// Where the time of each home's writer goes.
    public Map<Province, Phases> phases() {
        return Collections.unmodifiableMap(phases);
    }

    /// Reads from one snapshot without submitting; for pages and followers.
    public <T> T read(Province home, Function<Rows, T> reading) {
        Instant now = clock.instant();
        return store.read(home, now, reading::apply);
    }
}
