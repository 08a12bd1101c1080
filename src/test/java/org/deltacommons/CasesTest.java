package org.deltacommons;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The table of awkward cases names tests and pages; neither may be renamed or dropped under it.
class CasesTest {

    private static final Path TABLE = Path.of("docs", "cases.md");
    private static final Pattern ROW =
            Pattern.compile("\\| .+ \\| `(\\w+)#(\\w+)` \\| `(/[\\w/{}-]+)` \\|");
    private static final int CASES_MIN = 50;

    private record Case(String test, String method, String page) {}

    private static List<Case> cases() {
        return Docs.read(TABLE)
                .lines()
                .filter(line -> line.contains("#") && line.startsWith("|"))
                .map(line -> {
                    var row = ROW.matcher(line);
                    assertThat(row.matches()).as(line).isTrue();
                    return new Case(row.group(1), row.group(2), row.group(3));
                })
                .toList();
    }

    private static Map<String, String> sources(String root) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", root, "java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(
                            Collectors.toMap(
                                    file -> file.getFileName().toString().replace(".java", ""),
                                    Docs::read,
                                    (a, b) -> a + b));
        }
    }

    @Test
    void every_test_that_the_table_names_is_there() throws IOException {
        Map<String, String> tests = sources("test");
        List<String> missing = new ArrayList<>();
        for (Case one : cases()) {
            Pattern method =
                    Pattern.compile(
                            "@Test\\b[^;{}]*\\bvoid\\s+" + one.method() + "\\(", Pattern.DOTALL);
            if (!method.matcher(tests.getOrDefault(one.test(), "")).find()) {
                missing.add(one.test() + "#" + one.method());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(CASES_MIN);
    }

    /// `/cases/<procedure>` is the page of a case under that procedure; all else is an address.
    @Test
    void every_page_that_the_table_names_is_served() throws IOException {
        String all = String.join("\n", sources("main").values());
        List<String> missing =
                cases().stream()
                        .map(Case::page)
                        .distinct()
                        .filter(page ->
                                !all.contains(
                                        page.startsWith("/cases/")
                                                ? "\"" + page.substring("/cases/".length()) + "\""
                                                : "\"" + page + "\""))
                        .toList();
        assertThat(missing).isEmpty();
    }
}
