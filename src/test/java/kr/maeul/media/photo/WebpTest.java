package kr.maeul.media.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import javax.imageio.ImageReader;
import kr.maeul.media.MediaFiles;
import kr.maeul.media.file.Bytes;
import kr.maeul.media.file.FileType;
import kr.maeul.media.file.MediaRefusedException;
import kr.maeul.media.file.MediaRefusedException.Reason;
import kr.maeul.media.photo.webp.WebpStream;
import org.junit.jupiter.api.Test;

class WebpTest {
  /** 24 by 16, lossy, its transparency in a chunk of its own. */
  private static final byte[] SEE_THROUGH =
      Base64.getDecoder()
          .decode(
              "UklGRnoAAABXRUJQVlA4WAoAAAAQAAAAFwAADwAAQUxQSBgAAAABuQpE9D+gtG0DJrzj/5MLCyMm"
                  + "IClj4WZWUDggPAAAAPACAJ0BKhgAEAA+0VakS6gko6GwCAEAGgloAJ0ALn6AAP7sfb/TsdetLf7y"
                  + "uPf/xDn9beF2Bo5/xQAAAA==");

  @Test
  void aPictureOfOneColourHasThatColour() {
    byte[] file = WebpBits.of(70, 50).plain().colour(0xFF84898E).file();

    BufferedImage read = Photos.read(FileType.WEBP, file);

    assertThat(read.getWidth()).isEqualTo(70);
    for (int x = 0; x < 70; x++) {
      assertThat(read.getRGB(x, x % 50)).isEqualTo(0xFF84898E);
    }
  }

  @Test
  void aLosslessPictureIsReadExactly() {
    Random random = new Random(4);
    WebpBits bits = WebpBits.of(31, 17).plain();
    bits.two(3, 250).two(7, 128).two(0, 99).two(0, 255).one(0);
    int[][] expected = new int[17][31];
    for (int y = 0; y < 17; y++) {
      for (int x = 0; x < 31; x++) {
        int drawn = random.nextInt(16);
        bits.put(drawn, 4);
        int colour =
            ((drawn & 2) == 0 ? 7 : 128) << 16
                | ((drawn & 1) == 0 ? 3 : 250) << 8
                | ((drawn & 4) == 0 ? 0 : 99);
        expected[y][x] = (drawn & 8) == 0 ? 0xFFFFFF : colour;
      }
    }

    BufferedImage read = Photos.read(FileType.WEBP, bits.file());

    for (int y = 0; y < 17; y++) {
      for (int x = 0; x < 31; x++) {
        assertThat(read.getRGB(x, y) & 0xFFFFFF).as("%d, %d", x, y).isEqualTo(expected[y][x]);
      }
    }
  }

  @Test
  void aLossyOneThatIsSeeThroughIsAsItsReaderSaysOnWhite() throws IOException {
    ImageReader reader = Photos.reader(FileType.WEBP);
    reader.setInput(new ByteArrayImageInputStream(SEE_THROUGH), true, true);
    BufferedImage expected = new BufferedImage(24, 16, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = expected.createGraphics();
    g.drawImage(reader.read(0), 0, 0, Color.WHITE, null);
    g.dispose();

    BufferedImage read = Photos.read(FileType.WEBP, SEE_THROUGH);

    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 24; x++) {
        assertThat(read.getRGB(x, y)).as("%d, %d", x, y).isEqualTo(expected.getRGB(x, y));
      }
    }
    assertThat(read.getRGB(0, 3)).isEqualTo(0xFFFFFFFF);
    assertThat(read.getRGB(22, 3)).isNotEqualTo(read.getRGB(2, 3));
  }

  @Test
  void cutOnesAreRefusedWhereverTheyAreCut() {
    byte[] lossless = noise(20, 20).file();
    for (byte[] file : new byte[][] {SEE_THROUGH, lossless}) {
      for (int length = 12; length < file.length - 1; length++) {
        refused(Arrays.copyOf(file, length), Reason.INVALID);
      }
    }
  }

  /** Their reader makes the rest from whatever comes next. */
  @Test
  void chunksThatEndTooEarlyAreRefused() {
    byte[] content = noise(60, 60).content();
    byte[] half = Arrays.copyOf(content, content.length / 2);
    refused(MediaFiles.riff(MediaFiles.riffChunk("VP8L", half)), Reason.INVALID);
    refused(withAlpha(Arrays.copyOf(content("ALPH"), 12)), Reason.INVALID);
    byte[] lossy = content("VP8 ");
    refused(
        MediaFiles.riff(MediaFiles.riffChunk("VP8 ", Arrays.copyOf(lossy, lossy.length / 2))),
        Reason.INVALID);
    assertThat(Photos.read(FileType.WEBP, withAlpha(content("ALPH"))).getWidth()).isEqualTo(24);
  }

  /** Zeros, so that looking ahead finds something; what goes on beyond is no lost end of file. */
  @Test
  void whatFollowsAPictureIsFelt() throws IOException {
    byte[] file = WebpBits.of(3000, 3000).plain().colour(-1).file();
    try (WebpStream in = WebpStream.of(file)) {
      in.seek(file.length);
      assertThat(in.readLong()).isZero();
      for (long at = file.length + 1; at < file.length + 72; at++) {
        in.seek(at);
        assertThatThrownBy(in::readLong)
            .isInstanceOf(IOException.class)
            .isNotInstanceOf(EOFException.class);
      }
      in.seek(file.length + 72);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  /** Each is done over all pixels, and some take three bits of the file. */
  @Test
  void theSameChangeIsMadeOnce() {
    WebpBits once = WebpBits.of(9, 9).put(0b101, 3);
    WebpBits twice = WebpBits.of(9, 9).put(0b101, 3).put(0b101, 3);
    WebpBits blocks = WebpBits.of(900, 900);
    for (int i = 0; i < 2; i++) { // foretelling, by blocks of four pixels, each in the same way
      blocks.put(0b001, 3).put(0, 3).put(0, 1).colour(0xFF000100);
    }

    refused(twice.plain().colour(0xFF102030).file(), Reason.INVALID);
    refused(blocks.plain().colour(0xFF102030).file(), Reason.INVALID);
    BufferedImage read = Photos.read(FileType.WEBP, once.plain().colour(0xFF102030).file());
    assertThat(read.getRGB(4, 4)).isEqualTo(0xFF302050);
  }

  /** Of 65,536 groups the reader's tables take 360 MB. */
  @Test
  void groupsOfCodesWithoutEndAreRefused() {
    refused(groups(2_600).file(), Reason.INVALID);
    assertThat(Photos.read(FileType.WEBP, groups(2_599).file()).getRGB(3, 3)).isEqualTo(0xFF102030);
  }

  /** Of all groups, the last one is used. */
  private static WebpBits groups(int last) {
    WebpBits bits = WebpBits.of(16, 16).put(0b100, 3).put(0, 3).put(0, 1).colour(last << 8);
    for (int i = 0; i < last; i++) {
      bits.colour(0);
    }
    return bits.colour(0xFF102030);
  }

  @Test
  void oneOfSeveralPicturesIsRead() {
    byte[] red =
        MediaFiles.riffChunk("VP8L", WebpBits.of(8, 8).plain().colour(0xFFFF0000).content());
    byte[] blue =
        MediaFiles.riffChunk("VP8L", WebpBits.of(8, 8).plain().colour(0xFF0000FF).content());
    byte[] head = Arrays.copyOfRange(MediaFiles.webpHead(8, 8), 12, 30);

    BufferedImage read = Photos.read(FileType.WEBP, MediaFiles.riff(head, red, blue, blue));

    assertThat(read.getRGB(4, 4)).isEqualTo(0xFFFF0000);
  }

  /** The memory for it was told by what the file says at its beginning. */
  @Test
  void aPictureOfAnotherSizeThanItsCanvasIsRefused() {
    byte[] head = Arrays.copyOfRange(MediaFiles.webpHead(25, 16), 12, 30);
    byte[] picture = MediaFiles.riffChunk("VP8 ", content("VP8 "));

    refused(MediaFiles.riff(head, picture), Reason.INVALID);
  }

  private static WebpBits noise(int width, int height) {
    Random random = new Random(9);
    WebpBits bits = WebpBits.of(width, height).plain();
    bits.two(3, 250).two(7, 128).two(0, 99).two(0, 255).one(0);
    for (int i = 0; i < width * height; i++) {
      bits.put(random.nextInt(16), 4);
    }
    return bits;
  }

  private static byte[] withAlpha(byte[] alpha) {
    return MediaFiles.riff(
        MediaFiles.riffChunk("VP8X", content("VP8X")),
        MediaFiles.riffChunk("ALPH", alpha),
        MediaFiles.riffChunk("VP8 ", content("VP8 ")));
  }

  /** Of a chunk of {@link #SEE_THROUGH}. */
  private static byte[] content(String name) {
    int at = 12;
    while (!Bytes.has(SEE_THROUGH, at, name)) {
      int length = (int) Bytes.u32le(SEE_THROUGH, at + 4);
      at += 8 + length + (length & 1);
    }
    return Arrays.copyOfRange(SEE_THROUGH, at + 8, at + 8 + (int) Bytes.u32le(SEE_THROUGH, at + 4));
  }

  private static void refused(byte[] file, Reason reason) {
    assertThatThrownBy(() -> Photos.read(FileType.WEBP, file))
        .as("of %d bytes", file.length)
        .isInstanceOfSatisfying(
            MediaRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
