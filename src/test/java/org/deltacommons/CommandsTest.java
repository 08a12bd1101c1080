package org.deltacommons;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of the README in a clone where nothing was ever built.
class CommandsTest {

    @TempDir Path clone;

    private String run(String command, String... options) throws Exception {
        Files.createDirectories(clone.resolve("bin"));
        Files.createDirectories(clone.resolve("src/main"));
        Files.createFile(clone.resolve("pom.xml"));
        try (Stream<Path> scripts = Files.list(Path.of("bin"))) {
            for (Path script : scripts.toList()) {
                Files.copy(script, clone.resolve("bin").resolve(script.getFileName()));
            }
        }
        // A build that fails at once, so that what is looked at is the script.
        script(clone.resolve("tools/mvn"), "echo no such dependency; exit 3");
        List<String> words = new ArrayList<>();
        words.add("bash");
        words.add(clone.resolve("bin").resolve(command).toString());
        words.addAll(List.of(options));
        ProcessBuilder process = new ProcessBuilder(words);
        process.environment()
                .merge("PATH", clone.resolve("tools") + ":", (old, ours) -> ours + old);
        Path output = clone.resolve("output");
        Process started = process.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(started.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(started.exitValue()).isNotZero();
        return Files.readString(output);
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/usr/bin/env bash\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void a_first_run_builds_and_says_so_and_says_when_it_cannot() throws Exception {
        assertThat(run("run")).contains("Building ...", "no such dependency", "The build failed");
    }

    @Test
    void a_demonstration_on_a_day_that_is_none_does_not_start() throws Exception {
        assertThat(run("run", "--today", "2026-02-30"))
                .contains("Not a day such as 2026-03-02: 2026-02-30")
                .doesNotContain("Building ...");
    }

    @Test
    void a_first_test_run_says_how_it_ended() throws Exception {
        assertThat(run("test")).contains("no such dependency", "Something failed after");
    }
}
