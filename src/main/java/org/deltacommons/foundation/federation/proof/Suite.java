package org.deltacommons.foundation.federation.proof;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.util.BigIntegers;

/// How a home signs. Which one is chosen by whoever runs its node; everybody verifies both.
public enum Suite {
    /// RFC 8032, in C2SP's signed notes of type 0x01 and cosignatures of type 0x04.
    ED25519 {
        @Override
        byte[] type(boolean witness) {
            return new byte[] {(byte) (witness ? 0x04 : 0x01)};
        }

        @Override
        int publicBytes() {
            return Ed25519PublicKeyParameters.KEY_SIZE;
        }

        @Override
        byte[] newPrivateKey(SecureRandom random) {
            return new Ed25519PrivateKeyParameters(random).getEncoded();
        }

        @Override
        byte[] publicKey(byte[] privateKey) {
            return new Ed25519PrivateKeyParameters(privateKey).generatePublicKey().getEncoded();
        }

        @Override
        byte[] sign(byte[] privateKey, byte[] message, SecureRandom random) {
            Ed25519Signer signer = new Ed25519Signer();
            signer.init(true, new Ed25519PrivateKeyParameters(privateKey));
            return signed(signer, message);
        }

        @Override
        boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
            Ed25519Signer signer = new Ed25519Signer();
            signer.init(false, new Ed25519PublicKeyParameters(publicKey));
            signer.update(message, 0, message.length);
            return signer.verifySignature(signature);
        }
    },
    /// GB/T 32918 with SM3 inside, the signer's identity being the standard's default; a public key
    /// is a compressed point of 33 bytes, a signature r and s of 32 bytes each. A note type of our
    /// own, see `docs/protocol/checkpoint.md`.
    SM2 {
        @Override
        byte[] type(boolean witness) {
            String name =
                    witness ? "delta-commons/sm2-sm3/cosignature/v1" : "delta-commons/sm2-sm3/v1";
            byte[] text = name.getBytes(StandardCharsets.US_ASCII);
            byte[] type = new byte[text.length + 1];
            type[0] = (byte) 0xff;
            System.arraycopy(text, 0, type, 1, text.length);
            return type;
        }

        @Override
        int publicBytes() {
            return 33;
        }

        @Override
        byte[] newPrivateKey(SecureRandom random) {
            BigInteger end = Sm2.DOMAIN.getN().subtract(BigInteger.ONE);
            return BigIntegers.asUnsignedByteArray(
                    32,
                    BigIntegers.createRandomInRange(
                            BigInteger.ONE, end.subtract(BigInteger.ONE), random));
        }

        @Override
        byte[] publicKey(byte[] privateKey) {
            return Sm2.DOMAIN
                    .getG()
                    .multiply(new BigInteger(1, privateKey))
                    .normalize()
                    .getEncoded(true);
        }

        @Override
        byte[] sign(byte[] privateKey, byte[] message, SecureRandom random) {
            SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
            signer.init(
                    true,
                    new ParametersWithRandom(
                            new ECPrivateKeyParameters(new BigInteger(1, privateKey), Sm2.DOMAIN),
                            random));
            return signed(signer, message);
        }

        @Override
        boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
            SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
            signer.init(
                    false,
                    new ECPublicKeyParameters(
                            Sm2.DOMAIN.getCurve().decodePoint(publicKey), Sm2.DOMAIN));
            signer.update(message, 0, message.length);
            return signer.verifySignature(signature);
        }
    };

    static final int SIGNATURE_BYTES = 64;

    /// Loaded only where SM2 is used.
    private static final class Sm2 {
        static final ECDomainParameters DOMAIN = domain();

        private static ECDomainParameters domain() {
            X9ECParameters curve = GMNamedCurves.getByName("sm2p256v1");
            return new ECDomainParameters(
                    curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
        }
    }

    /// What tells this kind of signature in a key's id.
    abstract byte[] type(boolean witness);

    abstract int publicBytes();

    abstract byte[] newPrivateKey(SecureRandom random);

    abstract byte[] publicKey(byte[] privateKey);

    abstract byte[] sign(byte[] privateKey, byte[] message, SecureRandom random);

    /// @throws IllegalArgumentException if the key is none
    abstract boolean verifies(byte[] publicKey, byte[] message, byte[] signature);

    private static byte[] signed(Signer signer, byte[] message) {
        signer.update(message, 0, message.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
