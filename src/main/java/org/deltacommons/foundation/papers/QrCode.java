package org.deltacommons.foundation.papers;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.imageio.ImageIO;

/// A QR code (ISO/IEC 18004) of level M with its quiet zone of four modules: 15 % of it may be
/// smudged.
public final class QrCode {

    /// What a camera of an old telephone still reads from a 25 mm square.
    private static final int TEXT_BYTES_MAX = 300;

    private static final int QUIET = 4;

    private final String text;
    private final BitMatrix modules;

    private QrCode(String text, BitMatrix modules) {
        this.text = text;
        this.modules = modules;
    }

    /// @param text an address or a number, at most 300 bytes of UTF-8
    /// @throws IllegalArgumentException if it is empty or longer
    public static QrCode of(String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > TEXT_BYTES_MAX) {
            throw new IllegalArgumentException("no QR code for a text of " + bytes + " bytes");
        }
        try {
            BitMatrix modules =
                    new QRCodeWriter()
                            .encode(
                                    text,
                                    BarcodeFormat.QR_CODE,
                                    0,
                                    0,
                                    Map.of(
                                            EncodeHintType.CHARACTER_SET,
                                            StandardCharsets.UTF_8.name(),
                                            EncodeHintType.ERROR_CORRECTION,
                                            ErrorCorrectionLevel.M,
                                            EncodeHintType.MARGIN,
                                            QUIET));
            return new QrCode(text, modules);
        } catch (WriterException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public String text() {
        return text;
    }

    /// Modules along a side, quiet zone included.
    int size() {
        return modules.getWidth();
    }

    boolean isDark(int x, int y) {
        return modules.get(x, y);
    }

    /// An SVG element that stands inside a page under its Content-Security-Policy: attributes only,
    /// no style.
    ///
    /// @param title what a screen reader says
    public String svg(String title) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < size(); y++) {
            for (int x = 0; x < size(); x++) {
                int from = x;
                while (x < size() && isDark(x, y)) {
                    x++;
                }
                if (x > from) {
                    path.append("M%d %dh%dv1h-%dz".formatted(from, y, x - from, x - from));
                }
            }
        }
        return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" class="qr" role="img" \
        shape-rendering="crispEdges"><title>%2$s</title>\
        <rect width="%1$d" height="%1$d" fill="#fff"/><path d="%3$s" fill="#000"/></svg>\
        """
                .formatted(size(), escaped(title), path);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /// @param pixels along one module, 1 to 40
    public byte[] png(int pixels) {
        if (pixels < 1 || pixels > 40) {
            throw new IllegalArgumentException("no QR code of " + pixels + " pixels a module");
        }
        int side = size() * pixels;
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                image.setRGB(x, y, isDark(x / pixels, y / pixels) ? 0 : 0xFFFFFF);
            }
        }
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
