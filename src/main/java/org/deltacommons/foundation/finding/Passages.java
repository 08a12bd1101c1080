package org.deltacommons.foundation.finding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// The pieces of a document that are compared by meaning: what it is called, the first sentence
/// about it, both together, the same in English, and each of its uses. Short pieces, because a long
/// one means a little of everything.
final class Passages {

    private static final int LENGTH_MAX = 300;
    private static final int NAME_BYTES = 12;

    private Passages() {}

    /// Texts by their names.
    static Map<String, String> of(FindDocument document) {
        Map<String, String> passages = new LinkedHashMap<>();
        String title = document.titleZh();
        String about = first(document.summaryZh(), "[。\uFF1F\uFF01]");
        put(passages, title);
        put(passages, about);
        put(passages, about.isEmpty() ? "" : title + "。" + about);
        String english = first(document.summaryEn(), "[.?!] ");
        put(passages, english.isEmpty() ? document.titleEn() : document.titleEn() + ". " + english);
        document.texts().stream()
                .filter(text -> text.weight() == FindDocument.Weight.USES)
                .flatMap(text -> text.text().lines())
                .forEach(use -> put(passages, use));
        return passages;
    }

    private static String first(String text, String end) {
        return text.split(end, 2)[0].strip();
    }

    private static void put(Map<String, String> passages, String text) {
        String plain = text.strip();
        if (!plain.isEmpty()) {
            String bounded = plain.length() <= LENGTH_MAX ? plain : plain.substring(0, LENGTH_MAX);
            passages.put(name(bounded), bounded);
        }
    }

    /// The same text has the same name, whoever says it.
    static String name(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
