package org.deltacommons.foundation.papers;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.deltacommons.kernel.Money;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/// Writes tables as Excel workbooks and as CSV.
public final class Tables {

    /// The content types of the two formats, for a download's header.
    public static final String XLSX_TYPE =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static final String CSV_TYPE = "text/csv;charset=UTF-8";

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZONE);
    private static final int CELL_LENGTH_MAX = 32_767;
    private static final int CHOICE_ROWS = 20_000;
    private static final int FLUSHED_ROWS = 500;

    private Tables() {}

    /// @param to stays open
    /// @param sheets at least one; choices of their columns go to a last sheet named 字典
    public static void xlsx(OutputStream to, List<Sheet> sheets) throws IOException {
        Workbook book = new Workbook(to, "DeltaCommons", "1.0");
        List<Chosen> chosen = new ArrayList<>();
        List<Worksheet> written = new ArrayList<>();
        for (Sheet sheet : sheets) {
            Worksheet page = book.newWorksheet(sheet.name());
            written.add(page);
            head(page, sheet, chosen);
            rows(page, sheet);
        }
        if (!chosen.isEmpty()) {
            choices(book.newWorksheet("字典"), chosen);
        }
        for (Worksheet page : written) {
            page.finish();
        }
        book.finish();
    }

    private record Chosen(Worksheet page, int column, Sheet.Column of) {}

    private static void head(Worksheet page, Sheet sheet, List<Chosen> chosen) {
        int i = 0;
        for (Sheet.Column column : sheet.columns()) {
            page.value(0, i, column.header());
            page.style(0, i).bold().fillColor("E6EEF6").wrapText(true).set();
            page.width(i, Math.min(column.width(), 100));
            if (!column.note().isEmpty()) {
                page.comment(0, i, column.note());
            }
            if (!column.choices().isEmpty()) {
                chosen.add(new Chosen(page, i, column));
            }
            i++;
        }
        page.freezePane(0, 1);
    }

    private static void rows(Worksheet page, Sheet sheet) throws IOException {
        boolean streams = sheet.columns().stream().allMatch(column -> column.choices().isEmpty());
        int row = 0;
        for (List<? extends @Nullable Object> values : sheet.rows()) {
            row++;
            for (int column = 0; column < values.size(); column++) {
                cell(page, row, column, values.get(column));
            }
            if (streams && row % FLUSHED_ROWS == 0) {
                page.flush();
            }
        }
    }

    /// A text goes into a text cell, which no program evaluates, whatever it begins with.
    private static void cell(Worksheet page, int row, int column, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Money money -> {
                page.value(row, column, java.math.BigDecimal.valueOf(money.fen(), 2));
                page.style(row, column).format("#,##0.00").set();
            }
            case Number number -> page.value(row, column, number);
            case Boolean truth -> page.value(row, column, truth);
            case LocalDate date -> {
                page.value(row, column, date);
                page.style(row, column).format("yyyy-mm-dd").set();
            }
            default -> page.inlineString(row, column, clean(text(value)));
        }
    }

    private static void choices(Worksheet page, List<Chosen> chosen) throws IOException {
        for (int i = 0; i < chosen.size(); i++) {
            Chosen one = chosen.get(i);
            List<String> words = one.of.choices();
            page.value(0, i, one.of.header());
            page.style(0, i).bold().set();
            page.width(i, 22);
            for (int row = 0; row < words.size(); row++) {
                page.value(row + 1, i, words.get(row));
            }
            // A list of several words joined by ';' stays possible: the choice only warns.
            one.page
                    .range(1, one.column, CHOICE_ROWS, one.column)
                    .validateWithList(page.range(1, i, words.size(), i))
                    .allowBlank(true)
                    .errorStyle(org.dhatim.fastexcel.DataValidationErrorStyle.WARNING)
                    .showErrorMessage(true);
        }
        page.finish();
    }

    /// UTF-8 with a byte order mark, because that is how Excel knows it.
    ///
    /// @param to stays open
    public static void csv(OutputStream to, Sheet sheet) throws IOException {
        Writer writer = new OutputStreamWriter(to, StandardCharsets.UTF_8);
        writer.write('\uFEFF');
        CSVPrinter printer = new CSVPrinter(writer, CSVFormat.EXCEL);
        printer.printRecord(
                sheet.columns().stream().map(column -> guarded(column.header())).toList());
        for (List<? extends @Nullable Object> values : sheet.rows()) {
            List<Object> line = new ArrayList<>();
            for (Object value : values) {
                line.add(separated(value));
            }
            printer.printRecord(line);
        }
        printer.flush();
    }

    private static Object separated(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Money money -> java.math.BigDecimal.valueOf(money.fen(), 2).toPlainString();
            case java.math.BigDecimal number -> number.toPlainString();
            case Number number -> number;
            case Boolean truth -> truth ? "TRUE" : "FALSE";
            default -> guarded(clean(text(value)));
        };
    }

    /// In CSV a text and a formula look the same, so an apostrophe keeps them apart.
    private static String guarded(String text) {
        return Sheet.isFormula(text) ? "'" + text : text;
    }

    private static String text(Object value) {
        return value instanceof Instant instant ? MINUTE.format(instant) : value.toString();
    }

    /// Neither format can hold control characters.
    private static String clean(String text) {
        String printable = text.replaceAll("[\\p{Cntrl}&&[^\t\n\r]]|[\\uFFFE\\uFFFF]", "");
        return printable.length() <= CELL_LENGTH_MAX
                ? printable
                : printable.substring(0, CELL_LENGTH_MAX);
    }
}
