package org.deltacommons.foundation.federation.nodes;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.kernel.Province;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;

/// Another node as its operator described it to the operator of this one.
///
/// @param homes the homes that it hosts
/// @param address without a slash at its end
/// @param key by which it signs requests and answers
/// @param keys the verifier keys of its homes' feeds
record Peer(
        Set<Province> homes, URI address, NodeKey.Public key, Map<Province, List<String>> keys) {

    /// As it stands in the configuration.
    record Setting(List<String> homes, String address, String nodeKey, List<String> keys) {
        Setting {
            homes = homes == null ? List.of() : List.copyOf(homes);
            address = address == null ? "" : address.strip();
            nodeKey = nodeKey == null ? "" : nodeKey.strip();
            keys = keys == null ? List.of() : List.copyOf(keys);
        }
    }

    private static final String PEERS = "delta.peers";

    Peer {
        homes = Set.copyOf(homes);
        keys = Map.copyOf(keys);
    }

    /// The same node under another key.
    Peer by(NodeKey.Public other) {
        return new Peer(homes, address, other, keys);
    }

    /// The same node with other homes.
    Peer with(Set<Province> now, Map<Province, List<String>> theirKeys) {
        return new Peer(now, address, key, theirKeys);
    }

    /// What the homes are called together in figures and logs, such as `310000` or `320000+330000`.
    String name() {
        return homes.stream().map(Province::code).sorted().collect(Collectors.joining("+"));
    }

    /// The homes of `delta.homes`, all four unless it says otherwise.
    ///
    /// @throws BadNodeSettings if one is none of the four
    static Set<Province> homesHere(Environment settings) {
        Set<Province> homes = EnumSet.noneOf(Province.class);
        List<String> codes =
                Binder.get(settings)
                        .bind("delta.homes", Bindable.listOf(String.class))
                        .orElseGet(() ->
                                Arrays.stream(Province.values()).map(Province::code).toList());
        codes.forEach(code -> homes.add(home("delta.homes", code)));
        return homes;
    }

    /// The peers of `delta.peers`.
    ///
    /// @throws BadNodeSettings if they are not as they must be: one sentence that says what
    static List<Peer> of(Environment settings) {
        Set<Province> taken = homesHere(settings);
        List<Setting> given;
        try {
            given =
                    Binder.get(settings)
                            .bind(PEERS, Bindable.listOf(Setting.class))
                            .orElse(List.of());
        } catch (BindException unreadable) {
            throw new BadNodeSettings(
                    "delta.peers cannot be read: "
                            + NestedExceptionUtils.getMostSpecificCause(unreadable).getMessage());
        }
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Peer peer = read("%s[%d]".formatted(PEERS, i), given.get(i), taken);
            if (peers.stream().anyMatch(other -> other.key().equals(peer.key()))) {
                throw new BadNodeSettings(
                        "%s[%d].node-key is that of another peer".formatted(PEERS, i));
            }
            peers.add(peer);
        }
        return peers;
    }

    /// @param taken homes that it cannot host; its own are added
    /// @throws BadNodeSettings if it is not as it must be
    static Peer read(String where, Setting setting, Set<Province> taken) {
        Set<Province> homes = EnumSet.noneOf(Province.class);
        for (String code : setting.homes()) {
            Province home = home(where + ".homes", code);
            if (!taken.add(home)) {
                throw new BadNodeSettings(
                        "%s.homes names %s, which is hosted here or by another peer already"
                                .formatted(where, code));
            }
            homes.add(home);
        }
        if (homes.isEmpty()) {
            throw new BadNodeSettings(where + ".homes names no home");
        }
        NodeKey.Public key =
                NodeKey.Public.parse(setting.nodeKey())
                        .orElseThrow(() ->
                                new BadNodeSettings(
                                        "%s.node-key is no Ed25519 key in Base64: %s"
                                                .formatted(where, setting.nodeKey())));
        return new Peer(homes, address(where, setting.address()), key, keys(where, setting, homes));
    }

    private static Province home(String where, String code) {
        try {
            return Province.of(code.strip());
        } catch (IllegalArgumentException _) {
            throw new BadNodeSettings(
                    "%s names %s, which is none of %s"
                            .formatted(
                                    where,
                                    code,
                                    Arrays.stream(Province.values())
                                            .map(Province::code)
                                            .collect(Collectors.joining(", "))));
        }
    }

    private static URI address(String where, String text) {
        try {
            URI address = URI.create(text.replaceAll("/+$", ""));
            String scheme = address.getScheme();
            if (address.getHost() != null && ("https".equals(scheme) || "http".equals(scheme))) {
                return address;
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw new BadNodeSettings(
                "%s.address is no address with http:// or https://: %s".formatted(where, text));
    }

    private static Map<Province, List<String>> keys(
            String where, Setting setting, Set<Province> homes) {
        for (String text : setting.keys()) {
            NoteKey key =
                    NoteKey.parse(text.strip())
                            .orElseThrow(() ->
                                    new BadNodeSettings(
                                            "%s.keys holds what is no verifier key: %s"
                                                    .formatted(where, text)));
            if (homes.stream().noneMatch(home -> key.name().equals(Entry.origin(home)))) {
                throw new BadNodeSettings(
                        "%s.keys holds a key of a home that the peer does not host: %s"
                                .formatted(where, text));
            }
        }
        return homes.stream()
                .collect(
                        Collectors.toMap(
                                home -> home,
                                home ->
                                        setting.keys().stream()
                                                .map(String::strip)
                                                .filter(text ->
                                                        text.startsWith(Entry.origin(home) + "+"))
                                                .toList()));
    }
}
