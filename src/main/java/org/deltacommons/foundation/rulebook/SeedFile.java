package org.deltacommons.foundation.rulebook;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/// The rows of a seed file: RFC 4180, UTF-8, names in the first row.
final class SeedFile {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private SeedFile() {}

    static List<Map<String, String>> read(String path) {
        try (Reader reader =
                new InputStreamReader(
                        Objects.requireNonNull(
                                SeedFile.class.getResourceAsStream(path), "no file " + path),
                        StandardCharsets.UTF_8)) {
            return FORMAT.parse(reader).stream().map(CSVRecord::toMap).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String get(Map<String, String> row, String column) {
        return Objects.requireNonNull(row.get(column), "no column " + column);
    }
}
