package kr.maeul.media.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import kr.maeul.media.MediaFiles;
import kr.maeul.media.file.MediaRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngTest {
  private static final long ALL = Long.MAX_VALUE;

  /** Every way of writing pixels that the standard has, plain and interlaced. */
  static Stream<Arguments> ways() {
    List<Arguments> ways = new ArrayList<>();
    for (boolean isInterlaced : new boolean[] {false, true}) {
      for (int depth : new int[] {1, 2, 4, 8}) {
        ways.add(Arguments.of("palette", depth, isInterlaced));
      }
      for (int depth : new int[] {8, 16}) {
        ways.add(Arguments.of("grey", depth, isInterlaced));
        ways.add(Arguments.of("grey alpha", depth, isInterlaced));
        ways.add(Arguments.of("colour", depth, isInterlaced));
        ways.add(Arguments.of("colour alpha", depth, isInterlaced));
      }
    }
    return ways.stream();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void everyWayOfWritingPixelsIsRead(String what, int depth, boolean isInterlaced)
      throws IOException {
    Random random = new Random(depth);
    for (int[] size : new int[][] {{1, 1}, {3, 2}, {13, 9}, {40, 33}}) {
      BufferedImage image = random(what, depth, size[0], size[1], random);

      BufferedImage read = read(png(image, isInterlaced), ALL);

      for (int y = 0; y < size[1]; y++) {
        for (int x = 0; x < size[0]; x++) {
          assertThat(read.getRGB(x, y) & 0xFFFFFF)
              .as("%d, %d of %d by %d", x, y, size[0], size[1])
              .isEqualTo(onWhite(image, x, y));
        }
      }
    }
  }

  /** Bits of grey below 8 are written as numbers of a palette by the writer used here. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void fewBitsOfGreyAreSpreadOverAll(int depth) throws IOException {
    int most = (1 << depth) - 1;
    byte[] greys = new byte[most + 1];
    for (int i = 0; i <= most; i++) {
      greys[i] = (byte) (i * 255 / most);
    }
    BufferedImage image =
        new BufferedImage(
            17,
            3,
            BufferedImage.TYPE_BYTE_BINARY,
            new IndexColorModel(depth, most + 1, greys, greys, greys));
    for (int x = 0; x < 17; x++) {
      image.getRaster().setSample(x, 1, 0, x % (most + 1));
    }

    BufferedImage read = read(png(image, false), ALL);

    for (int x = 0; x < 17; x++) {
      assertThat(read.getRGB(x, 1) & 0xFF).as("at " + x).isEqualTo(x % (most + 1) * 255 / most);
    }
  }

  @Test
  void theOneClearColourIsWhite() throws IOException {
    BufferedImage image = MediaFiles.picture(4, 4);
    byte[] file =
        MediaFiles.pngWith(png(image, false), "tRNS", new byte[] {0, (byte) 255, 0, 0, 0, 0});

    BufferedImage read = read(file, ALL);

    assertThat(read.getRGB(1, 1) & 0xFFFFFF).isEqualTo(0xFFFFFF); // red
    assertThat(read.getRGB(1, 3) & 0xFFFFFF).isEqualTo(0x0000FF);
  }

  @Test
  void ofALargeInterlacedOneEverySecondPixelIsRead() throws IOException {
    BufferedImage image = random("colour", 8, 41, 30, new Random(3));

    BufferedImage half = read(png(image, true), 41 * 30 / 4);
    BufferedImage eighth = read(png(image, true), 1);

    assertThat(half.getWidth()).isEqualTo(21);
    assertThat(half.getHeight()).isEqualTo(15);
    for (int y = 0; y < 15; y++) {
      for (int x = 0; x < 21; x++) {
        assertThat(half.getRGB(x, y)).isEqualTo(image.getRGB(2 * x, 2 * y));
      }
    }
    assertThat(eighth.getWidth()).isEqualTo(6);
    assertThat(eighth.getRGB(5, 3)).isEqualTo(image.getRGB(40, 24));
  }

  @Test
  void aSmallerPictureHasTheMeansOfWhatItCovers() throws IOException {
    for (int longest : new int[] {1, 2, 7, 20, 29, 36}) {
      BufferedImage image = random("colour", 8, 37, 23, new Random(longest));
      byte[] file = png(image, false);

      BufferedImage small = Png.read(file, PngHead.of(file), longest, ALL, () -> false);

      assertThat(small.getWidth()).isEqualTo(longest);
      for (int y = 0; y < small.getHeight(); y++) {
        for (int x = 0; x < small.getWidth(); x++) {
          assertThat(small.getRGB(x, y) & 0xFF)
              .as("%d, %d of %d", x, y, longest)
              .isBetween(
                  (int) Math.floor(mean(image, small, x, y) - 0.6),
                  (int) Math.ceil(mean(image, small, x, y) + 0.6));
        }
      }
    }
  }

  /** Of blue, slowly. */
  private static double mean(BufferedImage from, BufferedImage small, int x, int y) {
    double across = (double) from.getWidth() / small.getWidth();
    double down = (double) from.getHeight() / small.getHeight();
    double sum = 0;
    for (int fy = 0; fy < from.getHeight(); fy++) {
      for (int fx = 0; fx < from.getWidth(); fx++) {
        double wide = Math.min(fx + 1, (x + 1) * across) - Math.max(fx, x * across);
        double high = Math.min(fy + 1, (y + 1) * down) - Math.max(fy, y * down);
        sum += Math.max(0, wide) * Math.max(0, high) * (from.getRGB(fx, fy) & 0xFF);
      }
    }
    return sum / (across * down);
  }

  @Test
  void brokenOnesAreRefused() throws IOException {
    byte[] file = png(random("colour", 8, 30, 30, new Random(1)), false);
    for (int length = 8; length < file.length - 32; length += 7) { // before the end of the pixels
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> read(cut, ALL))
          .as("cut at " + length)
          .isInstanceOf(MediaRefusedException.class);
    }
    Random random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      byte[] changed = file.clone();
      changed[16 + random.nextInt(file.length - 16)] = (byte) random.nextInt();
      try {
        PngHead head = PngHead.of(changed);
        if (head.pixels() < 1_000_000) {
          Png.read(changed, head, 100, ALL, () -> false);
        }
      } catch (MediaRefusedException e) {
        assertThat(e.reason()).isEqualTo(MediaRefusedException.Reason.INVALID);
      }
    }
  }

  @Test
  void whatTakesTooLongIsGivenUp() throws IOException {
    byte[] file = png(MediaFiles.picture(9, 9), false);

    assertThatThrownBy(() -> Png.read(file, PngHead.of(file), 9, ALL, () -> true))
        .isInstanceOf(MediaRefusedException.class);
  }

  private static BufferedImage read(byte[] file, long mostKept) {
    return Png.read(file, PngHead.of(file), 10_000, mostKept, () -> false);
  }

  private static byte[] png(BufferedImage image, boolean isInterlaced) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setProgressiveMode(
          isInterlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static BufferedImage random(
      String what, int depth, int width, int height, Random random) {
    BufferedImage image =
        what.equals("palette")
            ? ofPalette(depth, width, height, random)
            : of(what, depth, width, height);
    WritableRaster raster = image.getRaster();
    int values = 1 << depth;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int b = 0; b < raster.getNumBands(); b++) {
          raster.setSample(x, y, b, random.nextInt(8) == 0 ? values - 1 : random.nextInt(values));
        }
      }
    }
    return image;
  }

  private static BufferedImage ofPalette(int depth, int width, int height, Random random) {
    int[] colours = random.ints(1 << depth).toArray();
    IndexColorModel model =
        new IndexColorModel(depth, colours.length, colours, 0, true, -1, DataBuffer.TYPE_BYTE);
    return new BufferedImage(
        width,
        height,
        depth < 8 ? BufferedImage.TYPE_BYTE_BINARY : BufferedImage.TYPE_BYTE_INDEXED,
        model);
  }

  private static BufferedImage of(String what, int depth, int width, int height) {
    boolean isColour = what.startsWith("colour");
    boolean hasAlpha = what.endsWith("alpha");
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(isColour ? ColorSpace.CS_sRGB : ColorSpace.CS_GRAY),
            hasAlpha,
            false,
            hasAlpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
            depth == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT);
    return new BufferedImage(
        model, model.createCompatibleWritableRaster(width, height), false, null);
  }

  /** The upper eight bits of each sample, mixed with white as it is clear. */
  private static int onWhite(BufferedImage image, int x, int y) {
    WritableRaster raster = image.getRaster();
    if (image.getColorModel() instanceof IndexColorModel palette) {
      int argb = palette.getRGB(raster.getSample(x, y, 0));
      return mixed(argb >> 16 & 0xFF, argb >>> 24) << 16
          | mixed(argb >> 8 & 0xFF, argb >>> 24) << 8
          | mixed(argb & 0xFF, argb >>> 24);
    }
    int shift = raster.getSampleModel().getSampleSize(0) - 8;
    int bands = raster.getNumBands();
    int alpha = bands % 2 == 0 ? raster.getSample(x, y, bands - 1) >> shift : 255;
    int rgb = 0;
    for (int c = 0; c < 3; c++) {
      rgb = rgb << 8 | mixed(raster.getSample(x, y, bands < 3 ? 0 : c) >> shift, alpha);
    }
    return rgb;
  }

  private static int mixed(int value, int alpha) {
    return (int) Math.round((value * alpha + 255.0 * (255 - alpha)) / 255);
  }
}
