package org.deltacommons.foundation.federation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Says for each home here what this version reads, whenever that has changed, and tells readers
/// elsewhere what they could not read until they announced it. Each fact is told again once: the
/// row that says what is owed moves on in the same Unit.
final class Announcements implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
    private static final int OWED_MAX = 10_000;

    /// A province at another node.
    ///
    /// @param since when it announced what it reads; null if it never did
    /// @param unread kinds of this version that it reads not at all or in a former schema only
    /// @param owed how many matters wait for it at the homes here
    record Reader(Province province, @Nullable Instant since, List<String> unread, long owed) {}

    private record Said(int kinds) {}

    private record ToldAgain(boolean more) {}

    private final GroupLane lane;
    private final Facts facts;
    private final Records records;
    private final FactKinds kinds;
    private final Dialects dialects;
    private final Follower thread = new Follower("announcements", this::work);
    private volatile boolean running;

    Announcements(
            GroupLane lane, Facts facts, Records records, FactKinds kinds, Dialects dialects) {
        this.lane = lane;
        this.facts = facts;
        this.records = records;
        this.kinds = kinds;
        this.dialects = dialects;
        if (hasReadersElsewhere()) {
            // Before anything is told.
            learn();
            lane.tellsBy(dialects);
        }
    }

    private boolean hasReadersElsewhere() {
        return !lane.homes().containsAll(Set.of(Province.values()));
    }

    List<Announced> announced() {
        return records.list(Announced.class, "true", "t.home, t.reader", Map.of(), OWED_MAX);
    }

    /// What is owed now, longest first.
    List<Owed> owing() {
        return records.list(Owed.class, "t.open", "t.since, t.id", Map.of(), OWED_MAX);
    }

    List<Reader> readers() {
        List<Announced> announced = announced();
        List<Owed> owing = owing();
        List<Reader> readers = new ArrayList<>();
        for (Province province : Province.values()) {
            if (!lane.hosts(province)) {
                Optional<Announced> said =
                        announced.stream()
                                .filter(one -> one.reader() == province)
                                .max(Comparator.comparing(Announced::since));
                readers.add(
                        new Reader(
                                province,
                                said.map(Announced::since).orElse(null),
                                kinds.unread(said.map(Announced::reads).orElse(null)),
                                owing.stream().filter(one -> one.reader() == province).count()));
            }
        }
        return readers;
    }

    private List<Owed> learn() {
        List<Owed> owing = owing();
        dialects.learn(announced(), owing);
        return owing;
    }

    /// @return true if there may be more at once
    private boolean work() {
        List<Owed> owing = learn();
        for (Province home : lane.homes()) {
            if (lane.tenure(home) > 0) {
                announce(home);
            }
        }
        boolean told = false;
        for (Owed one : owing) {
            if (lane.tenure(one.home()) > 0) {
                told |= tell(one);
            }
        }
        return told;
    }

    private void announce(Province home) {
        boolean known =
                records.find(Announced.class, Announced.idOf(home, home))
                        .filter(one -> one.reads().equals(kinds.reads()))
                        .isPresent();
        if (known) {
            return;
        }
        Command<Said> command =
                Command.of(
                                home,
                                Actor.system(home),
                                "federation.announce",
                                kinds.reads(),
                                Said.class)
                        .whereTheLaneIs();
        Outcome<Said> outcome =
                lane.submit(
                        command,
                        rows -> {
                            boolean said =
                                    rows.find(Announced.class, Announced.idOf(home, home))
                                            .filter(one -> one.reads().equals(kinds.reads()))
                                            .isPresent();
                            return Outcome.done(
                                    Unit.of(
                                            new Said(kinds.reads().size()),
                                            said ? List.<Part>of() : announcement(home, rows)));
                        });
        if (outcome instanceof Outcome.Done<Said>) {
            LOG.info("{} announces what it reads: {} kinds", home, kinds.reads().size());
        }
    }

    private List<Part> announcement(Province home, Rows rows) {
        return List.of(
                new Put(Announced.of(home, home, kinds.reads(), rows.now())),
                new Fact("kinds-" + home.code(), Audience.FOUR, new KindsAnnounced(kinds.reads())));
    }

    /// What a home does about another's announcement.
    static FactHandler<KindsAnnounced> reaction() {
        return new FactHandler<>() {
            @Override
            public Class<KindsAnnounced> fact() {
                return KindsAnnounced.class;
            }

            @Override
            public boolean concerns(RecordedFact fact, Province home) {
                return fact.origin() != home;
            }

            @Override
            public List<Part> on(KindsAnnounced body, RecordedFact fact, Rows rows) {
                // Read, so that it is known whether it is there.
                rows.find(Announced.class, Announced.idOf(rows.home(), fact.origin()));
                return List.of(
                        new Put(Announced.of(rows.home(), fact.origin(), body.reads(), fact.at())));
            }
        };
    }

    /// Tells the oldest fact that is owed, if its reader reads it by now.
    ///
    /// @return whether another one of the subject waits, and may be told at once
    private boolean tell(Owed owed) {
        List<RecordedFact> waiting =
                facts.about(owed.subject()).stream()
                        .filter(fact -> fact.origin() == owed.home())
                        .filter(fact -> fact.index() > owed.told())
                        .filter(fact -> fact.audience().later().contains(owed.reader()))
                        .sorted(Comparator.comparing(RecordedFact::index))
                        .toList();
        if (waiting.isEmpty()) {
            return false;
        }
        RecordedFact first = waiting.getFirst();
        Optional<FactKinds.Kind> kind = kinds.named(first.kind());
        if (kind.isEmpty()) {
            // Told by a later version than this; that one is told again, too.
            return false;
        }
        Record body = Json.heard(first.body(), kind.get().body());
        Actor by =
                new Actor(
                        first.by(),
                        first.by(),
                        owed.home(),
                        Actor.system(owed.home()).memberships(),
                        null);
        Command<ToldAgain> command =
                Command.of(
                                owed.home(),
                                by,
                                "federation.tell-again",
                                Map.of("reader", owed.reader().code(), "index", first.index()),
                                ToldAgain.class)
                        .whereTheLaneIs();
        boolean more = waiting.size() > 1;
        Outcome<ToldAgain> outcome =
                lane.submit(
                        command,
                        rows -> {
                            boolean stands =
                                    rows.find(Owed.class, owed.id())
                                            .filter(owed::equals)
                                            .isPresent();
                            int known =
                                    dialects.reads(owed.reader(), rows)
                                            .getOrDefault(first.kind(), 0);
                            Optional<Record> as = dialects.forReader(body, known);
                            List<Part> parts = new ArrayList<>();
                            if (stands && as.isPresent()) {
                                parts.add(
                                        new Fact(
                                                owed.subject(),
                                                Audience.only(owed.reader()),
                                                as.get()));
                                parts.add(new Put(owed.told(first.index(), more)));
                            }
                            return Outcome.done(
                                    Unit.of(new ToldAgain(more && !parts.isEmpty()), parts));
                        });
        return outcome instanceof Outcome.Done<ToldAgain>(ToldAgain told) && told.more();
    }

    @Override
    public void start() {
        if (hasReadersElsewhere()) {
            thread.start();
        }
        running = true;
    }

    @Override
    public void stop() {
        if (hasReadersElsewhere()) {
            thread.close();
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
