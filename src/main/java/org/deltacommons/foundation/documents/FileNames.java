package org.deltacommons.foundation.documents;

import java.text.Normalizer;

/// Names of files as other people's machines send them.
final class FileNames {

    private static final int LENGTH_MAX = 120;
    private static final String NAMELESS = "document";

    private FileNames() {}

    /// Without folders, without what cannot be seen (control characters, marks that turn the
    /// direction of writing and so hide an ending), at most 120 characters, the ending kept.
    static String clean(String given) {
        String name = Normalizer.normalize(given, Normalizer.Form.NFC);
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        name = name.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\"*:<>?|]", "").strip();
        name = name.replaceAll("^\\.+|[. ]+$", "");
        if (name.isEmpty()) {
            return NAMELESS;
        }
        int length = name.codePointCount(0, name.length());
        if (length <= LENGTH_MAX) {
            return name;
        }
        String ending = DocumentType.endingOf(name);
        String kept = ending.isEmpty() || ending.length() > 10 ? "" : "." + ending;
        return name.substring(0, name.offsetByCodePoints(0, LENGTH_MAX - kept.length())) + kept;
    }

    /// With the usual ending if it has none.
    static String ending(String name, DocumentType type) {
        return DocumentType.endingOf(name).isEmpty() ? name + "." + type.ending() : name;
    }
}
