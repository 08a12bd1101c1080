package org.deltacommons.foundation.federation.nodes;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.deltacommons.foundation.web.SecretFile;
import org.jspecify.annotations.Nullable;

/// The key by which this node signs its requests and answers, Ed25519. Other than the keys of the
/// feeds it belongs to the node and not to a home, and signs nothing that lasts.
public final class NodeKey {

    /// The public half: 32 bytes, written in Base64.
    public static final class Public {

        private final byte[] bytes;

        private Public(byte[] bytes) {
            this.bytes = bytes;
        }

        /// @return empty if the text is no such key
        static Optional<Public> parse(String text) {
            try {
                byte[] bytes = Base64.getDecoder().decode(text.strip());
                // Refuses what is no point of the curve.
                return bytes.length == Ed25519PublicKeyParameters.KEY_SIZE
                        ? Optional.of(
                                new Public(new Ed25519PublicKeyParameters(bytes, 0).getEncoded()))
                        : Optional.empty();
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }

        boolean verifies(byte[] message, byte[] signature) {
            if (signature.length != Ed25519PrivateKeyParameters.SIGNATURE_SIZE) {
                return false;
            }
            Ed25519Signer verifier = new Ed25519Signer();
            verifier.init(false, new Ed25519PublicKeyParameters(bytes, 0));
            verifier.update(message, 0, message.length);
            return verifier.verifySignature(signature);
        }

        public String text() {
            return Base64.getEncoder().encodeToString(bytes);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Public key && Arrays.equals(key.bytes, bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    private final Ed25519PrivateKeyParameters secret;

    /// @param secret 32 bytes
    NodeKey(byte[] secret) {
        this.secret = new Ed25519PrivateKeyParameters(secret, 0);
    }

    /// As `delta.node-key` gives it (needed when several instances of a node share no folder), or
    /// else the file `node.key` in the data folder, made at the first start.
    public static NodeKey of(String given, Path data) {
        if (given.isBlank()) {
            return kept(data.resolve("node.key"));
        }
        try {
            byte[] secret = Base64.getDecoder().decode(given.strip());
            if (secret.length == Ed25519PrivateKeyParameters.KEY_SIZE) {
                return new NodeKey(secret);
            }
        } catch (IllegalArgumentException _) {
            // Said below; the text itself is not for a log.
        }
        throw new BadNodeSettings(
                "delta.node-key is no Ed25519 key: 32 bytes in Base64 are wanted");
    }

    /// The key in a file, made if there is none.
    static NodeKey kept(Path file) {
        return new NodeKey(SecretFile.bytes(file, Ed25519PrivateKeyParameters.KEY_SIZE));
    }

    public Public publicKey() {
        return new Public(secret.generatePublicKey().getEncoded());
    }

    byte[] sign(byte[] message) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, secret);
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }
}
