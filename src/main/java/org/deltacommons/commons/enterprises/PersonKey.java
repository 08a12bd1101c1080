package org.deltacommons.commons.enterprises;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.deltacommons.kernel.Texts;

/// A person without their identity number: the keyed hash of it, the same in all four provinces, so
/// that two registers name the same person and nobody can read whom.
public final class PersonKey {

    private static final String PREFIX = "person-";
    private static final int HASH_BYTES = 20;

    private final byte[] secret;

    /// @param secret shared by the four provinces, at least 16 characters
    public PersonKey(String secret) {
        if (secret.length() < 16) {
            throw new IllegalArgumentException("a secret has at least 16 characters");
        }
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /// @param identity the number of an identity card, a permit or a passport, as typed
    public String of(String identity) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] hash = mac.doFinal(Texts.code(identity).getBytes(StandardCharsets.UTF_8));
            return PREFIX + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static boolean isOne(String party) {
        return party.startsWith(PREFIX);
    }

    /// The first character of a name and a star for the rest.
    public static String masked(String name) {
        return name.isEmpty() ? name : name.substring(0, name.offsetByCodePoints(0, 1)) + "*";
    }
}
