package org.deltacommons.foundation.federation.proof;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A public key by which a signed note can be opened, as C2SP's `signed-note` says.
public final class NoteKey {

    private final String name;
    private final Suite suite;
    private final boolean witness;
    private final byte[] publicKey;

    NoteKey(String name, Suite suite, boolean witness, byte[] publicKey) {
        if (name.isEmpty() || name.contains("+") || name.chars().anyMatch(NoteKey::isSpace)) {
            throw new IllegalArgumentException("no name of a key: " + name);
        }
        if (publicKey.length != suite.publicBytes()) {
            throw new IllegalArgumentException("no key of " + suite);
        }
        this.name = name;
        this.suite = suite;
        this.witness = witness;
        this.publicKey = publicKey.clone();
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    /// @return empty if the text is no verifier key, its id is wrong, or nobody here knows its kind
    public static Optional<NoteKey> parse(String text) {
        String[] parts = text.split("\\+", 3);
        if (parts.length < 3) {
            return Optional.empty();
        }
        Optional<byte[]> typed = Fields.strictBase64(parts[2]);
        for (Suite suite : Suite.values()) {
            for (boolean witness : new boolean[] {false, true}) {
                byte[] type = suite.type(witness);
                if (typed.isPresent()
                        && typed.get().length == type.length + suite.publicBytes()
                        && Arrays.equals(type, Arrays.copyOf(typed.get(), type.length))) {
                    return known(parts[0], suite, witness, typed.get())
                            .filter(key -> key.text().equals(text));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<NoteKey> known(
            String name, Suite suite, boolean witness, byte[] typed) {
        byte[] key = Arrays.copyOfRange(typed, typed.length - suite.publicBytes(), typed.length);
        try {
            return Optional.of(new NoteKey(name, suite, witness, key));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Whose key: a checkpoint's origin, or a witness's name.
    public String name() {
        return name;
    }

    public Suite suite() {
        return suite;
    }

    /// Whether it cosigns what others signed.
    public boolean isWitness() {
        return witness;
    }

    /// The key by which the same secret cosigns.
    public NoteKey asWitness() {
        return new NoteKey(name, suite, true, publicKey);
    }

    private byte[] typed() {
        ByteArrayOutputStream typed = new ByteArrayOutputStream();
        typed.writeBytes(suite.type(witness));
        typed.writeBytes(publicKey);
        return typed.toByteArray();
    }

    int id() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        all.write('\n');
        all.writeBytes(typed());
        return ByteBuffer.wrap(Merkle.sha256(all.toByteArray())).getInt();
    }

    /// The verifier key: name, id and key, joined by `+`.
    public String text() {
        return "%s+%s+%s"
                .formatted(
                        name,
                        HexFormat.of().toHexDigits(id()),
                        Base64.getEncoder().encodeToString(typed()));
    }

    /// Whether a signature names this key; whether it is right is another question.
    public boolean made(SignedNote.Signature signature) {
        return signature.keyId() == id() && signature.name().equals(name);
    }

    boolean verifies(byte[] message, byte[] signature) {
        try {
            return signature.length == Suite.SIGNATURE_BYTES
                    && suite.verifies(publicKey, message, signature);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NoteKey key && text().equals(key.text());
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, id());
    }

    @Override
    public String toString() {
        return text();
    }
}
