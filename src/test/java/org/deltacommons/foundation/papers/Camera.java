package org.deltacommons.foundation.papers;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;

/// What somebody's telephone reads from a printed code.
public final class Camera {

    private Camera() {}

    /// From the last page of a paper, where its code is.
    public static String seen(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return seen(document, document.getNumberOfPages() - 1, 0, 0, 1, 1);
        }
    }

    /// From a part of the first page, given in shares of its size.
    public static String seen(byte[] pdf, double x, double y, double width, double height)
            throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return seen(document, 0, x, y, width, height);
        }
    }

    /// Like a camera it looks several times, from nearer and farther.
    private static String seen(
            PDDocument document, int at, double x, double y, double width, double height)
            throws Exception {
        for (int dpi : new int[] {200, 150, 120, 100}) {
            BufferedImage page = new PDFRenderer(document).renderImageWithDPI(at, dpi);
            BufferedImage part =
                    page.getSubimage(
                            (int) (x * page.getWidth()),
                            (int) (y * page.getHeight()),
                            (int) (width * page.getWidth()),
                            (int) (height * page.getHeight()));
            try {
                return read(part);
            } catch (NotFoundException _) {
                // Once more from another distance.
            }
        }
        return "nothing";
    }

    static String decoded(byte[] png) throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        return read(image);
    }

    private static String read(BufferedImage image) throws Exception {
        return new MultiFormatReader()
                .decode(
                        bitmap(image),
                        Map.of(
                                DecodeHintType.TRY_HARDER,
                                true,
                                DecodeHintType.POSSIBLE_FORMATS,
                                List.of(BarcodeFormat.QR_CODE)))
                .getText();
    }

    private static BinaryBitmap bitmap(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        return new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
    }
}
