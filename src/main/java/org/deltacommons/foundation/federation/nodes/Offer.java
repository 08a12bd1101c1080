package org.deltacommons.foundation.federation.nodes;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.deltacommons.foundation.federation.FederationReason;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Fingerprint;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.kernel.Province;

/// What the operator of a node that takes a home hands to the operator of the one that gives it:
/// which home, where it will be found, and by which key it will sign there. Signed by the taking
/// node. `docs/protocol/moving.md` fixes the text.
///
/// @param next the verifier key whose secret is at the taking node
public record Offer(Province home, URI address, NodeKey.Public key, NoteKey next) {

    private static final String FORM = "delta-home-offer-v1";
    private static final String SIGNATURE = "signature";
    private static final List<String> NAMES =
            List.of("offer", "home", "address", "node-key", "next", SIGNATURE);

    /// @throws RefusedException if the node was not told its own address
    public static String signed(Province home, String address, NodeKey key, String next) {
        String text =
                "offer=%s\nhome=%s\naddress=%s\nnode-key=%s\nnext=%s\n"
                        .formatted(
                                FORM,
                                home.code(),
                                Card.address(address),
                                key.publicKey().text(),
                                next);
        byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
        return text + SIGNATURE + "=" + Base64.getEncoder().encodeToString(signature) + "\n";
    }

    /// As two people compare it: of all that is signed.
    public static String fingerprint(String offer) {
        return Fingerprint.of(body(offer));
    }

    private static String body(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith(SIGNATURE + "="))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    /// @throws RefusedException if it is no offer, or was changed after it was signed
    public static Offer read(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> {
                    int equals = line.indexOf('=');
                    if (equals < 1
                            || values.put(line.substring(0, equals), line.substring(equals + 1))
                                    != null) {
                        throw unreadable();
                    }
                });
        if (!List.copyOf(values.keySet()).equals(NAMES) || !FORM.equals(values.get("offer"))) {
            throw unreadable();
        }
        try {
            Province home = Province.of(values.getOrDefault("home", ""));
            NodeKey.Public key =
                    NodeKey.Public.parse(values.getOrDefault("node-key", ""))
                            .orElseThrow(Offer::unreadable);
            NoteKey next =
                    NoteKey.parse(values.getOrDefault("next", ""))
                            .filter(one -> !one.isWitness())
                            .filter(one -> one.name().equals(Entry.origin(home)))
                            .orElseThrow(Offer::unreadable);
            byte[] signature = Base64.getDecoder().decode(values.getOrDefault(SIGNATURE, ""));
            if (!key.verifies(body(text).getBytes(StandardCharsets.UTF_8), signature)) {
                throw unreadable();
            }
            return new Offer(home, Card.address(values.getOrDefault("address", "")), key, next);
        } catch (IllegalArgumentException _) {
            throw unreadable();
        }
    }

    private static RefusedException unreadable() {
        return new RefusedException(FederationReason.OFFER_UNREADABLE);
    }
}
