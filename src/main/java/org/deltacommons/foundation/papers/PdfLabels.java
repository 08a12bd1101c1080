package org.deltacommons.foundation.papers;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/// Labels for samples on the common sheet of A4, three by eight labels of 70 × 37 mm without
/// margins: a QR code, a number, two or three lines.
public final class PdfLabels {

    /// Forty sheets; a larger batch is printed in parts.
    private static final int LABELS_MAX = 960;

    private static final int COLUMNS = 3;
    private static final float MM = 72 / 25.4f;
    private static final float HEIGHT = PageSize.A4.getHeight() / 8 - 0.01f;
    private static final Color INK = Color.BLACK;

    private PdfLabels() {}

    /// @param qr what the code says: an address or a number
    /// @param heading in bold beside it, such as the sample's number
    /// @param lines at most three, each cut to one line
    public record Label(String qr, String heading, List<String> lines) {
        public Label {
            lines = List.copyOf(lines);
            if (lines.size() > 3) {
                throw new IllegalArgumentException("a label has three lines at most");
            }
        }
    }

    /// @param labels 1 to 960
    /// @param skip labels of the first sheet that are already used up, 0 to 23
    public static byte[] sheet(List<Label> labels, int skip) {
        if (labels.isEmpty() || labels.size() > LABELS_MAX || skip < 0 || skip > 23) {
            throw new IllegalArgumentException(labels.size() + " labels, " + skip + " used");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Document document = new Document(PageSize.A4, 0, 0, 0, 0);
        PdfWriter writer = PdfWriter.getInstance(document, out);
        document.open();
        PdfPTable sheet = new PdfPTable(COLUMNS);
        sheet.setWidthPercentage(100);
        for (int i = 0; i < skip; i++) {
            sheet.addCell(empty());
        }
        labels.forEach(label -> sheet.addCell(cell(label, writer)));
        for (int i = (skip + labels.size()) % COLUMNS; i > 0 && i < COLUMNS; i++) {
            sheet.addCell(empty());
        }
        document.add(sheet);
        document.close();
        return out.toByteArray();
    }

    private static PdfPCell empty() {
        PdfPCell cell = new PdfPCell();
        cell.setBorder(Rectangle.NO_BORDER);
        cell.setFixedHeight(HEIGHT);
        return cell;
    }

    private static PdfPCell cell(Label label, PdfWriter writer) {
        PdfPTable inside = new PdfPTable(new float[] {26, 38});
        inside.setWidthPercentage(100);
        PdfPCell picture =
                new PdfPCell(
                        PdfLayout.drawn(QrCode.of(label.qr()), writer.getDirectContent(), 26 * MM),
                        false);
        picture.setBorder(Rectangle.NO_BORDER);
        picture.setPadding(0);
        picture.setVerticalAlignment(Element.ALIGN_MIDDLE);
        inside.addCell(picture);
        PdfPCell beside = new PdfPCell();
        beside.setBorder(Rectangle.NO_BORDER);
        beside.setVerticalAlignment(Element.ALIGN_MIDDLE);
        beside.addElement(line(label.heading(), PdfTypeface.bold(8.5f, INK), 27));
        label.lines().forEach(text -> beside.addElement(line(text, PdfTypeface.of(7.5f, INK), 27)));
        inside.addCell(beside);
        PdfPCell cell = empty();
        cell.addElement(inside);
        cell.setPadding(3 * MM);
        cell.setVerticalAlignment(Element.ALIGN_MIDDLE);
        return cell;
    }

    /// @param widthMax in half characters; the rest is cut, because a label does not grow
    private static Paragraph line(String text, Font font, int widthMax) {
        StringBuilder cut = new StringBuilder();
        int width = 0;
        for (int point : PdfTypeface.printable(text).replace('\n', ' ').codePoints().toArray()) {
            width += point < 0x1100 ? 1 : 2;
            if (width > widthMax) {
                cut.append('…');
                break;
            }
            cut.appendCodePoint(point);
        }
        Paragraph line = new Paragraph(PdfLayout.text(cut.toString(), font));
        line.setLeading(font.getSize() * 1.4f);
        return line;
    }
}
