package org.deltacommons.foundation.papers;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.deltacommons.kernel.Refusal;

/// Reads `.csv`: UTF-8, UTF-16 with a mark, or GB18030 as older Chinese programs save it; commas,
/// semicolons or tabs.
final class SeparatedText {

    private static final int SNIFFED_BYTES = 8_192;

    private SeparatedText() {}

    /// Text holds no NUL (unless UTF-16 says so) and no control character but white space.
    static boolean looksLikeText(byte[] bytes) {
        if (isUtf16(bytes)) {
            return true;
        }
        for (int i = 0; i < Math.min(bytes.length, SNIFFED_BYTES); i++) {
            int b = bytes[i] & 0xFF;
            if (b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
                return false;
            }
        }
        return !new String(bytes, 0, Math.min(bytes.length, 5), StandardCharsets.ISO_8859_1)
                .startsWith("%PDF");
    }

    private static boolean isUtf16(byte[] bytes) {
        return bytes.length >= 2
                && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
                        || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF));
    }

    static void read(byte[] bytes, Consumer<TableRow> rows) throws IOException {
        String text = decode(bytes);
        CSVFormat format =
                CSVFormat.RFC4180
                        .builder()
                        .setDelimiter(separator(text))
                        .setIgnoreEmptyLines(false)
                        .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            int number = 0;
            for (CSVRecord line : parser) {
                number++;
                List<String> cells = new ArrayList<>();
                line.forEach(cell -> cells.add(unguarded(cell.strip())));
                rows.accept(new TableRow(number, cells));
            }
        }
    }

    /// The inverse of what [Sheet] does to texts that would be formulas.
    private static String unguarded(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && Sheet.isFormula(cell.substring(1))
                ? cell.substring(1)
                : cell;
    }

    static String decode(byte[] bytes) {
        if (isUtf16(bytes)) {
            return strict(bytes, StandardCharsets.UTF_16);
        }
        try {
            String text = decoded(bytes, StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            return strict(bytes, Charset.forName("GB18030"));
        }
    }

    private static String strict(byte[] bytes, Charset charset) {
        try {
            return decoded(bytes, charset);
        } catch (CharacterCodingException wrong) {
            throw new TableFile.Stopped(Refusal.of(PapersReason.ENCODING_UNKNOWN));
        }
    }

    private static String decoded(byte[] bytes, Charset charset) throws CharacterCodingException {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /// The one that the first line holds most of, outside quotes.
    private static char separator(String text) {
        int[] counts = new int[3];
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '\n' || c == '\r')) {
                break;
            } else if (!quoted && ",;\t".indexOf(c) >= 0) {
                counts[",;\t".indexOf(c)]++;
            }
        }
        int best = counts[1] > counts[0] ? 1 : 0;
        return ",;\t".charAt(counts[2] > counts[best] ? 2 : best);
    }
}
