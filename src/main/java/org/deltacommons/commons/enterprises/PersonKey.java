package org.deltacommons.commons.enterprises;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.deltacommons.kernel.Texts;

/// A person without their identity number: the keyed hash of it, the same in all four provinces, so
/// that two registers name the same person and nobody can read whom. The key has a number: hashes
/// by different keys say nothing about each other.
public final class PersonKey {

    private static final String PREFIX = "person-";
    private static final Pattern ONE =
            Pattern.compile(PREFIX + "(?:(?<number>[1-9][0-9]{0,8})-)?[0-9a-f]{40}");
    private static final String CHECKED = "delta-commons person key";
    private static final int HASH_BYTES = 20;
    private static final int FINGERPRINT_BYTES = 8;

    private final int number;
    private final byte[] secret;

    /// @param number 1 for the first key of the four provinces
    /// @param secret shared by the four provinces, at least 16 characters
    public PersonKey(int number, String secret) {
        if (secret.length() < 16) {
            throw new IllegalArgumentException("a secret has at least 16 characters");
        }
        this.number = number;
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /// The first key.
    public PersonKey(String secret) {
        this(1, secret);
    }

    /// @param identity the number of an identity card, a permit or a passport, as typed
    public String of(String identity) {
        String hash = HexFormat.of().formatHex(hash(Texts.code(identity)), 0, HASH_BYTES);
        return number == 1 ? PREFIX + hash : PREFIX + number + "-" + hash;
    }

    private byte[] hash(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// What two operators compare who were given the same secret: four groups of four digits. It
    /// says nothing of the secret.
    String fingerprint() {
        String digits = HexFormat.of().formatHex(hash(CHECKED), 0, FINGERPRINT_BYTES);
        return String.join(
                " ",
                digits.substring(0, 4),
                digits.substring(4, 8),
                digits.substring(8, 12),
                digits.substring(12));
    }

    public static boolean isOne(String party) {
        return party.startsWith(PREFIX);
    }

    /// By which key a hash was made; 0 for what is none.
    static int numberOf(String party) {
        Matcher one = ONE.matcher(party);
        if (!one.matches()) {
            return 0;
        }
        String number = one.group("number");
        return number == null ? 1 : Integer.parseInt(number);
    }

    /// The first character of a name and a star for the rest.
    public static String masked(String name) {
        return name.isEmpty() ? name : name.substring(0, name.offsetByCodePoints(0, 1)) + "*";
    }
}
