package org.deltacommons.foundation.federation.nodes;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.deltacommons.foundation.federation.Feeds;
import org.deltacommons.foundation.federation.PeerFeed;
import org.deltacommons.foundation.federation.Trees;
import org.deltacommons.foundation.federation.proof.Fingerprint;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.CasePage;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Headers;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.kernel.Actor;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;

/// The wires between this node and its peers.
@Configuration
@Import(NodeConfiguration.Peers.class)
class NodeConfiguration {

    /// One peer, one feed reader with a thread of its own.
    static final class Peers implements BeanRegistrar {
        @Override
        public void register(BeanRegistry registry, Environment settings) {
            for (Peer peer : Peer.of(settings)) {
                registry.registerBean(
                        "peer-" + peer.name(),
                        HttpPeer.class,
                        bean ->
                                bean.supplier(context ->
                                        new HttpPeer(
                                                peer,
                                                context.bean(NodeKeys.class),
                                                context.bean(Feeds.class),
                                                context.bean(Clock.class),
                                                new SecureRandom())));
            }
        }
    }

    @Bean
    PeerBook peerBook(
            ObjectProvider<PeerFeed> configured,
            GroupLane lane,
            Records records,
            NodeKeys keys,
            JdbcClient jdbc,
            Feeds feeds,
            Clock clock) {
        return new PeerBook(
                lane.homes(),
                configured.orderedStream().toList(),
                records,
                keys,
                new LearnedKeys(jdbc, clock),
                clock,
                peer -> new HttpPeer(peer, keys, feeds, clock, new SecureRandom()));
    }

    @Bean
    Procedure<Admission> admissionProcedure(PeerBook peers) {
        return new Admitting(peers).declared();
    }

    /// What the second person compares stands on the other operator's page, not on this one.
    @Bean
    CasePage<Admission> admissionPage() {
        return new CasePage<>() {
            @Override
            public Class<Admission> type() {
                return Admission.class;
            }

            @Override
            public List<Section> sections(Admission node, Actor actor) {
                List<Entry> lines = new ArrayList<>();
                node.homes().forEach(home -> lines.add(Entry.of("feeds.home", home)));
                lines.add(Entry.of("nodes.address", node.address()));
                lines.add(Entry.of("admission.node-key", node.nodeKey()));
                node.keys().forEach(key -> lines.add(Entry.of("admission.key", key)));
                lines.add(Entry.of("admission.visits", node.visits()));
                lines.add(Entry.of("admission.since", node.since()));
                if (node.stoppedAt() != null) {
                    lines.add(Entry.of("admission.stopped", node.stoppedAt()));
                }
                String compared = node.fresh() == null ? node.card() : node.fresh();
                if (compared != null) {
                    lines.add(
                            Entry.of(
                                    "nodes.card.fingerprint",
                                    Fingerprint.begun(Card.fingerprint(compared))));
                }
                if (node.fresh() != null) {
                    lines.add(Entry.of("admission.fresh", node.fresh()));
                }
                lines.add(Entry.of("admission.reason", node.reason()));
                return List.of(Section.of("admission.section", lines));
            }
        };
    }

    @Bean
    NodeKeys nodeKeys(
            NodeKey kept,
            @Value("${delta.node-next-key:}") String next,
            @Value("${delta.data:./data}") Path folder,
            Records records,
            Clock clock) {
        return new NodeKeys(kept, next, folder, records, clock);
    }

    @Bean
    Procedure<NodeKeyChange> nodeKeyChangeProcedure(NodeKeys keys) {
        return new NodeKeyChanging(keys).declared();
    }

    /// The second person hears the rest of the fingerprint from the first.
    @Bean
    CasePage<NodeKeyChange> nodeKeyChangePage() {
        return new CasePage<>() {
            @Override
            public Class<NodeKeyChange> type() {
                return NodeKeyChange.class;
            }

            @Override
            public List<Section> sections(NodeKeyChange change, Actor actor) {
                return List.of(
                        Section.of(
                                "node-key-change.section",
                                Entry.of("node-key-change.former", Fingerprint.of(change.former())),
                                Entry.of("node-key-change.next", change.shown()),
                                Entry.of("node-key-change.days", change.days()),
                                Entry.of("key-change.reason", change.reason())));
            }
        };
    }

    @Bean
    NodeKey nodeKey(
            @Value("${delta.node-key:}") String given, @Value("${delta.data:./data}") Path folder) {
        return NodeKey.of(given, folder);
    }

    @Bean
    Growth growth(Environment settings, Trees trees) {
        return new Growth(Peer.homesHere(settings), trees);
    }

    /// @param skewMax how much the clocks of two nodes may differ
    @Bean
    NodeDoor nodeDoor(
            NodeKeys keys,
            PeerBook peers,
            JdbcClient jdbc,
            Clock clock,
            @Value("${delta.clock-skew-max:30s}") Duration skewMax) {
        return new NodeDoor(keys, peers, new Nonces(jdbc), clock, skewMax);
    }

    @Bean
    PeerFigures peerFigures(PeerBook peers, Clock clock) {
        return new PeerFigures(peers, clock);
    }

    /// Other nodes: neither session nor form nor sign-in, only what the door admits. A node's key
    /// opens nothing else.
    @Bean
    @Order(0)
    SecurityFilterChain nodes(HttpSecurity http, NodeDoor door) {
        return Headers.onlyMachines(http.securityMatcher("/node/**"))
                .addFilterBefore(new NodeFilter(door), ExceptionTranslationFilter.class)
                .build();
    }
}
