package org.deltacommons.foundation.papers;

import org.deltacommons.kernel.Reason;

/// Why a file is not read.
public enum PapersReason implements Reason {
    /// More bytes than the limit; values `limit` in MB.
    TOO_LARGE,
    /// The name says one format, the bytes another; values `name`, `found`.
    LYING_EXTENSION,
    /// Neither `.xlsx` nor `.csv`; values `name`.
    NOT_A_TABLE,
    /// A workbook of Excel 97, `.xls`.
    OLD_WORKBOOK,
    /// It unpacks to far more than a table holds.
    BOMB,
    /// It is damaged or protected by a password.
    UNREADABLE,
    /// Neither UTF-8 nor GB18030.
    ENCODING_UNKNOWN,
    /// No row at all.
    EMPTY,
    /// More rows than the limit; values `limit`.
    TOO_MANY_ROWS,
    /// A row is wider or a cell longer than the limit; values `row`.
    ROW_TOO_BIG;

    @Override
    public String module() {
        return "papers";
    }
}
