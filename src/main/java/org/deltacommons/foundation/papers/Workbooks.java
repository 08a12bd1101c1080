package org.deltacommons.foundation.papers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.deltacommons.kernel.Refusal;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/// Reads `.xlsx`.
final class Workbooks {

    private static final int PARTS_MAX = 2_000;
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int HEAD_BYTES = 1_024;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private Workbooks() {}

    static boolean isWorkbook(byte[] bytes) {
        try (ZipFile zip = open(bytes)) {
            return zip.getEntry("xl/workbook.xml") != null;
        } catch (IOException | IllegalArgumentException damaged) {
            return false;
        }
    }

    /// By the central directory, as the spreadsheet programs do.
    private static ZipFile open(byte[] bytes) throws IOException {
        return ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes))
                .get();
    }

    static void read(byte[] bytes, TableLimits limits, Consumer<TableRow> rows) throws IOException {
        guard(bytes, limits.unpackedMax());
        ReadingOptions formats = new ReadingOptions(true, true);
        try (ReadableWorkbook book =
                        new ReadableWorkbook(new ByteArrayInputStream(bytes), formats);
                Stream<Row> stream = book.getFirstSheet().openStream()) {
            for (Iterator<Row> each = stream.iterator(); each.hasNext(); ) {
                rows.accept(row(each.next(), limits.columnsMax()));
            }
        }
    }

    /// What the parts really unpack to is counted, not what the archive claims; and a part that
    /// declares a document type has no place in a workbook.
    private static void guard(byte[] bytes, long unpackedMax) throws IOException {
        long left = unpackedMax;
        int parts = 0;
        try (ZipFile zip = open(bytes)) {
            for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
                try (InputStream content = zip.getInputStream(part)) {
                    left -= unpacked(content, left);
                }
                if (left < 0 || ++parts > PARTS_MAX) {
                    throw new TableFile.Stopped(Refusal.of(PapersReason.BOMB));
                }
            }
        }
    }

    /// @return bytes of the part, more than `bytesMax` if it was not read to its end
    private static long unpacked(InputStream content, long bytesMax) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        int n = content.readNBytes(buffer, 0, HEAD_BYTES);
        String head = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
        if (head.contains("<!DOCTYPE") || head.contains("<!ENTITY")) {
            throw new TableFile.Stopped(Refusal.of(PapersReason.UNREADABLE));
        }
        long all = n;
        while (all <= bytesMax && (n = content.read(buffer)) >= 0) {
            all += n;
        }
        return all;
    }

    private static TableRow row(Row row, int columnsMax) {
        List<String> cells = new ArrayList<>();
        // A stray cell far to the right would make an endless row; one too many tells the limit.
        int width = Math.min(row.getCellCount(), columnsMax + 1);
        for (int i = 0; i < width; i++) {
            cells.add(row.getOptionalCell(i).map(Workbooks::text).orElse(""));
        }
        int last = cells.size();
        while (last > 0 && cells.get(last - 1).isEmpty()) {
            last--;
        }
        return new TableRow(row.getRowNum(), cells.subList(0, last));
    }

    private static String text(@Nullable Cell cell) {
        if (cell == null) {
            return "";
        }
        Object value = cell.getValue();
        return switch (value) {
            case null -> "";
            case BigDecimal number when isDate(cell.getDataFormatString()) -> date(cell, number);
            case BigDecimal number -> plain(number);
            case Boolean truth -> truth ? "TRUE" : "FALSE";
            default -> cell.getType() == CellType.ERROR ? "#ERROR" : value.toString().strip();
        };
    }

    /// A spreadsheet keeps 0.1 + 0.2 as a binary fraction; fifteen digits are what it shows.
    private static String plain(BigDecimal number) {
        BigDecimal rounded = number.round(new java.math.MathContext(15));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static boolean isDate(@Nullable String format) {
        if (format == null) {
            return false;
        }
        String bare = format.replaceAll("\\[[^]]*]|\"[^\"]*\"|\\\\.", "").toLowerCase(Locale.ROOT);
        return bare.contains("yy") || (bare.contains("d") && bare.contains("m"));
    }

    private static String date(Cell cell, BigDecimal number) {
        try {
            LocalDateTime moment = cell.asDate();
            return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? moment.toLocalDate().toString()
                    : MINUTE.format(moment);
        } catch (RuntimeException beyond) {
            return plain(number);
        }
    }
}
