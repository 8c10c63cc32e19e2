package kr.maeul.web.html;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;
import java.util.Optional;

/** A QR code as SVG, which needs neither a picture of its own nor a style. Stateless. */
public final class QrCode {
  private static final int QUIET_MODULES = 4;

  private QrCode() {}

  /**
   * A code as it is drawn.
   *
   * @param size side of the square in modules, the quiet edge included
   * @param path of the dark modules, as SVG says it, one module being 1
   */
  public record Drawing(int size, String path) {}

  /** The code, or nothing where the text is longer than a code can hold. */
  public static Optional<Drawing> drawing(String text) {
    BitMatrix bits;
    try {
      bits =
          new QRCodeWriter()
              .encode(
                  text,
                  BarcodeFormat.QR_CODE,
                  0,
                  0,
                  Map.of(
                      EncodeHintType.MARGIN,
                      QUIET_MODULES,
                      EncodeHintType.ERROR_CORRECTION,
                      ErrorCorrectionLevel.M));
    } catch (WriterException tooLong) {
      return Optional.empty();
    }
    int size = bits.getWidth();
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int begin = x;
        while (x < size && bits.get(x, y)) {
          x++;
        }
        if (x > begin) {
          path.append('M').append(begin).append(' ').append(y).append('h').append(x - begin);
          path.append("v1h").append(begin - x).append('z');
        }
      }
    }
    return Optional.of(new Drawing(size, path.toString()));
  }

  /**
   * The same as SVG, or an empty text.
   *
   * @param label what it leads to, for those who cannot see it; holds no markup
   */
  public static String svg(String text, String label) {
    return drawing(text).map(drawing -> svg(drawing, label)).orElse("");
  }

  private static String svg(Drawing drawing, String label) {
    int size = drawing.size();
    return "<svg class=\"qr\" role=\"img\" aria-label=\""
        + label
        + "\" shape-rendering=\"crispEdges\" viewBox=\"0 0 "
        + size
        + ' '
        + size
        + "\"><path fill=\"#fff\" d=\"M0 0h"
        + size
        + 'v'
        + size
        + "H0z\"/><path fill=\"#000\" d=\""
        + drawing.path()
        + "\"/></svg>";
  }
}
