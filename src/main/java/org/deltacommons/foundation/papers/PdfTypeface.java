package org.deltacommons.foundation.papers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.openpdf.text.Font;
import org.openpdf.text.pdf.BaseFont;

/// Noto Sans SC, the one typeface of all papers. Only the glyphs that a paper uses are embedded in
/// it, so that a page of Chinese is some 30 kB.
final class PdfTypeface {

    /// 〓 stands where a character has no glyph: the mark that Chinese compositors use for it.
    static final int SUBSTITUTE = 0x3013;

    private static final String FILE = "NotoSansSC-Regular.ttf";

    private PdfTypeface() {}

    /// 10 MB are read once, when the first paper is printed.
    private static final class Loaded {
        static final BaseFont REGULAR = load();
    }

    private static BaseFont load() {
        try (InputStream in =
                Objects.requireNonNull(
                        PdfTypeface.class.getResourceAsStream("/fonts/" + FILE), FILE)) {
            BaseFont font =
                    BaseFont.createFont(
                            FILE, BaseFont.IDENTITY_H, true, false, in.readAllBytes(), null);
            font.setSubset(true);
            return font;
        } catch (IOException broken) {
            throw new UncheckedIOException("the typeface of the papers cannot be read", broken);
        }
    }

    static BaseFont regular() {
        return Loaded.REGULAR;
    }

    static Font of(float points, java.awt.Color ink) {
        return new Font(Loaded.REGULAR, points, Font.NORMAL, ink);
    }

    /// Stroked besides being filled: a second file of 10 MB for headings alone is not worth it.
    static Font bold(float points, java.awt.Color ink) {
        return new Font(Loaded.REGULAR, points, Font.BOLD, ink);
    }

    /// The text as it can be printed: control characters gone, what has no glyph replaced.
    static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(point -> {
                    if (point == '\n') {
                        out.append('\n');
                    } else if (point == '\t' || Character.isSpaceChar(point)) {
                        out.append(point == 0x3000 ? '\u3000' : ' ');
                    } else if (isInvisible(point)) {
                        // Nothing to see, nothing to print; and no overriding of the direction
                        // either.
                    } else if (Loaded.REGULAR.charExists(point)) {
                        out.appendCodePoint(point);
                    } else {
                        out.appendCodePoint(SUBSTITUTE);
                    }
                });
        return out.toString();
    }

    private static boolean isInvisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED ->
                    true;
            // Variation selectors choose between pictures of one character.
            case Character.NON_SPACING_MARK -> point >= 0xFE00 && point <= 0xFE0F;
            default -> point >= 0xE0100 && point <= 0xE01EF;
        };
    }
}
