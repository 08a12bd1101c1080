package org.deltacommons.foundation.federation.nodes;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.deltacommons.foundation.federation.FederationReason;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Fingerprint;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.kernel.Province;

/// What a node's operator hands to the others: the homes that it hosts, its address, the key of the
/// node and the verifier keys of its homes, signed by the node. `docs/protocol/admission.md` fixes
/// the text. The signature says that whoever wrote the card has the node's key; that it is the
/// right node's is what two people compare the fingerprint for.
///
/// @param address without a slash at its end; over TLS unless it is this machine's own
/// @param keys of each home the key by which it signs now and the same that cosigns
public record Card(Set<Province> homes, URI address, NodeKey.Public key, List<String> keys) {

    private static final String FORM = "delta-node-card-v1";
    private static final String SIGNATURE = "signature";

    public Card {
        homes = Set.copyOf(homes);
        keys = List.copyOf(keys);
    }

    /// A card as text, without its signature: nobody can be admitted by it.
    ///
    /// @param address empty where the node was not told its own
    public static String unsigned(
            List<Province> homes, String address, NodeKey.Public key, List<String> keys) {
        StringBuilder text = new StringBuilder("card=" + FORM + "\n");
        if (!address.isBlank()) {
            text.append("address=").append(address.strip().replaceAll("/+$", "")).append('\n');
        }
        text.append("homes=")
                .append(homes.stream().map(Province::code).collect(Collectors.joining(",")))
                .append("\nnode-key=")
                .append(key.text())
                .append('\n');
        for (int i = 0; i < keys.size(); i++) {
            text.append("keys[%d]=%s\n".formatted(i, keys.get(i)));
        }
        return text.toString();
    }

    public static String signed(
            List<Province> homes, String address, NodeKey key, List<String> keys) {
        String text = unsigned(homes, address, key.publicKey(), keys);
        byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
        return text + SIGNATURE + "=" + Base64.getEncoder().encodeToString(signature) + "\n";
    }

    /// As two people compare it: of all that is signed.
    public static String fingerprint(String card) {
        return Fingerprint.of(body(lines(card)));
    }

    /// @throws RefusedException if it is no card by which a node could be admitted
    public static Card read(String text) {
        List<String> lines = lines(text);
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals < 1
                    || values.put(line.substring(0, equals), line.substring(equals + 1)) != null) {
                throw unreadable();
            }
        }
        if (!FORM.equals(values.get("card")) || !lines.getLast().startsWith(SIGNATURE + "=")) {
            throw unreadable();
        }
        NodeKey.Public key =
                NodeKey.Public.parse(values.getOrDefault("node-key", ""))
                        .orElseThrow(Card::unreadable);
        byte[] signature = bytes(values.getOrDefault(SIGNATURE, ""));
        if (!key.verifies(body(lines).getBytes(StandardCharsets.UTF_8), signature)) {
            throw new RefusedException(FederationReason.CARD_SIGNATURE);
        }
        Set<Province> homes = homes(values.getOrDefault("homes", ""));
        List<String> keys =
                values.entrySet().stream()
                        .filter(one -> one.getKey().startsWith("keys["))
                        .map(Map.Entry::getValue)
                        .toList();
        if (!areOf(homes, keys)) {
            throw new RefusedException(FederationReason.CARD_KEYS);
        }
        return new Card(homes, address(values.getOrDefault("address", "")), key, keys);
    }

    private static RefusedException unreadable() {
        return new RefusedException(FederationReason.CARD_UNREADABLE);
    }

    private static List<String> lines(String text) {
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.isEmpty()) {
            throw unreadable();
        }
        return lines;
    }

    /// All before the signature, whatever a mail program made of the ends of its lines.
    private static String body(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.startsWith(SIGNATURE + "="))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static byte[] bytes(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw unreadable();
        }
    }

    private static Set<Province> homes(String text) {
        Set<Province> homes = new TreeSet<>();
        for (String code : text.split(",")) {
            try {
                if (!homes.add(Province.of(code.strip()))) {
                    throw unreadable();
                }
            } catch (IllegalArgumentException _) {
                throw unreadable();
            }
        }
        return homes;
    }

    /// Whether each home has just the key by which it signs and the same that cosigns, and nobody
    /// else any.
    private static boolean areOf(Set<Province> homes, List<String> keys) {
        List<NoteKey> read = new ArrayList<>();
        for (String text : keys) {
            NoteKey.parse(text).ifPresent(read::add);
        }
        return read.size() == keys.size()
                && read.size() == 2 * homes.size()
                && homes.stream()
                        .allMatch(home ->
                                read.stream()
                                        .filter(key -> key.name().equals(Entry.origin(home)))
                                        .filter(key -> !key.isWitness())
                                        .anyMatch(key -> read.contains(key.asWitness())));
    }

    /// @throws RefusedException if it is no address of a node, or the way there could be read
    static URI address(String text) {
        URI address;
        try {
            address = URI.create(text.strip().replaceAll("/+$", ""));
        } catch (IllegalArgumentException _) {
            throw new RefusedException(FederationReason.ADDRESS_UNUSABLE);
        }
        boolean plain = "http".equals(address.getScheme());
        if (address.getHost() == null
                || address.getUserInfo() != null
                || address.getQuery() != null
                || address.getFragment() != null
                || !(plain || "https".equals(address.getScheme()))) {
            throw new RefusedException(FederationReason.ADDRESS_UNUSABLE);
        }
        if (plain && !isThisMachine(address.getHost())) {
            throw new RefusedException(FederationReason.ADDRESS_PLAIN);
        }
        return address;
    }

    /// Judged without asking the network for a name: who answers for one could say anything.
    private static boolean isThisMachine(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        if (!host.matches("[0-9.]+|\\[[0-9a-fA-F:]+]")) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
