package org.deltacommons.foundation.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes a list for office programs. The inverse port of the module that knows their formats.
public interface ListFiles {

    /// What a list can leave as; the parameter `format` names it in lower case.
    enum Format {
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        CSV("text/csv;charset=UTF-8");

        private final String contentType;

        Format(String contentType) {
            this.contentType = contentType;
        }

        public String contentType() {
            return contentType;
        }

        public String suffix() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Format> of(String text) {
            for (Format one : values()) {
                if (one.suffix().equals(text)) {
                    return Optional.of(one);
                }
            }
            return Optional.empty();
        }
    }

    /// @param title of the sheet, in the reader's language
    /// @param headers in the reader's language
    /// @param rows with a value a column: texts, numbers, [org.deltacommons.kernel.Money],
    ///   [java.time.LocalDate], [java.time.Instant] (written as of Asia/Shanghai), or null
    /// @param to stays open
    void write(
            Format format,
            String title,
            List<String> headers,
            List<? extends List<? extends @Nullable Object>> rows,
            OutputStream to)
            throws IOException;
}
