package org.deltacommons;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a tidy house looks like, insisted on.
class TidyTest {

    private static final int FILE_LINES_MAX = 700;
    private static final Pattern BANNED =
            Pattern.compile(
                    ".*(Manager|Helper|Util|Utils|Impl|Dto|Entity|Mapper|Processor|Info|Common)\\.java");

    private static List<Path> files(String root, String end) throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(root))) {
            return all.filter(path -> path.toString().endsWith(end)).sorted().toList();
        }
    }

    @Test
    void no_file_is_so_long_that_it_must_be_two_things() throws IOException {
        for (Path file : files("src/main/java", ".java")) {
            assertThat(Files.readAllLines(file))
                    .as(file.toString())
                    .hasSizeLessThan(FILE_LINES_MAX);
        }
    }

    @Test
    void names_say_what_things_are() throws IOException {
        assertThat(files("src/main/java", ".java"))
                .map(path -> path.getFileName().toString())
                .noneMatch(name ->
                        BANNED.matcher(name).matches() && !name.equals("package-info.java"));
    }

    @Test
    void every_message_is_there_in_both_languages_with_the_same_values() throws IOException {
        List<String> problems = new ArrayList<>();
        for (Path chinese : files("src/main/resources/messages", ".properties")) {
            if (chinese.toString().endsWith("_en.properties")) {
                continue;
            }
            Path english = Path.of(chinese.toString().replace(".properties", "_en.properties"));
            Properties zh = read(chinese);
            Properties en = Files.exists(english) ? read(english) : new Properties();
            Set<String> keys = new TreeSet<>(zh.stringPropertyNames());
            keys.addAll(en.stringPropertyNames());
            for (String key : keys) {
                if (!zh.containsKey(key) || !en.containsKey(key)) {
                    problems.add(chinese.getFileName() + " " + key + " is missing in one language");
                }
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void every_document_that_a_form_asks_for_has_a_name() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Path messages : files("src/main/resources/messages", ".properties")) {
            named.addAll(read(messages).stringPropertyNames());
        }
        Pattern asked = Pattern.compile("Kind\\.FILE[^;{]*?\\bAttachment (\\w+)");
        Set<String> kinds = new TreeSet<>();
        for (Path file : files("src/main/java", ".java")) {
            asked.matcher(Files.readString(file))
                    .results()
                    .forEach(found -> kinds.add("attachment." + found.group(1)));
        }
        assertThat(kinds).contains("attachment.scan", "attachment.invoice");
        assertThat(named).containsAll(kinds);
    }

    @Test
    void migrations_are_named_by_what_they_do() throws IOException {
        assertThat(files("src/main/resources/db/migration", ".sql"))
                .allMatch(path ->
                        path.getFileName()
                                .toString()
                                .matches("(V\\d{3}__[a-z0-9_]+|R__[a-z0-9_]+)\\.sql"));
    }

    @Test
    void pages_carry_no_script_or_style_of_their_own() throws IOException {
        Pattern inline =
                Pattern.compile("<script(?![^>]*\\bsrc=)[^>]*>|\\sstyle=\"|\\son[a-z]+=\"");
        for (Path page : files("src/main/resources/templates", ".html")) {
            Matcher found = inline.matcher(Files.readString(page).replaceAll("th:src=", "src="));
            assertThat(found.find()).as(page.toString()).isFalse();
        }
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
