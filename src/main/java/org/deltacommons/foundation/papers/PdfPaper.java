package org.deltacommons.foundation.papers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/// One official paper, laid out from the top: `PdfPaper.titled(words, "paper.grant").number(…)
/// .issuedBy(…).entries(…).table(…).seals(…).checkedAt(…).bytes()`.
///
/// Titles and labels are message keys, values are raw and shown by [Words#show]; the language is
/// that of the words. A paper is a value: each call gives a longer one.
public final class PdfPaper {

    /// A hundred pages or so; a longer list is an export.
    private static final int ROWS_MAX = 5_000;

    /// One line of a block of entries.
    ///
    /// @param label a message key
    /// @param value shown by [Words#show]; an amount also in words where papers do so
    public record Entry(String label, @Nullable Object value) {}

    /// A piece of the paper.
    sealed interface Block {
        record Heading(String text) implements Block {}

        record Paragraph(String text) implements Block {}

        record Entries(List<Shown> lines) implements Block {}

        record Rows(List<Head> heads, List<List<Figure>> rows, @Nullable List<Figure> total)
                implements Block {}

        record Seals(List<String> places) implements Block {}
    }

    record Shown(String label, String value) {}

    record Head(String label, int width, boolean amount) {}

    record Figure(String text, boolean right) {}

    private final Words words;
    private final String title;
    private final String number;
    private final String issuer;
    private final List<Block> blocks;
    private final @Nullable String code;
    private final @Nullable String address;

    private PdfPaper(
            Words words,
            String title,
            String number,
            String issuer,
            List<Block> blocks,
            @Nullable String code,
            @Nullable String address) {
        this.words = words;
        this.title = title;
        this.number = number;
        this.issuer = issuer;
        this.blocks = List.copyOf(blocks);
        this.code = code;
        this.address = address;
    }

    /// @param words in the language of whoever receives it: `words.in(locale)`
    /// @param title a message key
    public static PdfPaper titled(Words words, String title) {
        return new PdfPaper(words, words.say(title), "", "", List.of(), null, null);
    }

    /// @param identity the paper's or its case's number
    public PdfPaper number(Object identity) {
        return new PdfPaper(words, title, words.show(identity), issuer, blocks, code, address);
    }

    /// @param body the issuing office, by its full name
    public PdfPaper issuedBy(String body) {
        return new PdfPaper(words, title, number, body, blocks, code, address);
    }

    /// @param text a message key
    public PdfPaper heading(String text) {
        return with(new Block.Heading(words.say(text)));
    }

    public PdfPaper paragraph(Phrase phrase) {
        return with(new Block.Paragraph(words.say(phrase)));
    }

    /// A text that somebody wrote, such as the reason of a decision.
    public PdfPaper quote(String text) {
        return with(new Block.Paragraph(text));
    }

    public PdfPaper entries(Entry... lines) {
        return entries(List.of(lines));
    }

    public PdfPaper entries(List<Entry> lines) {
        return with(
                new Block.Entries(
                        lines.stream()
                                .map(line -> new Shown(words.say(line.label()), told(line.value())))
                                .toList()));
    }

    /// @throws IllegalArgumentException if it has more than 5 000 rows
    public PdfPaper table(PdfTable table) {
        if (table.rows().size() > ROWS_MAX) {
            throw new IllegalArgumentException("a paper of " + table.rows().size() + " rows");
        }
        List<Head> heads =
                table.columns().stream()
                        .map(column ->
                                new Head(
                                        words.say(column.label()), column.width(), column.amount()))
                        .toList();
        List<Object> last = table.total();
        return with(
                new Block.Rows(
                        heads,
                        table.rows().stream().map(row -> figures(table, row)).toList(),
                        last == null ? null : figures(table, last)));
    }

    /// Places for seals and signatures, side by side, at most three.
    ///
    /// @param places message keys: who seals or signs
    public PdfPaper seals(String... places) {
        if (places.length == 0 || places.length > 3) {
            throw new IllegalArgumentException(places.length + " places for seals");
        }
        return with(new Block.Seals(List.of(places).stream().map(words::say).toList()));
    }

    /// Prints the check code and its QR code. Comes last: the address carries the digest of what
    /// stands on the paper.
    public PdfPaper checkedAt(CheckCodes codes, String checkCode) {
        return new PdfPaper(
                words,
                title,
                number,
                issuer,
                blocks,
                checkCode,
                // Whoever scans it reads on in the language of the paper.
                codes.address(checkCode, digest()) + (words.english() ? "&lang=en" : ""));
    }

    /// SHA-256, in hexadecimal, of everything the paper states; the day of printing, the page
    /// numbers and the code are not part of it. Whoever can build the same paper again can tell
    /// whether a printed one still says the truth.
    public String digest() {
        StringBuilder all = new StringBuilder(title + "\0" + number + "\0" + issuer);
        blocks.forEach(block -> all.append('\0').append(block));
        return Sha256.hex(all.toString());
    }

    /// The paper as PDF with its typeface inside.
    ///
    /// @param printed the day that stands in the footer
    public byte[] bytes(Instant printed) {
        return new PdfLayout(this, words, printed).bytes();
    }

    String title() {
        return title;
    }

    String number() {
        return number;
    }

    String issuer() {
        return issuer;
    }

    List<Block> blocks() {
        return blocks;
    }

    @Nullable String code() {
        return code;
    }

    /// Where the QR code leads.
    public @Nullable String address() {
        return address;
    }

    private PdfPaper with(Block block) {
        List<Block> more = new ArrayList<>(blocks);
        more.add(block);
        return new PdfPaper(words, title, number, issuer, more, code, address);
    }

    private String told(@Nullable Object value) {
        if (value instanceof Money amount) {
            String figures = "¥ " + words.show(amount);
            return words.english() || amount.isNegative()
                    ? figures
                    : words.say(
                            "papers.in-words",
                            java.util.Map.of("amount", figures, "words", AmountInWords.of(amount)));
        }
        return words.show(value);
    }

    private List<Figure> figures(PdfTable table, List<? extends @Nullable Object> row) {
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            Object value = row.get(i);
            String text = "".equals(value) ? "" : words.show(value);
            figures.add(
                    new Figure(text, table.columns().get(i).amount() || PdfTable.isFigure(value)));
        }
        return figures;
    }
}
