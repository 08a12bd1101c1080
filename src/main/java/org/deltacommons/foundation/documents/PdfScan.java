package org.deltacommons.foundation.documents;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Looks for what a PDF does besides being read. No parser: names are searched in the plain parts
/// and in the unpacked object streams (PDF 32000-1, 7.5.7), escapes such as `#4A` resolved. What is
/// hidden from it is hidden by encryption, which is told, too.
final class PdfScan {

    private static final long UNPACKED_MAX = 64L << 20;
    private static final Pattern NAME = Pattern.compile("/([A-Za-z0-9#]{2,60})");
    private static final Pattern ESCAPE = Pattern.compile("#([0-9A-Fa-f]{2})");

    /// Where a dictionary ends and the bytes of its stream begin.
    private static final Pattern STREAM = Pattern.compile(">>\\s{0,4}stream\\r?\\n");

    private PdfScan() {}

    /// Bytes of streams are passed over: in 20 MB of packed bytes any three letters turn up.
    static Set<Warning> warnings(byte[] bytes) {
        Set<Warning> found = EnumSet.noneOf(Warning.class);
        String plain = new String(bytes, StandardCharsets.ISO_8859_1);
        Matcher streams = STREAM.matcher(plain);
        long budget = UNPACKED_MAX;
        int from = 0;
        while (streams.find(from)) {
            boolean objects = search(plain.substring(from, streams.end()), found);
            if (objects && budget > 0) {
                String text = unpacked(bytes, streams.end(), (int) Math.min(budget, 8 << 20));
                budget -= Math.max(1_000, text.length());
                search(text, found);
            }
            int end = plain.indexOf("endstream", streams.end());
            from = end < 0 ? plain.length() : end;
        }
        search(plain.substring(from), found);
        return Set.copyOf(found);
    }

    /// @return whether one of the names says that a stream of objects follows
    private static boolean search(String text, Set<Warning> found) {
        boolean objects = false;
        Matcher names = NAME.matcher(text);
        while (names.find()) {
            switch (resolved(names.group(1))) {
                case "ObjStm" -> objects = true;
                case "Encrypt" -> found.add(Warning.ENCRYPTED);
                case "JavaScript", "JS", "Launch", "RichMedia", "XFA" ->
                        found.add(Warning.ACTIVE_CONTENT);
                case "EmbeddedFile", "EmbeddedFiles" -> found.add(Warning.EMBEDDED_FILES);
                default -> {}
            }
        }
        return objects;
    }

    private static String resolved(String name) {
        if (name.indexOf('#') < 0) {
            return name;
        }
        return ESCAPE.matcher(name)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(
                                String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }

    private static String unpacked(byte[] bytes, int from, int limit) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes, from, bytes.length - from);
            StringBuilder out = new StringBuilder();
            byte[] buffer = new byte[16_384];
            while (!inflater.finished() && out.length() < limit) {
                int count = inflater.inflate(buffer);
                if (count == 0) {
                    break;
                }
                out.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
            }
            return out.toString();
        } catch (DataFormatException _) {
            // Packed in another way, or not at all; the plain search has seen the latter.
            return "";
        } finally {
            inflater.end();
        }
    }
}
