package org.deltacommons.foundation.federation.proof;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Salted;
import org.deltacommons.kernel.Province;
import tools.jackson.databind.node.ObjectNode;

/// A fact as its feed's tree has it: one JSON object in the form of RFC 8785 with everything that
/// the feed says of the fact, not its body alone, so that nobody can hang a body under another
/// kind, subject or hour. The leaf's data is the SHA-256 of these bytes, hashed again as RFC 6962
/// asks; so a proof needs the fact's hash only, never the fact.
public final class Entry {

    private static final String FEEDS = "delta-commons/";
    private static final int NAMES = 9;

    private Entry() {}

    /// The origin line of a home's checkpoints and the name of its keys.
    public static String origin(Province home) {
        return origin(home.code());
    }

    static String origin(String home) {
        return FEEDS + home;
    }

    /// @throws IllegalArgumentException if the body has what no exact form exists for
    public static byte[] bytes(RecordedFact fact) {
        ObjectNode whole = Json.MAPPER.createObjectNode();
        whole.put("origin", fact.origin().code());
        whole.put("index", Long.toString(fact.index()));
        whole.put("kind", fact.kind());
        whole.put("schema", fact.schema());
        whole.put("subject", fact.subject());
        whole.put("audience", fact.audience().text());
        whole.put("at", fact.at().toString());
        whole.put("by", fact.by());
        whole.set("body", Salted.sealed(fact.body()));
        return Canonical.bytes(whole);
    }

    /// Reads what another node sent. Which bytes were hashed is judged by their hash alone; here
    /// only that nobody can read them in two ways: exactly the names of the protocol, none twice.
    public static RecordedFact read(String entry) throws Malformed {
        byte[] bytes = entry.getBytes(StandardCharsets.UTF_8);
        if (!new String(bytes, StandardCharsets.UTF_8).equals(entry)) {
            // Half a character has no bytes that could have been hashed.
            throw Malformed.file();
        }
        Fields whole = Fields.read(bytes);
        if (whole.json().size() != NAMES) {
            throw Malformed.file();
        }
        return new RecordedFact(
                read(whole, "origin", Province::of),
                index(whole),
                whole.text("kind"),
                schema(whole),
                whole.text("subject"),
                read(whole, "audience", Audience::parse),
                whole.object("body").json(),
                read(whole, "at", Instant::parse),
                whole.text("by"));
    }

    private static long index(Fields whole) throws Malformed {
        long index = whole.unsignedText("index");
        if (index < 1) {
            throw Malformed.field("index");
        }
        return index;
    }

    private static int schema(Fields whole) throws Malformed {
        long schema = whole.unsigned("schema");
        if (schema < 1 || schema > Integer.MAX_VALUE) {
            throw Malformed.field("schema");
        }
        return (int) schema;
    }

    private static <T> T read(Fields whole, String name, Function<String, T> form)
            throws Malformed {
        try {
            return form.apply(whole.text(name));
        } catch (IllegalArgumentException | DateTimeException _) {
            throw Malformed.field(name);
        }
    }

    /// The hash of the leaf that an entry is.
    public static byte[] leafHash(byte[] entry) {
        return Merkle.leaf(Merkle.sha256(entry));
    }

    public static String text(RecordedFact fact) {
        return new String(bytes(fact), StandardCharsets.UTF_8);
    }
}
