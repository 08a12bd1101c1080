package org.deltacommons.foundation.finding;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How characters sound, without tones: one reading each, the usual one.
final class Pinyin {

    private static final Map<Character, String> READINGS = readings();

    private Pinyin() {}

    private static Map<Character, String> readings() {
        Map<Character, String> readings = new HashMap<>();
        for (String line : Script.lines("pinyin.txt", line -> line)) {
            int gap = line.indexOf(' ');
            String sound = line.substring(0, gap);
            for (char c : line.substring(gap + 1).toCharArray()) {
                readings.put(c, sound);
            }
        }
        return readings;
    }

    /// `扫描电镜` is `saomiaodianjing`; letters and digits stay; empty if a character has no known
    /// sound.
    static Optional<String> whole(String word) {
        return spelled(word, Integer.MAX_VALUE);
    }

    /// `扫描电镜` is `smdj`.
    static Optional<String> initials(String word) {
        return spelled(word, 1);
    }

    private static Optional<String> spelled(String word, int letters) {
        StringBuilder spelled = new StringBuilder();
        for (char c : word.toLowerCase(Locale.ROOT).toCharArray()) {
            String sound = c < 128 ? String.valueOf(c) : READINGS.get(c);
            if (sound == null) {
                return Optional.empty();
            }
            spelled.append(sound, 0, Math.min(letters, sound.length()));
        }
        return Optional.of(spelled.toString());
    }
}
