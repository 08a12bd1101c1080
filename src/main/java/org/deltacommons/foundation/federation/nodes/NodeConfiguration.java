package org.deltacommons.foundation.federation.nodes;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.deltacommons.foundation.federation.Feeds;
import org.deltacommons.foundation.federation.Trees;
import org.deltacommons.foundation.web.Headers;
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
                                                context.bean(NodeKey.class),
                                                context.bean(Feeds.class),
                                                context.bean(Clock.class),
                                                new SecureRandom())));
            }
        }
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
            NodeKey key,
            Environment settings,
            JdbcClient jdbc,
            Clock clock,
            @Value("${delta.clock-skew-max:30s}") Duration skewMax) {
        return new NodeDoor(key, Peer.of(settings), new Nonces(jdbc), clock, skewMax);
    }

    @Bean
    PeerFigures peerFigures(ObjectProvider<HttpPeer> peers, Clock clock) {
        return new PeerFigures(peers.orderedStream().toList(), clock);
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
