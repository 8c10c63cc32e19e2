package kr.maeul.media.photo;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import kr.maeul.media.file.Bytes;

/**
 * The profile of colours of a PNG ({@code iCCP}), such as that of a telephone's screen. Stateless.
 */
final class PngProfile {
  /** A larger one is left out, as in a JPEG. */
  private static final int MOST_BYTES = 2 << 20;

  private static final int SIGNATURE_BYTES = 8;
  private static final int LONGEST_NAME = 79;

  private PngProfile() {}

  /** The picture in sRGB; as it is where the file has no profile that can be read. */
  static BufferedImage applied(byte[] file, BufferedImage image) {
    byte[] data = of(file);
    if (data == null) {
      return image;
    }
    try {
      ICC_Profile from = ICC_Profile.getInstance(data);
      if (from.getColorSpaceType() != ColorSpace.TYPE_RGB) {
        return image;
      }
      ICC_Profile to = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
      BufferedImage standard =
          new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
      new ColorConvertOp(new ICC_Profile[] {from, to}, null)
          .filter(image.getRaster(), standard.getRaster());
      return standard;
    } catch (IllegalArgumentException | CMMException e) {
      return image;
    }
  }

  private static byte[] of(byte[] file) {
    long at = SIGNATURE_BYTES;
    while (at + 8 <= file.length && !Bytes.has(file, at + 4, "IDAT")) {
      long length = Bytes.u32(file, at);
      if (at + 8 + length > file.length) {
        return null;
      }
      if (Bytes.has(file, at + 4, "iCCP")) {
        return inflated(file, (int) at + 8, (int) length);
      }
      at += 12 + length;
    }
    return null;
  }

  private static byte[] inflated(byte[] file, int from, int length) {
    int name = 0;
    while (name <= LONGEST_NAME && name < length && file[from + name] != 0) {
      name++;
    }
    int data = name + 2; // behind the end of the name and the method
    if (name > LONGEST_NAME || data >= length) {
      return null;
    }
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(file, from + data, length - data);
      byte[] profile = new byte[MOST_BYTES];
      int size = inflater.inflate(profile);
      return inflater.finished() ? Arrays.copyOf(profile, size) : null;
    } catch (DataFormatException e) {
      return null;
    } finally {
      inflater.end();
    }
  }
}
