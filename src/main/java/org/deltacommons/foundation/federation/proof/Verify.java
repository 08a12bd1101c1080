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
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/// `bin/verify`: judges one file offline and says in a sentence, in Chinese and in English, what it
/// proves. Ends with 0 if it is valid, 1 if it is not or cannot be read, 2 for a wrong call.
public final class Verify {

    private static final int VALID = 0;
    private static final int INVALID = 1;
    private static final int MISUSED = 2;

    private Verify() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(arguments, System.in, out));
    }

    /// @param in what `-` stands for
    /// @return the status to end with
    static int run(String[] arguments, InputStream in, PrintStream out) {
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
            default -> say(out, MISUSED, "verify.usage", Map.of());
        };
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
        return say(out, verdict.valid() ? VALID : INVALID, verdict.key(), verdict.values());
    }

    private static int say(PrintStream out, int status, String key, Map<String, String> values) {
        out.println(sentence("/messages/federation.properties", key, values));
        out.println(sentence("/messages/federation_en.properties", key, values));
        return status;
    }

    private static String sentence(String file, String key, Map<String, String> values) {
        Properties messages = new Properties();
        try (InputStream in = Objects.requireNonNull(Verify.class.getResourceAsStream(file));
                Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            messages.load(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        String sentence = Objects.requireNonNull(messages.getProperty(key), key);
        for (Map.Entry<String, String> value : values.entrySet()) {
            sentence = sentence.replace("{%s}".formatted(value.getKey()), value.getValue());
        }
        return sentence;
    }
}
