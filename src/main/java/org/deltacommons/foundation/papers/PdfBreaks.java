package org.deltacommons.foundation.papers;

import org.openpdf.text.SplitCharacter;
import org.openpdf.text.pdf.PdfChunk;

/// Where a line may end: between any two Chinese characters, but never before a closing mark or
/// after an opening one (标点避头尾); after spaces and hyphens in Latin text.
final class PdfBreaks implements SplitCharacter {

    static final PdfBreaks CHINESE = new PdfBreaks();

    private static final String NEVER_FIRST = "、。，．：；？！）］｝〉》」』】〕〗〙〛”’…—％‰℃·,.:;?!)]}%°";
    private static final String NEVER_LAST = "（［｛〈《「『【〔〖〘〚“‘([{¥￥$№";

    private PdfBreaks() {}

    /// Whether the line may end behind the character at `current`.
    @Override
    public boolean isSplitCharacter(
            int start, int current, int end, char[] text, PdfChunk[] chunks) {
        char here = text[current];
        if (here == ' ' || here == '\u3000') {
            return true;
        }
        if (current + 1 >= end) {
            return isWide(here) && NEVER_LAST.indexOf(here) < 0;
        }
        char next = text[current + 1];
        if (Character.isHighSurrogate(here)
                || NEVER_FIRST.indexOf(next) >= 0
                || NEVER_LAST.indexOf(here) >= 0) {
            return false;
        }
        return here == '-' && !Character.isDigit(next) || isWide(here) || isWide(next);
    }

    private static boolean isWide(char one) {
        return one >= 0x2E80 && one < 0xD7A0
                || one >= 0xF900 && one < 0xFB00
                || one >= 0xFF00 && one < 0xFF61
                || Character.isSurrogate(one);
    }
}
