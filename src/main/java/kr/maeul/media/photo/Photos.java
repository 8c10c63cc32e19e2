package kr.maeul.media.photo;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.color.ColorSpace;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import kr.maeul.media.file.FileType;
import kr.maeul.media.file.MediaRefusedException;
import kr.maeul.media.photo.webp.WebpHead;
import kr.maeul.media.photo.webp.WebpStream;

/**
 * Makes photos that are nothing but pixels. What comes in is decoded and written anew, so nothing
 * that was hidden in the file – position, names, another file – reaches what is kept.
 */
public final class Photos {
  private static final int MOST_PIXELS = 50_000_000;

  /** As long as one of a JPEG can be. A row of a PNG that is longer takes the memory of a photo. */
  static final int LONGEST_SIDE_PIXELS = 65_535;

  /** The reader of WebP keeps all of a photo, and much beside it, in memory. */
  static final int MOST_WEBP_PIXELS = 12_500_000;

  /** Larger ones are read at every second or third pixel; 4032 × 3024 is still read whole. */
  static final int MOST_DECODED_PIXELS = 12_500_000;

  private static final long DECODE_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(60);

  private Photos() {}

  /**
   * A photo in all sizes, as JPEG.
   *
   * @param width of the largest, in pixels
   */
  public record Photo(int width, int height, Map<PhotoSize, byte[]> sizes) {}

  /**
   * Decodes an upload.
   *
   * @return at most {@link PhotoSize#FULL}, upright, in sRGB
   * @throws MediaRefusedException if it is too large or cannot be decoded
   */
  public static BufferedImage read(FileType type, byte[] file) {
    byte[] picture = type == FileType.JPEG ? JpegParts.plain(file) : file;
    if (type == FileType.WEBP && WebpHead.of(file).isMoving()) {
      throw new MediaRefusedException(
          MediaRefusedException.Reason.UNSUPPORTED,
          "움직이는 그림은 받지 않습니다. 멈춘 사진으로 올려 주세요.",
          "moving pictures are not taken; upload a still photo");
    }
    int orientation = Exif.of(type, file).orientation();
    return upright(fitted(decoded(type, picture), PhotoSize.FULL.longestSidePixels()), orientation);
  }

  /** All sizes of a photo that is no larger than {@link PhotoSize#FULL}. */
  public static Photo write(BufferedImage image) {
    Map<PhotoSize, byte[]> sizes = new EnumMap<>(PhotoSize.class);
    for (PhotoSize size : PhotoSize.values()) {
      BufferedImage fitted = fitted(image, size.longestSidePixels());
      sizes.put(size, jpeg(fitted, size.quality()));
    }
    return new Photo(image.getWidth(), image.getHeight(), sizes);
  }

  private static BufferedImage decoded(FileType type, byte[] file) {
    return type == FileType.PNG ? decodedPng(file) : decodedByReader(type, file);
  }

  private static BufferedImage decodedPng(byte[] file) {
    PngHead head = PngHead.of(file);
    checkSize(head.width(), head.height(), MOST_PIXELS);
    long end = System.nanoTime() + DECODE_TIMEOUT_NANOS;
    int longestSide = PhotoSize.FULL.longestSidePixels();
    BufferedImage image =
        Png.read(file, head, longestSide, MOST_DECODED_PIXELS, () -> System.nanoTime() - end > 0);
    return PngProfile.applied(file, image);
  }

  private static BufferedImage decodedByReader(FileType type, byte[] file) {
    if (type == FileType.WEBP) {
      WebpHead head = WebpHead.of(file);
      checkSize(head.width(), head.height(), MOST_WEBP_PIXELS);
    }
    ImageReader reader = reader(type);
    try (ImageInputStream in =
        type == FileType.WEBP ? WebpStream.of(file) : new ByteArrayImageInputStream(file)) {
      reader.setInput(in, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      checkSize(width, height, MOST_PIXELS);
      double pixels = (double) width * height;
      ImageReadParam param = reader.getDefaultReadParam();
      int step = (int) Math.ceil(Math.sqrt(pixels / MOST_DECODED_PIXELS));
      param.setSourceSubsampling(Math.max(1, step), Math.max(1, step), 0, 0);
      Deadline deadline = new Deadline();
      reader.addIIOReadProgressListener(deadline);
      BufferedImage image = reader.read(0, param);
      if (image == null || deadline.isPassed) {
        throw MediaRefusedException.broken();
      }
      return image;
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw MediaRefusedException.broken();
    } catch (MediaRefusedException e) {
      throw e;
    } catch (RuntimeException e) {
      throw MediaRefusedException.broken(); // decoders meet hostile files with all sorts of these
    } finally {
      reader.dispose();
    }
  }

  private static void checkSize(int width, int height, int most) {
    if ((long) width * height <= most && Math.max(width, height) <= LONGEST_SIDE_PIXELS) {
      return;
    }
    throw new MediaRefusedException(
        MediaRefusedException.Reason.TOO_LARGE,
        String.format(
            Locale.ROOT,
            "사진이 너무 큽니다. %d만 화소까지(WebP는 %d만 화소), 한 변은 %,d픽셀까지 받습니다. 줄이거나 JPEG로 바꾸어 올려 주세요.",
            MOST_PIXELS / 10_000,
            MOST_WEBP_PIXELS / 10_000,
            LONGEST_SIDE_PIXELS),
        String.format(
            Locale.ROOT,
            "the photo is too large: up to %d megapixels are taken (WebP: %.1f), and sides of up"
                + " to %,d pixels; make it smaller, or JPEG",
            MOST_PIXELS / 1_000_000,
            MOST_WEBP_PIXELS / 1e6,
            LONGEST_SIDE_PIXELS));
  }

  static ImageReader reader(FileType type) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(type.mediaType());
    ImageReader found = null;
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      boolean isPreferred = reader.getClass().getName().startsWith("com.twelvemonkeys.");
      if (found == null || isPreferred) {
        found = reader;
      }
    }
    if (found == null) {
      throw new IllegalStateException("no reader of " + type.mediaType());
    }
    return found;
  }

  /** In sRGB, without transparency, its longest side no longer than that. */
  private static BufferedImage fitted(BufferedImage image, int longestSide) {
    BufferedImage from = inStandardColours(image);
    double scale = Math.min(1, (double) longestSide / Math.max(from.getWidth(), from.getHeight()));
    int width = Math.max(1, (int) Math.round(from.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(from.getHeight() * scale));
    while (from.getWidth() > 2 * width && from.getHeight() > 2 * height) {
      // Halves, each the mean of four pixels: one step alone would leave out most of them.
      from = drawn(from, (from.getWidth() + 1) / 2, (from.getHeight() + 1) / 2);
    }
    boolean isDone =
        from.getType() == BufferedImage.TYPE_INT_RGB
            && from.getWidth() == width
            && from.getHeight() == height;
    return isDone ? from : drawn(from, width, height);
  }

  private static BufferedImage inStandardColours(BufferedImage image) {
    ColorSpace colours = image.getColorModel().getColorSpace();
    if (colours.isCS_sRGB() || colours.getType() != ColorSpace.TYPE_RGB) {
      return image;
    }
    BufferedImage standard =
        new BufferedImage(
            image.getWidth(),
            image.getHeight(),
            image.getColorModel().hasAlpha()
                ? BufferedImage.TYPE_4BYTE_ABGR
                : BufferedImage.TYPE_3BYTE_BGR);
    return new ColorConvertOp(null).filter(image, standard);
  }

  private static BufferedImage drawn(BufferedImage image, int width, int height) {
    BufferedImage to = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = to.createGraphics();
    try {
      g.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      g.drawImage(image, 0, 0, width, height, Color.WHITE, null);
    } finally {
      g.dispose();
    }
    return to;
  }

  /** Turned and mirrored as the camera said (EXIF orientation). */
  private static BufferedImage upright(BufferedImage image, int orientation) {
    if (orientation == 1) {
      return image;
    }
    int w = image.getWidth();
    int h = image.getHeight();
    boolean isOnItsSide = orientation >= 5;
    AffineTransform turn =
        switch (orientation) {
          case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
          case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
          case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
          case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
          case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
          default -> new AffineTransform(0, -1, 1, 0, 0, w);
        };
    BufferedImage to =
        new BufferedImage(isOnItsSide ? h : w, isOnItsSide ? w : h, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = to.createGraphics();
    try {
      g.drawImage(image, turn, null);
    } finally {
      g.dispose();
    }
    return to;
  }

  /** Without any metadata. */
  private static byte[] jpeg(BufferedImage image, float quality) {
    ImageWriter writer = ImageIO.getImageWritersByMIMEType("image/jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Ends what takes so long that it is no photo but an attack. */
  private static final class Deadline implements IIOReadProgressListener {
    private final long end = System.nanoTime() + DECODE_TIMEOUT_NANOS;
    private boolean isPassed;

    @Override
    public void imageProgress(ImageReader source, float percentageDone) {
      if (System.nanoTime() - end > 0) {
        isPassed = true;
        source.abort();
      }
    }

    @Override
    public void sequenceStarted(ImageReader source, int minIndex) {}

    @Override
    public void sequenceComplete(ImageReader source) {}

    @Override
    public void imageStarted(ImageReader source, int imageIndex) {}

    @Override
    public void imageComplete(ImageReader source) {}

    @Override
    public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageReader source, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageReader source) {}

    @Override
    public void readAborted(ImageReader source) {}
  }
}
