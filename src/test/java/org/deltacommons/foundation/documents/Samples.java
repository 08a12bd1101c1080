package org.deltacommons.foundation.documents;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.deltacommons.foundation.web.Upload;
import org.dhatim.fastexcel.Workbook;

/// Files such as people send, real and treacherous.
final class Samples {

    private Samples() {}

    static Upload upload(String name, byte[] bytes) {
        return new Upload(
                name,
                "application/octet-stream",
                bytes.length,
                () -> new ByteArrayInputStream(bytes));
    }

    static byte[] pdf() {
        return pdf(false, false);
    }

    static byte[] scriptedPdf() {
        return pdf(true, false);
    }

    static byte[] lockedPdf() {
        return pdf(false, true);
    }

    /// PDFBox packs objects into streams, so that the script is not to be seen in the plain bytes.
    private static byte[] pdf(boolean scripted, boolean locked) {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.addPage(new PDPage());
            if (scripted) {
                document.getDocumentCatalog()
                        .setOpenAction(new PDActionJavaScript("app.alert('hello')"));
            }
            if (locked) {
                document.protect(
                        new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            }
            document.save(out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static byte[] xlsx() {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            try (Workbook book = new Workbook(out, "test", "1.0")) {
                book.newWorksheet("示例").value(0, 0, "示例");
            }
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static byte[] docx() {
        return zip(
                Map.of(
                        "[Content_Types].xml",
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                        "word/document.xml",
                        "<w:document/>"));
    }

    static byte[] ofd() {
        return zip(Map.of("OFD.xml", "<ofd:OFD/>", "Doc_0/Document.xml", "<ofd:Document/>"));
    }

    static byte[] macros() {
        return zip(
                Map.of(
                        "[Content_Types].xml",
                        "spreadsheetml.sheet.main+xml",
                        "xl/workbook.xml",
                        "<workbook/>",
                        "xl/vbaProject.bin",
                        "x"));
    }

    static byte[] zip(Map<String, String> entries) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (String name : List.copyOf(entries.keySet())) {
                    zip.putNextEntry(new ZipEntry(name));
                    zip.write(entries.get(name).getBytes(StandardCharsets.UTF_8));
                }
            }
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static byte[] png() {
        return bytes(0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13);
    }

    static byte[] jpeg() {
        return bytes(0xFF, 0xD8, 0xFF, 0xE0, 0, 16);
    }
}
