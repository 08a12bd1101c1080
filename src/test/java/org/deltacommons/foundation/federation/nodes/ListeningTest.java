package org.deltacommons.foundation.federation.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.Test;

/// The thread that waits at a peer for news.
class ListeningTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    private static NodeKey key() {
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        return new NodeKey(secret);
    }

    @Test
    @SuppressWarnings("NullAway") // Who only listens looks into no feed.
    void it_goes_on_when_this_node_could_not_keep_what_the_peer_said() throws Exception {
        NodeKey former = key();
        byte[] statement =
                KeyStatement.of(former, key(), Instant.parse("2026-12-31T00:00:00Z"))
                        .text()
                        .getBytes(StandardCharsets.UTF_8);
        CountDownLatch asked = new CountDownLatch(1);
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/nodes/key-changes",
                exchange -> {
                    exchange.sendResponseHeaders(200, statement.length);
                    exchange.getResponseBody().write(statement);
                    exchange.close();
                });
        server.createContext(
                "/node/v1/growth",
                exchange -> {
                    asked.countDown();
                    exchange.sendResponseHeaders(500, -1);
                    exchange.close();
                });
        server.start();
        Peer peer =
                new Peer(
                        Set.of(Province.ANHUI),
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                        former.publicKey(),
                        Map.of());
        HttpPeer listening =
                new HttpPeer(
                        peer,
                        NodeKeys.only(key(), Clock.systemUTC()),
                        null,
                        Clock.systemUTC(),
                        RANDOM);
        listening.onKeys((_, _) -> {
            throw new IllegalStateException("the database is away");
        });
        listening.start();
        try {
            assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            listening.stop();
            server.stop(0);
        }
    }
}
