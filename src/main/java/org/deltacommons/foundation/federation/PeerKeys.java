package org.deltacommons.foundation.federation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.federation.proof.TrustedKeys;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.kernel.Province;

/// The keys of all homes that this node knows: of those hosted here, and of its peers' as its
/// operator was given them.
final class PeerKeys {

    private static final String HERE = "here";

    private final Lane lane;
    private final Trees trees;
    private final HomeKeys homeKeys;
    private final Dealings dealings;

    PeerKeys(Lane lane, Trees trees, HomeKeys homeKeys, Dealings dealings) {
        this.homeKeys = homeKeys;
        this.lane = lane;
        this.trees = trees;
        this.dealings = dealings;
        trees.without(() -> dealings.left().keySet());
    }

    List<PeerFeed> peers() {
        return dealings.peers();
    }

    Dealings dealings() {
        return dealings;
    }

    /// The verifier keys of a home as this node was given them first.
    List<String> first(Province home) {
        return lane.hosts(home)
                ? trees.keys(home)
                : peers().stream()
                        .filter(peer -> peer.origins().contains(home) || peer.left().contains(home))
                        .flatMap(peer -> peer.keys(home).stream())
                        .distinct()
                        .toList();
    }

    /// By which a home signs now, as far as this node knows.
    Optional<NoteKey> present(Province home) {
        return lane.hosts(home)
                ? trees.signers().present(home)
                : HomeKeys.present(first(home), homeKeys.of(home));
    }

    boolean has(Province origin) {
        return peers().stream()
                .anyMatch(peer -> peer.origins().contains(origin) && !peer.keys(origin).isEmpty());
    }

    /// Each key with the name of its node: homes of one node share it, so that none counts as the
    /// other's witness.
    Map<NoteKey, String> nodes() {
        Map<NoteKey, String> nodes = new LinkedHashMap<>();
        // Of a home that moved to a node that is not known here, nobody says whose witness it is.
        for (PeerFeed peer : peers()) {
            for (Province home : peer.left()) {
                add(nodes, home, peer.keys(home), "node-of-" + home.code());
            }
        }
        for (PeerFeed peer : peers()) {
            String node =
                    "node-"
                            + peer.origins().stream()
                                    .map(Province::code)
                                    .sorted()
                                    .collect(Collectors.joining("-"));
            peer.origins().stream()
                    .filter(origin -> !lane.hosts(origin))
                    .forEach(origin -> add(nodes, origin, peer.keys(origin), node));
        }
        lane.homes().forEach(home -> add(nodes, home, trees.keys(home), HERE));
        return nodes;
    }

    private void add(Map<NoteKey, String> nodes, Province home, List<String> first, String node) {
        HomeKeys.known(first, homeKeys.of(home)).forEach(key -> nodes.put(key, node));
    }

    /// Up to how many facts the keys that were given up sign.
    Map<NoteKey, Long> ends() {
        Map<NoteKey, Long> ends = new LinkedHashMap<>();
        for (Province home : Province.values()) {
            homeKeys.of(home)
                    .forEach(change ->
                            ends.put(
                                    change.former(),
                                    change.lost() ? change.size() - 1 : change.size()));
        }
        return ends;
    }

    /// What a receipt is held against.
    TrustedKeys trusted() {
        return new TrustedKeys(nodes(), ends(), trees.quorum());
    }

    /// As `bin/verify` takes them in `DELTA_KEYS`.
    String text() {
        return trusted().text();
    }
}
