package org.deltacommons.foundation.ledger.journal;

import java.util.ArrayList;
import java.util.List;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import tools.jackson.databind.JsonNode;

/// Reads what a machine asks to be posted. By hand and not through a form: this is read thousands
/// of times a second.
final class PostingJson {

    /// As many digits as the largest amount has, see [Money].
    private static final int DIGITS_MAX = 16;

    private PostingJson() {}

    static Outcome<Posting> read(JsonNode body) {
        String summary = body.path("summary").asString("").strip();
        if (!isText(summary)) {
            return Outcome.refused(
                    Refusal.of(JournalReason.SUMMARY_INVALID, "max", Posting.SUMMARY_LENGTH_MAX));
        }
        JsonNode several = body.get("lines");
        if (several == null) {
            return line(body).map(line -> new Posting(summary, List.of(line)));
        }
        if (!several.isArray() || several.isEmpty() || several.size() > Posting.LINES_MAX) {
            return Outcome.refused(
                    Refusal.of(JournalReason.LINES_INVALID, "max", Posting.LINES_MAX));
        }
        List<Posting.Line> lines = new ArrayList<>(several.size());
        for (JsonNode each : several) {
            switch (line(each)) {
                case Outcome.Done<Posting.Line>(Posting.Line line) -> lines.add(line);
                case Outcome.Refused<Posting.Line>(Refusal why) -> {
                    return Outcome.refused(why);
                }
            }
        }
        return Outcome.done(new Posting(summary, lines));
    }

    private static Outcome<Posting.Line> line(JsonNode node) {
        long fen = fen(node.path("amount"));
        if (fen <= 0) {
            return Outcome.refused(JournalReason.AMOUNT_INVALID);
        }
        try {
            return Outcome.done(
                    new Posting.Line(
                            node.path("debit").asString(""),
                            node.path("credit").asString(""),
                            new Money(fen)));
        } catch (ArithmeticException _) {
            return Outcome.refused(JournalReason.AMOUNT_INVALID);
        }
    }

    /// A number, or digits in a string for those whose numbers are doubles; 0 if it is neither.
    private static long fen(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.asLong();
        }
        String digits = node.isString() ? node.asString() : "";
        boolean plain =
                !digits.isEmpty()
                        && digits.length() <= DIGITS_MAX
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return plain ? Long.parseLong(digits) : 0;
    }

    /// Neither empty nor too long, and nothing in it that no keyboard makes: a NUL is no text to
    /// the database, half a surrogate pair to nobody.
    static boolean isText(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); length++) {
            int point = text.codePointAt(i);
            if (Character.isISOControl(point)
                    || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                return false;
            }
            i += Character.charCount(point);
        }
        return length > 0 && length <= Posting.SUMMARY_LENGTH_MAX;
    }
}
