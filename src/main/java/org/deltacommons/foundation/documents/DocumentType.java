package org.deltacommons.foundation.documents;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The types of document that are taken, with the endings a name may have.
public enum DocumentType {
    PDF("application/pdf", "pdf"),
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg", "jpeg"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    /// The format of electronic invoices and official papers (GB/T 33190).
    OFD("application/ofd", "ofd"),
    TEXT("text/plain", "txt"),
    CSV("text/csv", "csv");

    private final String mediaType;
    private final List<String> endings;

    DocumentType(String mediaType, String... endings) {
        this.mediaType = mediaType;
        this.endings = List.of(endings);
    }

    public String mediaType() {
        return mediaType;
    }

    /// The usual ending, without its dot.
    public String ending() {
        return endings.getFirst();
    }

    boolean allows(String ending) {
        return endings.contains(ending);
    }

    static DocumentType ofMediaType(String mediaType) {
        return Arrays.stream(values())
                .filter(type -> type.mediaType.equals(mediaType))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no document is " + mediaType));
    }

    /// The ending of a name in lower case, without its dot; empty if it has none.
    static String endingOf(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 1 || dot == name.length() - 1
                ? ""
                : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
