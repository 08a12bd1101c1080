package org.deltacommons.commons.vouchers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.deltacommons.foundation.papers.Sheet;
import org.deltacommons.foundation.papers.Tables;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// A sheet of a batch as a file to keep.
final class SheetDownload {

    private SheetDownload() {}

    /// @param name of the file, without its ending
    /// @param format `xlsx` or `csv`
    static ResponseEntity<byte[]> of(String name, String format, Sheet sheet) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean workbook = format.equals("xlsx");
        if (workbook) {
            Tables.xlsx(bytes, List.of(sheet));
        } else {
            Tables.csv(bytes, sheet);
        }
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s.%s\"".formatted(name, format))
                .contentType(
                        MediaType.parseMediaType(workbook ? Tables.XLSX_TYPE : Tables.CSV_TYPE))
                .body(bytes.toByteArray());
    }
}
