package org.deltacommons.foundation.federation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.kernel.Province;

/// The keys of all homes that this node knows: of those hosted here, and of its peers' as its
/// operator was given them.
final class PeerKeys {

    private static final String HERE = "here";

    private final Lane lane;
    private final Trees trees;
    private final List<PeerFeed> peers;

    PeerKeys(Lane lane, Trees trees, List<PeerFeed> peers) {
        this.lane = lane;
        this.trees = trees;
        this.peers = List.copyOf(peers);
    }

    boolean has(Province origin) {
        return peers.stream()
                .anyMatch(peer -> peer.origins().contains(origin) && !peer.keys(origin).isEmpty());
    }

    /// Each key with the name of its node: homes of one node share it, so that none counts as the
    /// other's witness.
    Map<NoteKey, String> nodes() {
        Map<NoteKey, String> nodes = new LinkedHashMap<>();
        for (PeerFeed peer : peers) {
            String node =
                    "node-"
                            + peer.origins().stream()
                                    .map(Province::code)
                                    .sorted()
                                    .collect(Collectors.joining("-"));
            peer.origins().stream()
                    .filter(origin -> !lane.hosts(origin))
                    .forEach(origin -> add(nodes, peer.keys(origin), node));
        }
        lane.homes().forEach(home -> add(nodes, trees.keys(home), HERE));
        return nodes;
    }

    private static void add(Map<NoteKey, String> nodes, List<String> keys, String node) {
        keys.forEach(text -> NoteKey.parse(text).ifPresent(key -> nodes.put(key, node)));
    }

    /// As `bin/verify` takes them in `DELTA_KEYS`.
    String text() {
        return nodes().entrySet().stream()
                .map(one -> one.getKey().text() + " " + one.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
