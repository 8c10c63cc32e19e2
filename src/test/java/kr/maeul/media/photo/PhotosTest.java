package kr.maeul.media.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import kr.maeul.media.MediaFiles;
import kr.maeul.media.file.Bytes;
import kr.maeul.media.file.FileType;
import kr.maeul.media.file.MediaRefusedException;
import kr.maeul.media.file.MediaRefusedException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotosTest {
  @TempDir Path folder;

  @Test
  void everySizeKeepsItsShapeAndNoneGrows() throws IOException {
    Photos.Photo large = Photos.write(Photos.read(FileType.JPEG, MediaFiles.jpeg(3000, 1500)));

    assertThat(large.width()).isEqualTo(2560);
    assertThat(large.height()).isEqualTo(1280);
    assertThat(decoded(large, PhotoSize.SCREEN).getWidth()).isEqualTo(1600);
    assertThat(decoded(large, PhotoSize.SCREEN).getHeight()).isEqualTo(800);
    assertThat(decoded(large, PhotoSize.THUMBNAIL).getWidth()).isEqualTo(320);
    Photos.Photo small = Photos.write(Photos.read(FileType.PNG, MediaFiles.png(100, 80)));
    assertThat(decoded(small, PhotoSize.SCREEN).getWidth()).isEqualTo(100);
    assertThat(decoded(small, PhotoSize.FULL).getHeight()).isEqualTo(80);
  }

  @Test
  void nothingOfWhatAPhotoCarriedIsKept() {
    byte[] file = MediaFiles.jpegOfTelephone(640, 480, 1);
    assertThat(text(file)).contains("SECRETMAKER", "SECRETXMP", "SECRETCOMMENT", "Exif");

    Photos.Photo photo = Photos.write(Photos.read(FileType.JPEG, file));

    photo
        .sizes()
        .values()
        .forEach(kept -> assertThat(text(kept)).doesNotContain("SECRET", "Exif", "xmp", "2024:"));
  }

  @Test
  void placeAndTimeAreRead() {
    Shot shot = Exif.of(FileType.JPEG, MediaFiles.jpegOfTelephone(64, 48, 1)).shot();

    assertThat(shot.latitude()).isCloseTo(35.824333, within(1e-5));
    assertThat(shot.longitude()).isCloseTo(127.148, within(1e-5));
    assertThat(shot.taken()).isEqualTo(LocalDateTime.of(2024, 5, 1, 10, 20, 30));
    assertThat(Exif.of(FileType.PNG, MediaFiles.png(4, 4)).shot()).isEqualTo(Shot.UNKNOWN);
  }

  /** Where the red half lies once the photo is upright: above, right, below, left. */
  @ParameterizedTest
  @CsvSource({"1,n", "2,n", "3,s", "4,s", "5,w", "6,e", "7,e", "8,w"})
  void photosStandUpright(int orientation, String red) {
    byte[] file = MediaFiles.jpegOfTelephone(200, 100, orientation);

    BufferedImage image = Photos.read(FileType.JPEG, file);

    boolean turned = orientation >= 5;
    assertThat(image.getWidth()).isEqualTo(turned ? 100 : 200);
    assertThat(image.getHeight()).isEqualTo(turned ? 200 : 100);
    int x = red.equals("w") ? 10 : red.equals("e") ? image.getWidth() - 10 : image.getWidth() / 2;
    int y = red.equals("n") ? 10 : red.equals("s") ? image.getHeight() - 10 : image.getHeight() / 2;
    Color there = new Color(image.getRGB(x, y));
    assertThat(there.getRed()).isGreaterThan(200);
    assertThat(there.getBlue()).isLessThan(60);
  }

  @Test
  void webpIsRead() {
    assertThat(FileType.of(MediaFiles.webp())).contains(FileType.WEBP);
    assertThat(Photos.read(FileType.WEBP, MediaFiles.webp()).getWidth()).isEqualTo(1);
  }

  @Test
  void transparentPhotosStandOnWhite() {
    BufferedImage clear = new BufferedImage(20, 20, BufferedImage.TYPE_INT_ARGB);

    BufferedImage image = Photos.read(FileType.PNG, MediaFiles.encoded("png", clear));

    assertThat(new Color(image.getRGB(10, 10))).isEqualTo(Color.WHITE);
  }

  @Test
  void bombsAreRefusedByTheirHeader() {
    assertRefused(FileType.PNG, MediaFiles.pngBomb(50_000, 50_000, 1), Reason.TOO_LARGE);
    assertRefused(FileType.PNG, MediaFiles.pngBomb(50_000, 50_000, 2_000), Reason.TOO_LARGE);
    assertRefused(FileType.PNG, MediaFiles.pngBomb(7_100, 7_100, 1), Reason.TOO_LARGE);
    byte[] jpeg = MediaFiles.jpeg(16, 16);
    int size = indexOf(jpeg, new byte[] {(byte) 0xFF, (byte) 0xC0}) + 5;
    Arrays.fill(jpeg, size, size + 4, (byte) 0xFF);
    assertRefused(FileType.JPEG, jpeg, Reason.TOO_LARGE);
  }

  /** One row of 16 bits would be 400 MB; what is told needed of it is little, as it is refused. */
  @ParameterizedTest
  @CsvSource({"50000000, 1", "65536, 1", "1, 65536", "12000000, 1"})
  void aSideThatIsTooLongIsRefusedByItsHeader(int width, int height) throws IOException {
    byte[] webp = MediaFiles.webpHead(width, height);
    for (boolean isInterlaced : new boolean[] {false, true}) {
      byte[] png = MediaFiles.png16Head(width, height, isInterlaced);
      assertRefused(FileType.PNG, png, Reason.TOO_LARGE);
      assertThat(demand(FileType.PNG, png).heapBytes()).isEqualTo(png.length);
    }
    if (width <= 1 << 24) {
      assertRefused(FileType.WEBP, webp, Reason.TOO_LARGE);
      assertThat(demand(FileType.WEBP, webp).heapBytes()).isLessThan(1_000);
    }
  }

  @Test
  void theRowsOfAWidePngAreCounted() throws IOException {
    byte[] wide = MediaFiles.png16(65_535, 1, false);
    long rows = 65_535 * (2 * 8 + 3);

    assertThat(Photos.read(FileType.PNG, wide).getWidth()).isEqualTo(2560);
    assertThat(demand(FileType.PNG, wide).heapBytes()).isGreaterThan(rows);
  }

  private PhotoCost demand(FileType type, byte[] file) throws IOException {
    return PhotoCost.of(type, Files.write(folder.resolve("photo"), file));
  }

  @Test
  void notesThatSwellAreNotUnpacked() {
    byte[] file = MediaFiles.pngWithSwellingNote(1_500_000_000);

    assertThat(Photos.read(FileType.PNG, file).getWidth()).isEqualTo(40);
    assertThat(Exif.of(FileType.PNG, file)).isEqualTo(Exif.NONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 20, 200, 400})
  void cutOffPhotosAreRefused(int bytes) {
    assertRefused(FileType.JPEG, Arrays.copyOf(MediaFiles.jpeg(320, 200), bytes), Reason.INVALID);
    assertRefused(
        FileType.PNG,
        Arrays.copyOf(MediaFiles.png(320, 200), Math.min(bytes, 200)),
        Reason.INVALID);
    assertRefused(FileType.WEBP, Arrays.copyOf(MediaFiles.webp(), 20), Reason.INVALID);
  }

  @Test
  void aJpegOfThousandsOfScansIsRefused() {
    byte[] plain = MediaFiles.jpeg(64, 64);
    byte[] scan = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 0, 0};
    byte[] file = Arrays.copyOf(plain, plain.length - 2);
    for (int i = 0; i < 100; i++) {
      file = MediaFiles.concat(file, scan);
    }
    assertRefused(
        FileType.JPEG,
        MediaFiles.concat(file, new byte[] {(byte) 0xFF, (byte) 0xD9}),
        Reason.INVALID);
  }

  /** Half the light is no half of the number in sRGB. */
  @Test
  void aProfileOfColoursOfAPngIsApplied() throws IOException {
    BufferedImage grey = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64; i++) {
      grey.setRGB(i % 8, i / 8, 0x808080);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(grey, "png", out);
    byte[] plain = out.toByteArray();
    int afterHead = 8 + 12 + 13;
    byte[] start = Arrays.copyOf(plain, afterHead);
    byte[] rest = Arrays.copyOfRange(plain, afterHead, plain.length);
    byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    byte[] chunk = profileChunk(linear);

    assertThat(Photos.read(FileType.PNG, plain).getRGB(4, 4) & 0xff).isEqualTo(128);
    int shown = Photos.read(FileType.PNG, MediaFiles.concat(start, chunk, rest)).getRGB(4, 4);
    assertThat(shown & 0xff).isBetween(186, 190);
    byte[] broken = profileChunk(new byte[] {1, 2, 3});
    int asItIs = Photos.read(FileType.PNG, MediaFiles.concat(start, broken, rest)).getRGB(4, 4);
    assertThat(asItIs & 0xff).isEqualTo(128);
  }

  private static byte[] profileChunk(byte[] profile) throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes(MediaFiles.ascii("iCCPp\0\0"));
    try (DeflaterOutputStream zip = new DeflaterOutputStream(data)) {
      zip.write(profile);
    }
    CRC32 sum = new CRC32();
    sum.update(data.toByteArray());
    return ByteBuffer.allocate(data.size() + 8)
        .putInt(data.size() - 4)
        .put(data.toByteArray())
        .putInt((int) sum.getValue())
        .array();
  }

  /** The reader keeps fifty kilobytes of each, and something of every remark. */
  @Test
  void ofAJpegOnlyWhatMakesThePictureReachesTheReader() throws IOException {
    byte[] plain = MediaFiles.jpeg(64, 48);
    byte[] start = Arrays.copyOf(plain, 2);
    byte[] rest = Arrays.copyOfRange(plain, 2, plain.length);
    byte[] remark = {(byte) 0xFF, (byte) 0xFE, 0, 2};
    byte[] codes =
        MediaFiles.concat(new byte[] {(byte) 0xFF, (byte) 0xC4, 0, 20, 3, 1}, new byte[16]);

    byte[] remarks = MediaFiles.concat(start, repeated(remark, 1_000_000), rest);
    assertThat(Photos.read(FileType.JPEG, remarks).getHeight()).isEqualTo(48);
    assertThat(JpegParts.plain(remarks).length).isLessThanOrEqualTo(plain.length);
    assertThat(demand(FileType.JPEG, remarks).heapBytes())
        .isEqualTo(demand(FileType.JPEG, plain).heapBytes() + 2L * (remarks.length - plain.length));

    byte[] tables = MediaFiles.concat(start, repeated(codes, 45_000), rest);
    assertRefused(FileType.JPEG, tables, Reason.INVALID);
    assertThat(demand(FileType.JPEG, tables).heapBytes()).isLessThan(16 << 20);

    byte[] frames = MediaFiles.concat(start, Arrays.copyOfRange(rest, 0, rest.length - 2), rest);
    assertRefused(FileType.JPEG, frames, Reason.INVALID);
  }

  /** Two profiles of one file: the first is of 2.5 megabytes, and nobody's colours need as much. */
  @Test
  void aProfileOfColoursIsKeptUnlessItIsHuge() {
    byte[] plain = MediaFiles.jpeg(64, 48);
    byte[] start = Arrays.copyOf(plain, 2);
    byte[] rest = Arrays.copyOfRange(plain, 2, plain.length);
    byte[] profile =
        MediaFiles.concat(
            new byte[] {(byte) 0xFF, (byte) 0xE2, (byte) 0xFF, (byte) 0xFF},
            MediaFiles.ascii("ICC_PROFILE\0"),
            new byte[65_535 - 2 - 12]);

    assertThat(JpegParts.plain(MediaFiles.concat(start, profile, rest)))
        .isEqualTo(MediaFiles.concat(start, profile, rest));
    assertThat(JpegParts.plain(MediaFiles.concat(start, repeated(profile, 40), rest)))
        .isEqualTo(plain);
  }

  private static byte[] repeated(byte[] part, int times) {
    byte[] all = new byte[part.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(part, 0, all, i * part.length, part.length);
    }
    return all;
  }

  /** Two scans of three components that have all pixels each: six bytes a pixel until the end. */
  @Test
  void aJpegThatWouldBeKeptWholeIsRefusedWhereItIsLarge() {
    byte[] small = {8, 0x1B, 0x58, 0x0B, (byte) 0xB8}; // 3000 by 7000
    byte[] large = {8, 0x1B, 0x58, 0x1B, 0x58}; // 7000 by 7000
    byte[] colours = {3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0};
    byte[] thinColours = {3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0};

    assertRefused(FileType.JPEG, progressive(large, colours), Reason.TOO_LARGE);
    assertRefused(
        FileType.JPEG, progressive(large, thinColours), Reason.INVALID); // broken, but it would fit
    assertRefused(FileType.JPEG, progressive(small, colours), Reason.INVALID);
  }

  private static byte[] progressive(byte[] size, byte[] components) {
    byte[] scan = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 0, 0};
    return MediaFiles.concat(
        new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xC2, 0, 17},
        size,
        components,
        scan,
        scan,
        new byte[] {(byte) 0xFF, (byte) 0xD9});
  }

  @Test
  void whatHidesBehindAPhotoIsGone() {
    byte[] file =
        MediaFiles.concat(
            MediaFiles.jpeg(64, 64),
            MediaFiles.ascii("<script>alert(1)</script>PK\u0003\u0004 %PDF-1.4"));

    Photos.Photo photo = Photos.write(Photos.read(FileType.JPEG, file));

    assertThat(text(photo.sizes().get(PhotoSize.FULL))).doesNotContain("script", "PDF");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        "<!DOCTYPE html><script>alert(1)</script>",
        "%PDF-1.7 and so on and so on",
        "GIF89a and so on and so on",
        "PK\u0003\u0004 and so on and so on",
        "II*\0 and so on and so on",
        "BM and so on and so on",
        "  \u00ff\u00d8\u00ff not at the beginning",
        "a"
      })
  void otherKindsAreToldByTheirContent(String content) {
    assertThat(FileType.of(MediaFiles.ascii(content))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RECTANGLE", "ELLIPSE"})
  void whatIsBlurredCannotBeToldApart(String shape) {
    BufferedImage photo = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 300; y++) {
      for (int x = 0; x < 400; x++) {
        photo.setRGB(x, y, (x / 10 + y / 10) % 2 == 0 ? 0xFFFFFF : 0);
      }
    }
    BlurRegion region = new BlurRegion(BlurRegion.Shape.valueOf(shape), 0.25, 0.2, 0.5, 0.5);

    Blur.apply(photo, List.of(region));

    assertThat(photo.getRGB(5, 5) & 0xFFFFFF).isEqualTo(0xFFFFFF); // outside nothing changes
    assertThat(photo.getRGB(15, 5) & 0xFFFFFF).isZero();
    for (int x = 170; x < 230; x++) {
      int grey = photo.getRGB(x, 135) & 0xFF;
      assertThat(grey).as("at " + x).isBetween(90, 165);
    }
  }

  @Test
  void aBlurAtTheEdgeStaysInside() {
    BufferedImage photo = MediaFiles.picture(30, 20);

    Blur.apply(photo, List.of(new BlurRegion(BlurRegion.Shape.RECTANGLE, 0.99, 0.99, 0.01, 0.01)));
    Blur.apply(photo, List.of(new BlurRegion(BlurRegion.Shape.RECTANGLE, 0, 0, 1, 1)));
    BufferedImage pixel = MediaFiles.picture(1, 1);
    Blur.apply(pixel, List.of(new BlurRegion(BlurRegion.Shape.ELLIPSE, 0, 0, 1, 1)));

    assertThat(new Color(photo.getRGB(15, 10)).getRed()).isBetween(60, 200);
  }

  private static BufferedImage decoded(Photos.Photo photo, PhotoSize size) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(photo.sizes().get(size)));
  }

  private static void assertRefused(FileType type, byte[] file, Reason reason) {
    assertThatThrownBy(() -> Photos.read(type, file))
        .isInstanceOfSatisfying(
            MediaRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static String text(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1);
  }

  private static int indexOf(byte[] file, byte[] what) {
    for (int i = 0; i < file.length; i++) {
      if (Bytes.has(file, i, what)) {
        return i;
      }
    }
    throw new AssertionError("not there");
  }
}
