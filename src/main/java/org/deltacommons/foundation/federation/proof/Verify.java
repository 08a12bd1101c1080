package org.deltacommons.foundation.federation.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `bin/verify`: judges one file offline and says in a sentence, in Chinese and in English, what it
/// proves. Ends with 0 if it is valid, 1 if it is not or cannot be read, 2 for a wrong call.
public final class Verify {

    private static final int VALID = 0;
    private static final int INVALID = 1;
    private static final int MISUSED = 2;
    private static final Pattern HOLE = Pattern.compile("\\{(\\w+)}");

    private Verify() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(arguments, System.in, out, System.getenv("DELTA_KEYS")));
    }

    /// @param in what `-` stands for
    /// @param keys a file of trusted keys, see [TrustedKeys#parse]
    /// @return the status to end with
    static int run(String[] arguments, InputStream in, PrintStream out, @Nullable String keys) {
        if (arguments.length != 2) {
            return say(out, MISUSED, "verify.usage", Map.of());
        }
        byte[] file;
        try {
            file = read(arguments[1], in);
        } catch (IOException | java.nio.file.InvalidPathException _) {
            return say(out, INVALID, "verify.unreadable", Map.of("file", arguments[1]));
        }
        return switch (arguments[0]) {
            case "inclusion" -> say(out, BareProofs.inclusion(file));
            case "consistency" -> say(out, BareProofs.consistency(file));
            case "receipt" -> receipt(file, out, keys);
            default -> say(out, MISUSED, "verify.usage", Map.of());
        };
    }

    private static int receipt(byte[] file, PrintStream out, @Nullable String keys) {
        if (keys == null || keys.isBlank()) {
            return say(out, Receipts.check(file, TrustedKeys.NONE));
        }
        Optional<TrustedKeys> trusted = Optional.empty();
        try {
            trusted = TrustedKeys.parse(Files.readString(Path.of(keys)));
        } catch (IOException | java.nio.file.InvalidPathException _) {
            // The same as a file with something else in it: said below.
        }
        return trusted.filter(known -> !known.isEmpty())
                .map(known -> say(out, Receipts.check(file, known)))
                .orElseGet(() -> say(out, MISUSED, "verify.keys", Map.of("file", keys)));
    }

    private static byte[] read(String file, InputStream in) throws IOException {
        if (file.equals("-")) {
            return in.readNBytes(Fields.BYTES_MAX + 1);
        }
        try (InputStream opened = Files.newInputStream(Path.of(file))) {
            return opened.readNBytes(Fields.BYTES_MAX + 1);
        }
    }

    private static int say(PrintStream out, Verdict verdict) {
        return say(out, verdict.valid() ? VALID : INVALID, verdict.sentences());
    }

    private static int say(PrintStream out, int status, String key, Map<String, String> values) {
        return say(out, status, List.of(new Verdict.Sentence(key, values)));
    }

    private static int say(PrintStream out, int status, List<Verdict.Sentence> sentences) {
        out.println(said("/messages/federation.properties", sentences, ""));
        out.println(said("/messages/federation_en.properties", sentences, " "));
        return status;
    }

    private static String said(String file, List<Verdict.Sentence> sentences, String between) {
        Properties messages = new Properties();
        try (InputStream in = Objects.requireNonNull(Verify.class.getResourceAsStream(file));
                Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            messages.load(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return sentences.stream()
                .map(each -> filled(messages, each))
                .collect(Collectors.joining(between));
    }

    private static String filled(Properties messages, Verdict.Sentence each) {
        String sentence = Objects.requireNonNull(messages.getProperty(each.key()), each.key());
        return HOLE.matcher(sentence)
                .replaceAll(hole -> Matcher.quoteReplacement(plain(each, hole.group(1))));
    }

    /// What a stranger wrote must not move the cursor of a terminal.
    private static String plain(Verdict.Sentence each, String name) {
        return String.valueOf(each.values().get(name)).replaceAll("\\p{C}", "?");
    }
}
