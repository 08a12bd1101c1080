package org.deltacommons.foundation.federation.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// A private key with the name it signs for. It signs its own checkpoints, and cosigns those of
/// others under another type and with other words before the text, so that neither signature can be
/// taken for the other.
public final class NoteSigner {

    private final String name;
    private final Suite suite;
    private final byte[] privateKey;
    private final SecureRandom random;
    private final NoteKey key;
    private final NoteKey witnessKey;

    private NoteSigner(String name, Suite suite, byte[] privateKey, SecureRandom random) {
        this.name = name;
        this.suite = suite;
        this.privateKey = privateKey;
        this.random = random;
        // Worked out of the secret once, and not for each head.
        byte[] publicKey = suite.publicKey(privateKey);
        this.key = new NoteKey(name, suite, false, publicKey);
        this.witnessKey = new NoteKey(name, suite, true, publicKey);
    }

    /// A new key.
    public static NoteSigner generate(String name, Suite suite, SecureRandom random) {
        return new NoteSigner(name, suite, suite.newPrivateKey(random), random);
    }

    /// @param kept as [#kept] gave it
    /// @return empty if that is no key
    public static Optional<NoteSigner> read(String name, String kept, SecureRandom random) {
        String[] parts = kept.strip().split(" ", 2);
        for (Suite suite : Suite.values()) {
            if (parts.length == 2 && suite.name().equals(parts[0])) {
                return Fields.strictBase64(parts[1])
                        .filter(key -> key.length == 32)
                        .map(key -> new NoteSigner(name, suite, key, random));
            }
        }
        return Optional.empty();
    }

    /// The secret as it is kept in a file: the suite and the private key.
    public String kept() {
        return suite.name() + " " + Base64.getEncoder().encodeToString(privateKey);
    }

    /// By which checkpoints are verified.
    public NoteKey key() {
        return key;
    }

    /// By which cosignatures are verified.
    public NoteKey witnessKey() {
        return witnessKey;
    }

    public SignedNote sign(Checkpoint checkpoint) {
        return and(SignedNote.unsigned(checkpoint.text()));
    }

    /// The note with this key's signature besides: whoever changes keys shows that they have both.
    public SignedNote and(SignedNote note) {
        byte[] signature =
                suite.sign(privateKey, note.text().getBytes(StandardCharsets.UTF_8), random);
        return note.and(new SignedNote.Signature(name, key().id(), signature));
    }

    /// The note with this key's cosignature besides: a statement that, at that second, this was the
    /// largest consistent checkpoint of its origin that the witness had seen.
    public SignedNote cosign(SignedNote note, Instant at) {
        byte[] signature =
                suite.sign(
                        privateKey, SignedNote.cosigned(note.text(), at.getEpochSecond()), random);
        ByteBuffer timed = ByteBuffer.allocate(Long.BYTES + signature.length);
        timed.putLong(at.getEpochSecond()).put(signature);
        return note.and(new SignedNote.Signature(name, witnessKey().id(), timed.array()));
    }
}
