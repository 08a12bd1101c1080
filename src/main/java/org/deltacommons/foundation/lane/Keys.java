package org.deltacommons.foundation.lane;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.UUID;
import org.deltacommons.kernel.Province;

/// The names under which answers are kept: 128 bits of SHA-256 over home, scope and key, so that
/// every look-up compares two machine words, however long the caller's keys are.
final class Keys {

    /// As PostgreSQL sorts them.
    static final Comparator<UUID> ORDER =
            Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
                    .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    private static final byte SEPARATOR = 0;

    private Keys() {}

    /// @param scope whose key it is, and of which operation
    static UUID of(Province home, String scope, String key) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(home.code().getBytes(StandardCharsets.UTF_8));
            sha.update(SEPARATOR);
            sha.update(scope.getBytes(StandardCharsets.UTF_8));
            sha.update(SEPARATOR);
            ByteBuffer first = ByteBuffer.wrap(sha.digest(key.getBytes(StandardCharsets.UTF_8)));
            return new UUID(first.getLong(), first.getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
