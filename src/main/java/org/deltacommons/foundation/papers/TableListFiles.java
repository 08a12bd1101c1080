package org.deltacommons.foundation.papers;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.deltacommons.foundation.web.ListFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The lists of pages as workbooks and as CSV.
@Component
final class TableListFiles implements ListFiles {

    private static final int SHEET_NAME_MAX = 31;

    @Override
    public void write(
            Format format,
            String title,
            List<String> headers,
            List<? extends List<? extends @Nullable Object>> rows,
            OutputStream to)
            throws IOException {
        Sheet sheet = Sheet.of(name(title), headers, rows);
        switch (format) {
            case XLSX -> Tables.xlsx(to, List.of(sheet));
            case CSV -> Tables.csv(to, sheet);
        }
    }

    /// A sheet's name is short and has no signs of a reference.
    private static String name(String title) {
        String plain = title.replaceAll("[\\[\\]:*?/\\\\']", " ").strip();
        String whole = plain.isEmpty() ? "1" : plain;
        return whole.length() <= SHEET_NAME_MAX ? whole : whole.substring(0, SHEET_NAME_MAX);
    }
}
