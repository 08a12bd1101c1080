package org.deltacommons.foundation.documents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// What a document is, by looking inside.
record Inspection(DocumentType type, Set<Warning> warnings) {

    private static final int ENTRIES_MAX = 20_000;

    /// A document of 20 MB that unpacks to more than this is no document.
    private static final long UNPACKED_MAX = 500L << 20;

    private static final int MANIFEST_MAX = 4 << 20;

    /// @param file whole, at most 20 MB
    /// @param name as given, for the sentence and because its ending must not lie
    static Outcome<Inspection> of(Path file, String name) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String ending = DocumentType.endingOf(name);
        Outcome<Inspection> found;
        try {
            found = look(file, bytes, ending, name);
        } catch (ZipException broken) {
            found = refused(DocumentReason.DAMAGED_INVALID, name);
        }
        return found.then(inspection -> named(inspection, ending, name));
    }

    private static Outcome<Inspection> named(Inspection found, String ending, String name) {
        return ending.isEmpty() || found.type.allows(ending)
                ? Outcome.done(found)
                : Outcome.refused(
                        Refusal.of(DocumentReason.EXTENSION_INVALID, "name", name)
                                .with("found", found.type));
    }

    private static Outcome<Inspection> look(Path file, byte[] bytes, String ending, String name)
            throws IOException {
        if (begins(bytes, "%PDF-")) {
            return Outcome.done(new Inspection(DocumentType.PDF, PdfScan.warnings(bytes)));
        }
        if (begins(bytes, "\u0089PNG\r\n\u001A\n")) {
            return Outcome.done(new Inspection(DocumentType.PNG, Set.of()));
        }
        if (begins(bytes, "\u00FF\u00D8\u00FF")) {
            return Outcome.done(new Inspection(DocumentType.JPEG, Set.of()));
        }
        if (begins(bytes, "PK\u0003\u0004")) {
            return packed(file, name);
        }
        if (!isText(bytes)) {
            return refused(DocumentReason.TYPE_INVALID, name);
        }
        // Nothing inside tells a list from a letter, so a text's name is believed.
        DocumentType type = ending.equals("csv") ? DocumentType.CSV : DocumentType.TEXT;
        return Outcome.done(new Inspection(type, Set.of()));
    }

    private static Outcome<Inspection> packed(Path file, String name) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            long unpacked = 0;
            int count = 0;
            Set<Warning> warnings = new HashSet<>();
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                unpacked += Math.max(0, entry.getSize());
                if (++count > ENTRIES_MAX || unpacked > UNPACKED_MAX) {
                    return refused(DocumentReason.DAMAGED_INVALID, name);
                }
                if (entry.getName().endsWith("vbaProject.bin")) {
                    return refused(DocumentReason.MACRO_INVALID, name);
                }
                if (entry.getName().contains("/embeddings/")) {
                    warnings.add(Warning.EMBEDDED_FILES);
                }
            }
            DocumentType type = packedType(zip);
            return type == null
                    ? refused(DocumentReason.TYPE_INVALID, name)
                    : Outcome.done(new Inspection(type, Set.copyOf(warnings)));
        }
    }

    private static @Nullable DocumentType packedType(ZipFile zip) throws IOException {
        if (zip.getEntry("OFD.xml") != null) {
            return DocumentType.OFD;
        }
        ZipEntry manifest = zip.getEntry("[Content_Types].xml");
        if (manifest == null) {
            return null;
        }
        String types;
        try (InputStream in = zip.getInputStream(manifest)) {
            types = new String(in.readNBytes(MANIFEST_MAX), StandardCharsets.UTF_8);
        }
        if (zip.getEntry("xl/workbook.xml") != null && types.contains("spreadsheetml.sheet.main")) {
            return DocumentType.XLSX;
        }
        if (types.contains("wordprocessingml.document.main")) {
            return DocumentType.DOCX;
        }
        return types.contains("presentationml.presentation.main") ? DocumentType.PPTX : null;
    }

    /// UTF-8 or GB18030, without control characters.
    private static boolean isText(byte[] bytes) {
        for (byte one : bytes) {
            if (one >= 0 && one < ' ' && one != '\n' && one != '\r' && one != '\t' && one != '\f') {
                return false;
            }
        }
        return decodes(bytes, StandardCharsets.UTF_8) || decodes(bytes, Charset.forName("GB18030"));
    }

    private static boolean decodes(byte[] bytes, Charset charset) {
        try {
            charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private static boolean begins(byte[] bytes, String magic) {
        byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= wanted.length
                && java.util.Arrays.equals(bytes, 0, wanted.length, wanted, 0, wanted.length);
    }

    private static Outcome<Inspection> refused(DocumentReason reason, String name) {
        return Outcome.refused(Refusal.of(reason, "name", name));
    }
}
