package org.deltacommons.foundation.identity.accounts;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// Passwords: how they are hashed, judged and made up. A hash names its own way (`{bcrypt}…`), so
/// that a later way can live beside it.
@Component
public final class Passwords {

    private static final String WAY = "bcrypt";

    /// For what people think of; a quarter of a second on one core.
    private static final int STRENGTH_CHOSEN = 12;

    /// For what [#generate] made; 80 random bits need no slow hash.
    private static final int STRENGTH_GENERATED = 10;

    private static final int LENGTH_MIN = 12;

    /// What bcrypt looks at; more would be cut off in silence.
    private static final int BYTES_MAX = 72;

    /// Nobody's password is longer; whoever sends more wants to keep us busy.
    private static final int TYPED_MAX = 200;

    /// How a hash of [#STRENGTH_CHOSEN] begins after its way and kind.
    private static final String SLOW_MARK = "$12$";

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int GENERATED_LENGTH = 16;
    private static final int GROUP = 4;

    private final PasswordEncoder chosen = way(STRENGTH_CHOSEN);
    private final PasswordEncoder generated = way(STRENGTH_GENERATED);
    private final SecureRandom random = new SecureRandom();
    private final String nobodysSlow = chosenHash("nobody has this password");
    private final String nobodysFast = generatedHash("nobody has this password");

    private static PasswordEncoder way(int strength) {
        return new DelegatingPasswordEncoder(WAY, Map.of(WAY, new BCryptPasswordEncoder(strength)));
    }

    /// Whether somebody may choose it: 12 characters at least, 72 bytes at most, not their own name
    /// and not one letter over and over. No rule about kinds of letters: length is what helps.
    public static boolean isStrong(String password, String username) {
        return password.codePointCount(0, password.length()) >= LENGTH_MIN
                && password.getBytes(StandardCharsets.UTF_8).length <= BYTES_MAX
                && !password.toLowerCase(Locale.ROOT).contains(username)
                && password.codePoints().distinct().count() > 4;
    }

    public String chosenHash(String password) {
        return hash(chosen, password);
    }

    /// @param password made by [#generate]
    public String generatedHash(String password) {
        return hash(generated, password);
    }

    private static String hash(PasswordEncoder way, String password) {
        String hash = way.encode(password);
        if (hash == null) {
            throw new IllegalStateException("no hash");
        }
        return hash;
    }

    /// Every failure costs one hash of either strength, so that the time does not tell whether
    /// there is such a person, nor how their password came about.
    public boolean matches(String password, @Nullable String hash) {
        if (password.length() > TYPED_MAX) {
            return false;
        }
        boolean same = hash != null && chosen.matches(password, hash);
        if (!same) {
            if (hash == null || !hash.contains(SLOW_MARK)) {
                chosen.matches(password, nobodysSlow);
            }
            if (hash == null || hash.contains(SLOW_MARK)) {
                chosen.matches(password, nobodysFast);
            }
        }
        return same;
    }

    /// Sixteen letters and digits in groups of four, none that look alike: `k7mq-…`.
    public String generate() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GENERATED_LENGTH; i++) {
            if (i > 0 && i % GROUP == 0) {
                text.append('-');
            }
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
