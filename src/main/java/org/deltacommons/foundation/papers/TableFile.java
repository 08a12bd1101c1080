package org.deltacommons.foundation.papers;

import java.io.IOException;
import java.util.function.Consumer;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;

/// A file that claims to be a table: `.xlsx`, `.csv` or `.txt` with separators.
///
/// @param name as the person's machine calls it
/// @param bytes the whole file; bounded before it comes here
public record TableFile(String name, byte[] bytes) {

    /// What a file turned out to be.
    enum Format {
        XLSX,
        XLS,
        TEXT,
        OTHER
    }

    /// Reads the rows of the first sheet in their order; blank rows are left out.
    ///
    /// @param rows is given each row; it must not keep more than it needs
    /// @return how many rows there were, or why the file was not read; rows given before a refusal
    ///   count for nothing
    public Outcome<Integer> read(TableLimits limits, Consumer<TableRow> rows) {
        if (bytes.length > limits.bytesMax()) {
            return Outcome.refused(
                    Refusal.of(PapersReason.TOO_LARGE, "limit", limits.bytesMax() >> 20));
        }
        Format format = format();
        String ending = ending();
        boolean claimsWorkbook = ending.equals("xlsx");
        boolean claimsText = ending.equals("csv") || ending.equals("txt");
        if (format == Format.XLS && (claimsWorkbook || ending.equals("xls"))) {
            return Outcome.refused(PapersReason.OLD_WORKBOOK);
        }
        if (!claimsWorkbook && !claimsText) {
            return Outcome.refused(Refusal.of(PapersReason.NOT_A_TABLE, "name", name));
        }
        if (claimsWorkbook != (format == Format.XLSX) || claimsText != (format == Format.TEXT)) {
            return Outcome.refused(
                    Refusal.of(PapersReason.LYING_EXTENSION, "name", name)
                            .with("found", format.name().toLowerCase(java.util.Locale.ROOT)));
        }
        Counted counted = new Counted(limits, rows);
        try {
            if (format == Format.XLSX) {
                Workbooks.read(bytes, limits, counted);
            } else {
                SeparatedText.read(bytes, counted);
            }
        } catch (Stopped stopped) {
            return Outcome.refused(stopped.why);
        } catch (IOException | RuntimeException damaged) {
            return unreadable(damaged);
        }
        return counted.rows == 0 ? Outcome.refused(PapersReason.EMPTY) : Outcome.done(counted.rows);
    }

    /// The readers wrap what the consumer throws; a consumer's fault is a bug and stays one.
    private static Outcome<Integer> unreadable(Exception damaged) {
        for (Throwable cause = damaged; cause != null; cause = cause.getCause()) {
            if (cause instanceof Stopped stopped) {
                return Outcome.refused(stopped.why);
            }
            if (cause instanceof ConsumerFailed failed) {
                throw failed.bug;
            }
        }
        return Outcome.refused(PapersReason.UNREADABLE);
    }

    private String ending() {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).strip().toLowerCase(java.util.Locale.ROOT);
    }

    Format format() {
        if (startsWith(0x50, 0x4B, 0x03, 0x04)) {
            return Workbooks.isWorkbook(bytes) ? Format.XLSX : Format.OTHER;
        }
        if (startsWith(0xD0, 0xCF, 0x11, 0xE0)) {
            return Format.XLS;
        }
        return SeparatedText.looksLikeText(bytes) ? Format.TEXT : Format.OTHER;
    }

    private boolean startsWith(int... magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /// Ends a reading with a refusal; never leaves this package.
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Refusal why;

        Stopped(Refusal why) {
            super(why.code(), null, false, false);
            this.why = why;
        }
    }

    private static final class ConsumerFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient RuntimeException bug;

        ConsumerFailed(RuntimeException bug) {
            super(bug);
            this.bug = bug;
        }
    }

    /// Holds a reader to the limits.
    private static final class Counted implements Consumer<TableRow> {
        private final TableLimits limits;
        private final Consumer<TableRow> then;
        private int rows;

        Counted(TableLimits limits, Consumer<TableRow> then) {
            this.limits = limits;
            this.then = then;
        }

        @Override
        public void accept(TableRow row) {
            if (row.isBlank()) {
                return;
            }
            if (++rows > limits.rowsMax()) {
                throw new Stopped(
                        Refusal.of(PapersReason.TOO_MANY_ROWS, "limit", limits.rowsMax() - 1));
            }
            boolean tooBig =
                    row.cells().size() > limits.columnsMax()
                            || row.cells().stream()
                                    .anyMatch(cell -> cell.length() > limits.cellLengthMax());
            if (tooBig) {
                throw new Stopped(Refusal.of(PapersReason.ROW_TOO_BIG, "row", row.number()));
            }
            try {
                then.accept(row);
            } catch (RuntimeException bug) {
                throw new ConsumerFailed(bug);
            }
        }
    }
}
