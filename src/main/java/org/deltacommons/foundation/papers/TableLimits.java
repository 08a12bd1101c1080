package org.deltacommons.foundation.papers;

/// How much of a file is read at most.
///
/// @param bytesMax of the file itself
/// @param rowsMax rows, the header included; blank ones do not count
/// @param columnsMax cells of a row
/// @param cellLengthMax characters of a cell
public record TableLimits(long bytesMax, int rowsMax, int columnsMax, int cellLengthMax) {

    /// 20 MB, 20 000 rows, 200 columns, 8 000 characters a cell.
    public static final TableLimits USUAL = new TableLimits(20L << 20, 20_001, 200, 8_000);

    /// What the parts of a workbook may unpack to: a table of text shrinks to a tenth, hardly more.
    long unpackedMax() {
        return Math.min(bytesMax * 20, 256L << 20);
    }
}
