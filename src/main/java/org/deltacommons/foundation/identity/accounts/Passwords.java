package org.deltacommons.foundation.identity.accounts;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// Passwords: how they are hashed, judged and made up. A hash names its own way (`{bcrypt}…`), so
/// that a later way can live beside it.
@Component
public final class Passwords {

    private static final String WAY = "bcrypt";

    /// By how much the hash of what [#generate] made is weaker: 80 random bits need no slow hash.
    private static final int GENERATED_LESS = 2;

    private static final int LENGTH_MIN = 12;

    /// What bcrypt looks at; more would be cut off in silence.
    private static final int BYTES_MAX = 72;

    /// Nobody's password is longer; whoever sends more wants to keep us busy.
    private static final int TYPED_MAX = 200;

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int GENERATED_LENGTH = 16;
    private static final int GROUP = 4;

    private final PasswordEncoder chosen;
    private final PasswordEncoder generated;
    private final String slowMark;
    private final String nobodysSlow;
    private final String nobodysFast;
    private final SecureRandom random = new SecureRandom();

    /// @param strength of the hash of what people think of; 12 takes a quarter of a second on one
    ///   core
    Passwords(@Value("${delta.passwords.strength:12}") int strength) {
        this.chosen = way(strength);
        this.generated = way(strength - GENERATED_LESS);
        this.slowMark = "$%02d$".formatted(strength);
        this.nobodysSlow = chosenHash("nobody has this password");
        this.nobodysFast = generatedHash("nobody has this password");
    }

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
            if (hash == null || !hash.contains(slowMark)) {
                chosen.matches(password, nobodysSlow);
            }
            if (hash == null || hash.contains(slowMark)) {
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
