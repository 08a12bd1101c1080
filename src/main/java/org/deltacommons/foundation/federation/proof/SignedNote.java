package org.deltacommons.foundation.federation.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A text with signatures below it, as C2SP's `signed-note` has it.
///
/// @param text ends with a line break
public record SignedNote(String text, List<Signature> signatures) {

    private static final String DASH = "\u2014 ";
    private static final int SIGNATURES_MAX = 64;

    /// One line below the text.
    ///
    /// @param keyId the first four bytes of a hash, see [NoteKey#id]
    @SuppressWarnings("ArrayRecordComponent")
    public record Signature(String name, int keyId, byte[] bytes) {

        private String line() {
            byte[] whole =
                    ByteBuffer.allocate(Integer.BYTES + bytes.length)
                            .putInt(keyId)
                            .put(bytes)
                            .array();
            return DASH + name + " " + Base64.getEncoder().encodeToString(whole) + "\n";
        }
    }

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    static SignedNote unsigned(String text) {
        return new SignedNote(text, List.of());
    }

    /// The same note with one signature more, or with this one instead of that of the same key.
    public SignedNote and(Signature more) {
        List<Signature> all = new ArrayList<>(signatures);
        all.removeIf(one -> one.keyId() == more.keyId() && one.name().equals(more.name()));
        all.add(more);
        return new SignedNote(text, all);
    }

    /// The whole note as it is served.
    public String whole() {
        StringBuilder whole = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> whole.append(signature.line()));
        return whole.toString();
    }

    /// @throws Malformed if it is no signed note
    public static SignedNote parse(String whole) throws Malformed {
        int end = whole.lastIndexOf("\n\n");
        if (end < 1
                || !whole.endsWith("\n")
                || whole.length() > Fields.BYTES_MAX
                || whole.chars().anyMatch(c -> c < ' ' && c != '\n' || c == 0x7f)) {
            throw Malformed.field("checkpoint");
        }
        List<Signature> signatures = new ArrayList<>();
        String below = whole.substring(end + 2);
        for (String line : below.lines().toList()) {
            signatures.add(signature(line));
        }
        if (signatures.isEmpty() || signatures.size() > SIGNATURES_MAX) {
            throw Malformed.field("checkpoint");
        }
        return new SignedNote(whole.substring(0, end + 1), signatures);
    }

    private static Signature signature(String line) throws Malformed {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || space <= DASH.length()) {
            throw Malformed.field("checkpoint");
        }
        byte[] whole =
                Fields.strictBase64(line.substring(space + 1))
                        .filter(bytes -> bytes.length > Integer.BYTES)
                        .orElseThrow(() -> Malformed.field("checkpoint"));
        String name = line.substring(DASH.length(), space);
        if (name.contains(" ") || name.contains("+")) {
            throw Malformed.field("checkpoint");
        }
        return new Signature(
                name,
                ByteBuffer.wrap(whole).getInt(),
                Arrays.copyOfRange(whole, Integer.BYTES, whole.length));
    }

    /// Signatures of keys that nobody knows are passed over, as the specification asks.
    ///
    /// @return those of the keys whose signature is there and right
    /// @throws Malformed if a signature that names a known key is not its own
    public Set<NoteKey> verified(Collection<NoteKey> known) throws Malformed {
        Set<NoteKey> right = new LinkedHashSet<>();
        for (Signature signature : signatures) {
            for (NoteKey key : known) {
                if (key.made(signature)) {
                    if (!verifies(key, signature.bytes())) {
                        throw Malformed.signature(key.name());
                    }
                    right.add(key);
                }
            }
        }
        return right;
    }

    private boolean verifies(NoteKey key, byte[] signature) {
        if (!key.isWitness()) {
            return key.verifies(text.getBytes(StandardCharsets.UTF_8), signature);
        }
        if (signature.length <= Long.BYTES) {
            return false;
        }
        long second = ByteBuffer.wrap(signature).getLong();
        return second >= 0
                && key.verifies(
                        cosigned(text, second),
                        Arrays.copyOfRange(signature, Long.BYTES, signature.length));
    }

    /// What a witness signs, as C2SP's `tlog-cosignature` says.
    static byte[] cosigned(String text, long second) {
        return "cosignature/v1\ntime %d\n%s"
                .formatted(second, text)
                .getBytes(StandardCharsets.UTF_8);
    }
}
