package org.deltacommons.foundation.federation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Salted;
import org.deltacommons.kernel.Province;
import org.springframework.jdbc.core.simple.JdbcClient;

/// All facts that this node has: its own homes' feeds and what it received from others.
public final class Feeds {

    /// The personal texts beside a received fact that were not erased.
    private static final String BESIDE =
            """
            (SELECT json_agg(json_build_object('path', a.path, 'salt', a.salt, 'text', a.text,
                                               'erased', a.erased))
             FROM federation.attachment a
             WHERE a.home = r.home AND a.index = r.index) AS beside
            """;

    private final Lane lane;
    private final Facts own;
    private final JdbcClient jdbc;
    private final Stretches stretches = new Stretches();
    private final Map<Province, Tail> tails = new EnumMap<>(Province.class);

    Feeds(Lane lane, Facts own, JdbcClient jdbc) {
        this.lane = lane;
        this.own = own;
        this.jdbc = jdbc;
        for (Province origin : Province.values()) {
            tails.put(origin, new Tail());
        }
    }

    /// @return oldest first; of a foreign feed only what was meant for this node
    public List<RecordedFact> after(Province origin, long after, int limit) {
        return withTexts(origin, held(origin, after, limit));
    }

    /// The same without the personal texts beside them.
    List<Held> held(Province origin, long after, int limit) {
        List<Held> newest = tail(origin).after(after, limit);
        return newest != null
                ? newest
                : stretches.after(origin, after, limit, (from, most) -> stored(origin, from, most));
    }

    /// Facts with the personal texts that lie beside them now: these are read each time, so that
    /// what was erased is gone at once, at whichever instance.
    List<RecordedFact> withTexts(Province origin, List<Held> held) {
        List<RecordedFact> facts = held.stream().map(Held::fact).toList();
        if (held.stream().noneMatch(Held::isPersonal)) {
            return facts;
        }
        return lane.hosts(origin)
                ? own.withTexts(origin, facts)
                : Facts.withTexts(facts, indexes -> beside(origin, indexes));
    }

    private Map<Long, String> beside(Province origin, List<Long> indexes) {
        Map<Long, String> found = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT index, json_agg(json_build_object('path', path, 'salt', salt,
                                                                 'text', text, 'erased', erased))
                                      AS beside
                        FROM federation.attachment WHERE home = ? AND index = ANY(?) GROUP BY index
                        """)
                .params(origin.code(), indexes.toArray(Long[]::new))
                .query((row, _) -> found.put(row.getLong("index"), row.getString("beside")))
                .list();
        return found;
    }

    private Tail tail(Province origin) {
        return Objects.requireNonNull(tails.get(origin));
    }

    /// A lane here has committed facts.
    void appended(List<GroupLane.Appended> facts) {
        RecordedFact first = facts.getFirst().fact();
        tail(first.origin())
                .came(
                        first.index() - 1,
                        facts.getLast().fact().index(),
                        facts.stream().map(GroupLane.Appended::fact).map(Held::of).toList(),
                        facts.stream().map(GroupLane.Appended::letters).toList());
    }

    /// What came of a foreign feed is kept.
    ///
    /// @param after how far the copy went before
    /// @param upTo how far it goes now
    void received(Province origin, long after, long upTo, List<Copies.Arrived> facts) {
        tail(origin)
                .came(
                        after,
                        upTo,
                        facts.stream()
                                .map(one -> Held.received(one.fact().sealed(), one.entry()))
                                .toList(),
                        facts.stream().map(one -> one.entry().length()).toList());
    }

    private List<Held> stored(Province origin, long after, int limit) {
        if (lane.hosts(origin)) {
            return own.bare(origin, after, limit).stream().map(Held::of).toList();
        }
        return jdbc.sql(
                        """
                        SELECT entry FROM federation.received r
                        WHERE home = ? AND index > ? ORDER BY index LIMIT ?
                        """)
                .params(origin.code(), after, limit)
                .query((row, _) -> Held.received(bare(row), row.getString("entry")))
                .list();
    }

    /// Without what a home here told again to somebody else.
    List<RecordedFact> news(List<RecordedFact> facts) {
        return facts.stream()
                .filter(fact -> !fact.audience().apart() || !lane.hosts(fact.origin()))
                .toList();
    }

    /// Everything this node knows about a subject, from all feeds, oldest first.
    public List<RecordedFact> about(String subject) {
        return Stream.concat(own.about(subject).stream(), aboutFromElsewhere(subject).stream())
                .sorted(Comparator.comparing(RecordedFact::at))
                .toList();
    }

    /// What homes that other nodes host told this node about a subject, oldest first.
    List<RecordedFact> aboutFromElsewhere(String subject) {
        if (Stream.of(Province.values()).allMatch(lane::hosts)) {
            return List.of();
        }
        return jdbc.sql(
                        """
                        SELECT entry, %s FROM federation.received r
                        WHERE subject = ? ORDER BY at, home, index
                        """
                                .formatted(BESIDE))
                .params(subject)
                .query((result, _) -> read(result))
                .list();
    }

    /// One fact of a feed that this node received.
    Optional<RecordedFact> received(Province origin, long index) {
        return jdbc.sql(
                        "SELECT entry, %s FROM federation.received r WHERE home = ? AND index = ?"
                                .formatted(BESIDE))
                .params(origin.code(), index)
                .query((result, _) -> read(result))
                .optional();
    }

    private static RecordedFact read(ResultSet row) throws SQLException {
        RecordedFact fact = bare(row);
        Facts.attach(fact, row.getString("beside"));
        return fact;
    }

    /// What could not be read was never kept.
    private static RecordedFact bare(ResultSet row) throws SQLException {
        try {
            return Entry.read(row.getString("entry"));
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// How far this node's copy of a feed goes.
    public long newest(Province origin) {
        return lane.hosts(origin)
                ? own.newest(origin)
                : jdbc.sql("SELECT position FROM federation.replica_cursor WHERE origin = ?")
                        .params(origin.code())
                        .query(Long.class)
                        .optional()
                        .orElse(0L);
    }

    /// The newest fact of a foreign feed that was meant for this node.
    long newestReceived(Province origin) {
        return jdbc.sql("SELECT coalesce(max(index), 0) FROM federation.received WHERE home = ?")
                .params(origin.code())
                .query(Long.class)
                .single();
    }

    /// What another node gets to see of a home hosted here.
    public PeerFeed.Stretch serve(Province origin, long after, Set<Province> readers, int limit) {
        List<Held> facts = lane.hosts(origin) ? held(origin, after, limit) : List.of();
        long upTo = facts.isEmpty() ? after : facts.getLast().index();
        List<Held> theirs =
                facts.stream()
                        .filter(one ->
                                readers.stream()
                                        .anyMatch(one.fact().audience().provinces()::contains))
                        .toList();
        Map<String, List<Salted.Attached>> beside = new HashMap<>();
        for (RecordedFact fact :
                withTexts(origin, theirs.stream().filter(Held::isPersonal).toList())) {
            List<Salted.Attached> texts = Salted.attached(fact.body());
            if (!texts.isEmpty()) {
                beside.put(Long.toString(fact.index()), texts);
            }
        }
        return new PeerFeed.Stretch(theirs.stream().map(Held::entry).toList(), upTo, beside);
    }
}
