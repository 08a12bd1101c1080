package org.deltacommons.bench.finding;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/// A need with the answers that a judge gave it; see `finding/README.md` of the test resources.
///
/// @param kind how it is said
/// @param grades 1 to 3 by the provider's own number; what is missing is wrong
record Need(String kind, String text, Map<String, Integer> grades) {

    static final int RIGHT = 2;

    /// The parts of the judged set: two halves of one, and one that was written later.
    enum Part {
        TUNING,
        REPORTED,
        FRESH
    }

    static List<Need> read(Part part) {
        String name = "/finding/needs-%s.csv".formatted(part.name().toLowerCase(Locale.ROOT));
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
        List<Need> needs = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(Need.class.getResourceAsStream(name), name);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            format.parse(reader).forEach(row -> needs.add(of(row)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return List.copyOf(needs);
    }

    private static Need of(CSVRecord row) {
        Map<String, Integer> grades = new LinkedHashMap<>();
        grade(grades, row.get("exact"), 3);
        grade(grades, row.get("good"), 2);
        grade(grades, row.get("near"), 1);
        return new Need(row.get("kind"), row.get("need"), grades);
    }

    private static void grade(Map<String, Integer> grades, String numbers, int grade) {
        for (String number : numbers.split(" ")) {
            if (!number.isEmpty() && grades.put(number, grade) != null) {
                throw new IllegalStateException(number + " has two grades");
            }
        }
    }

    int grade(String number) {
        return grades.getOrDefault(number, 0);
    }
}
