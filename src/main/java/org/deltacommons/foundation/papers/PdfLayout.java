package org.deltacommons.foundation.papers;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deltacommons.foundation.papers.PdfPaper.Block;
import org.deltacommons.foundation.papers.PdfPaper.Figure;
import org.deltacommons.foundation.web.Words;
import org.openpdf.text.Chunk;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.Image;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfDate;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/// Puts a paper on A4: head, blocks, check code, footer. Laid out twice, because the footer of the
/// first page names the number of the last. All lengths in points (1/72 inch).
final class PdfLayout {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final float SIDE = 56;
    private static final float TOP = 54;
    private static final float BOTTOM = 62;
    private static final float BODY = 10;
    private static final Color INK = new Color(0x1A, 0x1A, 0x1A);
    private static final Color SOFT = new Color(0x59, 0x5F, 0x69);
    private static final Color RULE = new Color(0xC4, 0xC9, 0xD1);
    private static final Color PANEL = new Color(0xF3, 0xF5, 0xF8);
    private static final Color RIVER = new Color(0x1B, 0x4F, 0x8A);

    private final PdfPaper paper;
    private final Words words;
    private final Instant printed;

    PdfLayout(PdfPaper paper, Words words, Instant printed) {
        this.paper = paper;
        this.words = words;
        this.printed = printed;
    }

    byte[] bytes() {
        Footer counting = new Footer(0);
        render(counting);
        return render(new Footer(counting.pages));
    }

    private byte[] render(Footer footer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Document document = new Document(PageSize.A4, SIDE, SIDE, TOP, BOTTOM);
        PdfWriter writer = PdfWriter.getInstance(document, out);
        writer.setCompressionLevel(9);
        writer.setPageEvent(footer);
        PdfDate moment = new PdfDate(GregorianCalendar.from(printed.atZone(SHANGHAI)));
        document.addTitle(paper.title());
        document.addAuthor(paper.issuer());
        document.addSubject(paper.number());
        document.setDocumentLanguage(words.english() ? "en" : "zh-CN");
        document.open();
        writer.getInfo().put(PdfName.CREATIONDATE, moment);
        writer.getInfo().put(PdfName.MODDATE, moment);
        writer.getInfo().put(PdfName.PRODUCER, new PdfString("Delta Commons"));
        head(document);
        for (Block block : paper.blocks()) {
            switch (block) {
                case Block.Heading(String text) -> document.add(heading(text));
                case Block.Paragraph(String text) -> document.add(paragraph(text));
                case Block.Entries entries -> document.add(entries(entries));
                case Block.Rows rows -> document.add(rows(rows));
                case Block.Seals seals -> document.add(seals(seals));
            }
        }
        if (paper.address() != null) {
            document.add(check(writer.getDirectContent()));
        }
        document.close();
        return out.toByteArray();
    }

    private void head(Document document) {
        PdfPTable line = table(1, 1);
        line.addCell(plain(text(paper.issuer(), PdfTypeface.of(BODY, SOFT)), Element.ALIGN_LEFT));
        String number =
                paper.number().isEmpty()
                        ? ""
                        : words.say("papers.number", Map.of("number", paper.number()));
        line.addCell(plain(text(number, PdfTypeface.of(BODY, SOFT)), Element.ALIGN_RIGHT));
        document.add(line);
        Paragraph title = new Paragraph(text(paper.title(), PdfTypeface.bold(20, INK)));
        title.setAlignment(Element.ALIGN_CENTER);
        title.setLeading(28);
        title.setSpacingBefore(14);
        title.setSpacingAfter(10);
        document.add(title);
        PdfPTable rule = table(1);
        PdfPCell bar = new PdfPCell();
        bar.setFixedHeight(4);
        bar.setBorder(Rectangle.TOP);
        bar.setBorderWidthTop(1.4f);
        bar.setBorderColor(RIVER);
        rule.addCell(bar);
        document.add(rule);
    }

    private static Paragraph heading(String text) {
        Paragraph heading = new Paragraph(text(text, PdfTypeface.bold(11.5f, INK)));
        heading.setLeading(18);
        heading.setSpacingBefore(10);
        heading.setKeepTogether(true);
        return heading;
    }

    private static Paragraph paragraph(String text) {
        Paragraph paragraph = new Paragraph(text(text, PdfTypeface.of(BODY, INK)));
        paragraph.setLeading(17);
        paragraph.setSpacingBefore(5);
        return paragraph;
    }

    private static PdfPTable entries(Block.Entries entries) {
        PdfPTable table = table(26, 74);
        table.setSpacingBefore(8);
        for (PdfPaper.Shown line : entries.lines()) {
            PdfPCell label =
                    ruled(text(line.label(), PdfTypeface.of(BODY, SOFT)), Element.ALIGN_LEFT);
            label.setBackgroundColor(PANEL);
            table.addCell(label);
            table.addCell(ruled(text(line.value(), PdfTypeface.of(BODY, INK)), Element.ALIGN_LEFT));
        }
        return table;
    }

    private static PdfPTable rows(Block.Rows rows) {
        float[] widths = new float[rows.heads().size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = rows.heads().get(i).width();
        }
        PdfPTable table = table(widths);
        table.setSpacingBefore(8);
        table.setHeaderRows(1);
        table.setSplitLate(false);
        float size = widths.length > 6 ? 8 : 9;
        for (PdfPaper.Head head : rows.heads()) {
            PdfPCell cell =
                    ruled(text(head.label(), PdfTypeface.bold(size, INK)), side(head.amount()));
            cell.setBackgroundColor(PANEL);
            table.addCell(cell);
        }
        rows.rows().forEach(row -> row(table, row, PdfTypeface.of(size, INK)));
        List<Figure> total = rows.total();
        if (total != null) {
            row(table, total, PdfTypeface.bold(size, INK));
        }
        return table;
    }

    private static void row(PdfPTable table, List<Figure> figures, Font font) {
        figures.forEach(
                figure -> table.addCell(ruled(text(figure.text(), font), side(figure.right()))));
    }

    private static int side(boolean right) {
        return right ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT;
    }

    private PdfPTable seals(Block.Seals seals) {
        float[] widths = new float[seals.places().size()];
        java.util.Arrays.fill(widths, 1);
        PdfPTable table = table(widths);
        table.setSpacingBefore(18);
        table.setKeepTogether(true);
        for (String place : seals.places()) {
            Paragraph day =
                    new Paragraph(text(words.say("papers.seal-day"), PdfTypeface.of(BODY, SOFT)));
            day.setSpacingBefore(52);
            PdfPCell box = new PdfPCell();
            box.setBorder(Rectangle.NO_BORDER);
            box.setMinimumHeight(96);
            box.addElement(new Paragraph(text(place, PdfTypeface.of(BODY, INK))));
            box.addElement(day);
            table.addCell(box);
        }
        return table;
    }

    /// The QR code, and beside it what to do with it for those without a telephone at hand.
    private PdfPTable check(PdfContentByte canvas) {
        String address = Objects.requireNonNull(paper.address());
        PdfPTable table = table(22, 78);
        table.setSpacingBefore(16);
        table.setKeepTogether(true);
        PdfPCell picture = new PdfPCell(drawn(QrCode.of(address), canvas, 92), false);
        picture.setBorder(Rectangle.NO_BORDER);
        picture.setPadding(0);
        table.addCell(picture);
        PdfPCell beside = new PdfPCell();
        beside.setBorder(Rectangle.NO_BORDER);
        beside.setVerticalAlignment(Element.ALIGN_MIDDLE);
        beside.addElement(
                spaced(
                        words.say(
                                "papers.check-code", "code", Objects.requireNonNull(paper.code())),
                        PdfTypeface.bold(11, INK)));
        beside.addElement(spaced(words.say("papers.check-how"), PdfTypeface.of(9, SOFT)));
        beside.addElement(spaced(address, PdfTypeface.of(8, SOFT)));
        table.addCell(beside);
        return table;
    }

    private static Paragraph spaced(String text, Font font) {
        Paragraph paragraph = new Paragraph(text(text, font));
        paragraph.setLeading(font.getSize() * 1.6f);
        return paragraph;
    }

    /// A QR code as rectangles: sharp at any size, and a kilobyte.
    static Image drawn(QrCode code, PdfContentByte canvas, float side) {
        PdfTemplate picture = canvas.createTemplate(side, side);
        float module = side / code.size();
        picture.setColorFill(Color.BLACK);
        for (int y = 0; y < code.size(); y++) {
            for (int x = 0; x < code.size(); x++) {
                int from = x;
                while (x < code.size() && code.isDark(x, y)) {
                    x++;
                }
                if (x > from) {
                    picture.rectangle(
                            from * module, side - (y + 1) * module, (x - from) * module, module);
                }
            }
        }
        picture.fill();
        return Image.getInstance(picture);
    }

    private static PdfPTable table(float... widths) {
        PdfPTable table = new PdfPTable(widths);
        table.setWidthPercentage(100);
        return table;
    }

    private static PdfPCell plain(Phrase phrase, int side) {
        PdfPCell cell = new PdfPCell(phrase);
        cell.setBorder(Rectangle.NO_BORDER);
        cell.setPadding(0);
        cell.setLeading(0, 1.5f);
        cell.setHorizontalAlignment(side);
        return cell;
    }

    private static PdfPCell ruled(Phrase phrase, int side) {
        PdfPCell cell = new PdfPCell(phrase);
        cell.setBorderColor(RULE);
        cell.setBorderWidth(0.6f);
        cell.setPadding(5);
        cell.setPaddingTop(3);
        cell.setLeading(0, 1.45f);
        cell.setHorizontalAlignment(side);
        cell.setVerticalAlignment(Element.ALIGN_MIDDLE);
        return cell;
    }

    static Phrase text(String text, Font font) {
        Chunk chunk = new Chunk(PdfTypeface.printable(text), font);
        chunk.setSplitCharacter(PdfBreaks.CHINESE);
        return new Phrase(chunk);
    }

    /// Stands on every page: the day of printing, the page, the check code.
    private final class Footer extends PdfPageEventHelper {

        private final int total;
        private int pages;

        Footer(int total) {
            this.total = total;
        }

        @Override
        public void onEndPage(PdfWriter writer, Document document) {
            pages = writer.getPageNumber();
            Font font = PdfTypeface.of(8, SOFT);
            float base = BOTTOM - 26;
            PdfContentByte canvas = writer.getDirectContent();
            canvas.setColorStroke(RULE);
            canvas.setLineWidth(0.6f);
            canvas.moveTo(document.left(), base + 13);
            canvas.lineTo(document.right(), base + 13);
            canvas.stroke();
            LocalDate day = LocalDate.ofInstant(printed, SHANGHAI);
            put(
                    canvas,
                    Element.ALIGN_LEFT,
                    words.say("papers.printed", "day", day),
                    document.left(),
                    base,
                    font);
            put(
                    canvas,
                    Element.ALIGN_CENTER,
                    words.say("papers.page", Map.of("page", pages, "pages", total)),
                    (document.left() + document.right()) / 2,
                    base,
                    font);
            String code = paper.code();
            String right = code == null ? shortened(paper.number()) : code;
            put(canvas, Element.ALIGN_RIGHT, right, document.right(), base, font);
        }

        /// A footer does not grow: the whole number stands in the head.
        private static String shortened(String number) {
            return number.codePointCount(0, number.length()) <= 30
                    ? number
                    : number.substring(0, number.offsetByCodePoints(0, 29)) + "…";
        }

        private static void put(
                PdfContentByte canvas, int side, String text, float x, float y, Font font) {
            ColumnText.showTextAligned(canvas, side, text(text, font), x, y, 0);
        }
    }
}
