package org.deltacommons.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The benchmark itself, on a `bin/run` that serves an empty page at once.
class StartsBenchTest {

    @TempDir private Path repository;

    private void script(String text) throws Exception {
        Files.createDirectories(repository.resolve("bin"));
        Files.writeString(repository.resolve("bin/run"), "#!/usr/bin/env bash\n" + text + "\n");
    }

    @Test
    void it_starts_serves_and_stops_each_and_ends_with_its_results() throws Exception {
        Files.writeString(repository.resolve("index.html"), "portal");
        // $2 is the port: --port N --data DIR.
        script(
                "echo \"$4 ${JDK_JAVA_OPTIONS:-}\" >> \"%1$s/starts\"\n".formatted(repository)
                        + "exec env -u JDK_JAVA_OPTIONS \"%s/bin/jwebserver\" -b 127.0.0.1 -p \"$2\" -d \"%s\""
                                .formatted(System.getProperty("java.home"), repository));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        StartsBench.run(new PrintStream(printed, true, StandardCharsets.UTF_8), repository, 1);
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.startsWith("RESULT "))
                .hasSize(3)
                .allMatch(
                        line -> line.matches("RESULT (first|cached|plain)_start \\d+\\.\\d\\d s"));
        assertThat(Files.readAllLines(repository.resolve("starts")))
                .hasSize(4)
                .last()
                .satisfies(line -> assertThat(line.toString()).endsWith("-XX:AOTMode=off"));
    }

    @Test
    void a_start_that_ends_without_a_page_is_a_fault_that_names_its_log() throws Exception {
        script("exit 3");
        assertThatThrownBy(() ->
                        StartsBench.run(
                                new PrintStream(new ByteArrayOutputStream()), repository, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("prepared.log");
    }
}
