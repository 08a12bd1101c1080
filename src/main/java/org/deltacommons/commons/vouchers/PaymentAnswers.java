package org.deltacommons.commons.vouchers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltacommons.foundation.papers.TableFile;
import org.deltacommons.foundation.papers.TableLimits;
import org.deltacommons.foundation.papers.TableRow;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;

/// The payment file as it comes back from the treasury, its last columns filled in: the answers as
/// [Redemptions.Results] has them, each in the line of its row, so that a refusal names the row.
record PaymentAnswers(Words words) {

    private static final TableLimits LIMITS = new TableLimits(5L << 20, 5_001, 50, 500);

    /// As office programs of Chinese machines write a day, beside `2026-03-05`.
    private static final Pattern DAY =
            Pattern.compile("(\\d{4})(?:[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?|(\\d{2})(\\d{2}))");

    /// Columns of the file.
    private record Columns(int number, int result, int day, int reason) {

        boolean areThere() {
            return number >= 0 && result >= 0 && day >= 0;
        }
    }

    /// What stands above the columns of the file, in the reader's language.
    static List<String> header(Words words) {
        return Arrays.asList(words.say("redemption.file.header").split(","));
    }

    /// What stands above those that the treasury fills in.
    static List<String> answers(Words words) {
        return Arrays.asList(words.say("redemption.file.answers").split(","));
    }

    /// Rows without a result are left out: they are not answered yet.
    Outcome<String> read(TableFile file) {
        List<TableRow> rows = new ArrayList<>();
        return file.read(LIMITS, rows::add).then(_ -> read(rows));
    }

    private Outcome<String> read(List<TableRow> rows) {
        TableRow head = rows.getFirst();
        Columns columns = columns(head);
        StringBuilder lines = new StringBuilder();
        int at = 1;
        boolean answered = false;
        for (TableRow row : rows.subList(1, rows.size())) {
            if (columns.areThere() && !row.cell(columns.result()).isEmpty()) {
                lines.repeat("\n", row.number() - at).append(line(row, columns));
                at = row.number();
                answered = true;
            }
        }
        return answered
                ? Outcome.done(lines.toString())
                : Outcome.refused(
                        Refusal.of(
                                VoucherReason.RESULT_FILE_INVALID,
                                "columns",
                                header(words).getFirst()
                                        + words.say("web.comma")
                                        + String.join(words.say("web.comma"), answers(words))));
    }

    private Columns columns(TableRow head) {
        List<String> found =
                head.cells().stream().map(cell -> cell.toLowerCase(Locale.ROOT)).toList();
        int number = -1;
        int[] answers = {-1, -1, -1};
        for (Locale language : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            Words said = words.in(language);
            number = Math.max(number, found.indexOf(lower(header(said).getFirst())));
            for (int i = 0; i < answers.length; i++) {
                answers[i] = Math.max(answers[i], found.indexOf(lower(answers(said).get(i))));
            }
        }
        return new Columns(number, answers[0], answers[1], answers[2]);
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static String line(TableRow row, Columns columns) {
        String reason = columns.reason() < 0 ? "" : row.cell(columns.reason());
        return String.join(
                ",",
                row.cell(columns.number()),
                row.cell(columns.result()),
                day(row.cell(columns.day())),
                reason.replaceAll("\\s+", " "));
    }

    private static String day(String cell) {
        Matcher day = DAY.matcher(cell);
        if (!day.matches()) {
            return cell;
        }
        boolean apart = day.group(2) != null;
        return "%s-%02d-%02d"
                .formatted(
                        day.group(1),
                        Integer.parseInt(day.group(apart ? 2 : 4)),
                        Integer.parseInt(day.group(apart ? 3 : 5)));
    }
}
