package org.deltacommons.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The commands of a page in `docs/operating`, run as they stand there. A block that runs has a
/// name behind the name of its language.
public final class Runbook {

    private static final Path PAGES = Path.of("docs", "operating");
    private static final Pattern BLOCK =
            Pattern.compile(
                    "^```bash (?<name>[a-z-]+)\n(?<text>.*?)^```$",
                    Pattern.MULTILINE | Pattern.DOTALL);
    private static final long MINUTES_MAX = 3;

    private Runbook() {}

    /// Whether this machine has what the pages take for granted: the first user's rights and a
    /// PostgreSQL of its own.
    public static boolean isPossible() {
        return "root".equals(System.getProperty("user.name"))
                && Files.isDirectory(Path.of("/usr/lib/postgresql"));
    }

    /// @param page such as `failover.md`
    /// @param settings those of `env.sh` that differ
    /// @return what it said
    public static String run(String page, String block, Map<String, String> settings) {
        try {
            Path said = Files.createTempFile("delta-runbook", ".out");
            ProcessBuilder builder =
                    new ProcessBuilder("bash", "-euo", "pipefail", "-c", text(page, block))
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile());
            builder.environment().putAll(settings);
            Process process = builder.start();
            boolean ended = process.waitFor(MINUTES_MAX, TimeUnit.MINUTES);
            String output = Files.readString(said);
            Files.delete(said);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "%s of %s failed: %s".formatted(block, page, output));
            }
            return output;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String text(String page, String block) throws IOException {
        Matcher found = BLOCK.matcher(Files.readString(PAGES.resolve(page)));
        while (found.find()) {
            if (found.group("name").equals(block)) {
                return found.group("text");
            }
        }
        throw new IllegalArgumentException("%s has no block %s".formatted(page, block));
    }
}
