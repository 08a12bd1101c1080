package org.deltacommons.foundation.federation.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.NoteSigner;
import org.deltacommons.foundation.federation.proof.Suite;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

/// How peers are configured, and what is said of a slip.
class PeerTest {

    private static final String NODE_KEY = "JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=";
    private static final String FEED_KEY =
            NoteSigner.generate(Entry.origin(Province.ANHUI), Suite.ED25519, new SecureRandom())
                    .key()
                    .text();

    private static Map<String, String> good() {
        return new HashMap<>(
                Map.of(
                        "delta.homes", "310000",
                        "delta.peers[0].homes", "340000",
                        "delta.peers[0].address", "https://anhui.example/",
                        "delta.peers[0].node-key", NODE_KEY,
                        "delta.peers[0].keys[0]", FEED_KEY));
    }

    private static List<Peer> read(Map<String, String> settings) {
        MockEnvironment environment = new MockEnvironment();
        settings.forEach(environment::setProperty);
        return Peer.of(environment);
    }

    private static void refused(String key, String value, String sentence) {
        Map<String, String> settings = good();
        settings.put(key, value);
        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(BadNodeSettings.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void a_peer_is_as_its_operator_described_it() {
        Peer peer = read(good()).getFirst();
        assertThat(peer.homes()).containsExactly(Province.ANHUI);
        assertThat(peer.name()).isEqualTo("340000");
        assertThat(peer.address()).isEqualTo(URI.create("https://anhui.example"));
        assertThat(peer.key().text()).isEqualTo(NODE_KEY);
        assertThat(peer.keys().get(Province.ANHUI)).containsExactly(FEED_KEY);
        assertThat(read(Map.of())).isEmpty();
    }

    @Test
    void each_slip_is_named_in_one_sentence() {
        refused("delta.homes", "310001", "delta.homes names 310001, which is none of");
        refused("delta.homes", "310000,340000", "names 340000, which is hosted here");
        refused("delta.peers[0].homes", "999999", "delta.peers[0].homes names 999999");
        refused("delta.peers[0].homes", "340000,340000", "hosted here or by another peer");
        refused("delta.peers[0].homes", "", "delta.peers[0].homes names no home");
        refused("delta.peers[0].node-key", "AAAA", "delta.peers[0].node-key is no Ed25519 key");
        refused("delta.peers[0].address", "anhui.example:80", "delta.peers[0].address is no");
        refused("delta.peers[0].address", "", "delta.peers[0].address is no");
        refused("delta.peers[0].keys[0]", "x+y+z", "delta.peers[0].keys holds what is no");
        refused("delta.peers[0].homes", "330000", "a home that the peer does not host");
    }

    @Test
    void two_peers_may_not_share_a_key() {
        Map<String, String> settings = good();
        settings.put("delta.peers[1].homes", "330000");
        settings.put("delta.peers[1].address", "https://zhejiang.example");
        settings.put("delta.peers[1].node-key", NODE_KEY);
        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(BadNodeSettings.class)
                .hasMessageContaining("delta.peers[1].node-key is that of another peer");
    }

    @Test
    void pauses_grow_to_ten_seconds_and_differ() {
        Random random = new Random(7);
        for (int failures = 1; failures < 40; failures++) {
            long full = Math.min(10_000, 500L << Math.min(failures - 1, 10));
            assertThat(Away.pauseMs(failures, random)).isBetween(full / 2, full);
        }
        assertThat(java.util.stream.IntStream.range(0, 8).mapToLong(_ -> Away.pauseMs(5, random)))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_tile_has_the_address_of_tlog_tiles() {
        assertThat(HttpPeer.path(5, 256)).isEqualTo("005");
        assertThat(HttpPeer.path(5, 7)).isEqualTo("005.p/7");
        assertThat(HttpPeer.path(1_234_067, 256)).isEqualTo("x001/x234/067");
    }
}
