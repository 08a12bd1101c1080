package org.deltacommons.foundation.federation.nodes;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// To which keys other nodes went on, as they announced it, each signed by the one before.
final class LearnedKeys {

    private static final Logger LOG = LoggerFactory.getLogger(LearnedKeys.class);

    /// The keys of a node, from the one that its operator gave this node to the present one.
    ///
    /// @param ends to when each counts that is not the last
    record Chain(List<NodeKey.Public> keys, List<Instant> ends) {

        NodeKey.Public last() {
            return keys.getLast();
        }

        /// Whether what a key signs is taken at a moment.
        boolean counts(NodeKey.Public key, Instant now) {
            int at = keys.indexOf(key);
            return at >= 0 && (at == keys.size() - 1 || now.isBefore(ends.get(at)));
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile Map<NodeKey.Public, KeyStatement> byFormer = Map.of();

    LearnedKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void look() {
        Map<NodeKey.Public, KeyStatement> all = new HashMap<>();
        jdbc.sql("SELECT statement FROM federation.learned_node_key")
                .query(String.class)
                .list()
                .forEach(told ->
                        KeyStatement.read(told).ifPresent(one -> all.put(one.former(), one)));
        byFormer = all;
    }

    Chain from(NodeKey.Public first) {
        List<NodeKey.Public> keys = new ArrayList<>(List.of(first));
        List<Instant> ends = new ArrayList<>();
        KeyStatement next = byFormer.get(first);
        while (next != null && !keys.contains(next.next())) {
            keys.add(next.next());
            ends.add(next.until());
            next = byFormer.get(next.next());
        }
        return new Chain(keys, ends);
    }

    /// Takes up what follows the key by which this node knows another; what does not is left.
    ///
    /// @param told by the node itself
    /// @return whether there was something new
    boolean learn(Peer peer, NodeKey.Public first, List<KeyStatement> told) {
        boolean learned = false;
        for (KeyStatement one : told) {
            Chain known = from(first);
            if (!one.former().equals(known.last()) || known.keys().contains(one.next())) {
                continue;
            }
            jdbc.sql(
                            """
                            INSERT INTO federation.learned_node_key (former, next, statement, at)
                            VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
                            """)
                    .params(
                            one.former().text(),
                            one.next().text(),
                            one.text(),
                            clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            LOG.info("The node of {} signs by {} from {} on", peer.name(), one.next(), one.until());
            look();
            learned = true;
        }
        return learned;
    }
}
