package kr.maeul.web.html;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/** A QR code as SVG, which needs neither a picture of its own nor a style. Stateless. */
final class QrCode {
  private static final int QUIET_MODULES = 4;

  private QrCode() {}

  /**
   * The code, or nothing where the text is longer than a code can hold.
   *
   * @param label what it leads to, for those who cannot see it; holds no markup
   */
  static String svg(String text, String label) {
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
      return "";
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
        + path
        + "\"/></svg>";
  }
}
