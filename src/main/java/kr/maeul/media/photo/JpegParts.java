package kr.maeul.media.photo;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kr.maeul.media.file.Bytes;
import kr.maeul.media.file.MediaRefusedException;

/**
 * What of a JPEG makes its picture, looked over before the reader gets it: it keeps something of
 * every segment, and 50 kB of each that has a code table. A progressive one may come in scans
 * without number, each of a few bytes and each as dear to decode as the whole photo; and one of
 * several scans stands in memory whole, outside of the heap, until the last of them. Stateless.
 */
final class JpegParts {
  /** Cameras and programs make about ten. */
  private static final int MOST_SCANS = 64;

  /** Of the pixels of all scans: sixteen of 50 megapixels. */
  private static final long MOST_SCANNED_PIXELS = 800_000_000;

  /** Of quantization and of codes, one segment each; cameras write four, programs some a scan. */
  private static final int MOST_TABLES = 150;

  /** What the reader makes of those tables. */
  static final long TABLES_BYTES = 8L << 20;

  /** A larger profile of colours is left out. */
  private static final int MOST_PROFILE_BYTES = 2 << 20;

  private static final int MOST_PROFILE_SEGMENTS = 64;

  /** Outside of the heap: 50 megapixels whose colours have half the width and height. */
  private static final long MOST_KEPT_BYTES = 160L << 20;

  private static final int BYTES_OF_COEFFICIENT = 2;
  private static final int MARK = 0xFF;
  private static final int START_OF_IMAGE = 0xD8;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int START_OF_SCAN = 0xDA;
  private static final int CODES = 0xC4;
  private static final int CONDITIONS = 0xCC;
  private static final int QUANTIZATION = 0xDB;
  private static final int RESTARTS = 0xDD;
  private static final int JFIF = 0xE0;
  private static final int PROFILE = 0xE2;
  private static final int ADOBE = 0xEE;

  private final byte[] file;
  private final List<Part> parts = new ArrayList<>();
  private int scans;
  private int tables;
  private int profileSegments;
  private int profileBytes;
  private boolean hasFrame;
  private boolean hasJfif;
  private boolean hasAdobe;
  private long pixels;
  private long coefficients;

  private record Part(int from, int to, boolean isProfile) {
    int length() {
      return to - from;
    }
  }

  private JpegParts(byte[] file) {
    this.file = file;
  }

  /**
   * The file with nothing but what makes the picture.
   *
   * @throws MediaRefusedException if there are too many scans or tables, too much that is kept
   *     between them, or no end
   */
  static byte[] plain(byte[] file) {
    return new JpegParts(file).read();
  }

  /** The size by the first frame; none where there is none. */
  static PhotoCost.Size size(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      in.skipNBytes(2);
      while (true) {
        int marker = marker(in);
        if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
          return PhotoCost.Size.NONE;
        }
        if (hasLength(marker)) {
          int length = in.readUnsignedShort();
          if (isFrame(marker)) {
            in.readByte();
            int height = in.readUnsignedShort();
            return new PhotoCost.Size(in.readUnsignedShort(), height);
          }
          in.skipNBytes(Math.max(0, length - 2));
        }
      }
    } catch (EOFException none) {
      return PhotoCost.Size.NONE;
    }
  }

  private static int marker(DataInputStream in) throws IOException {
    int marker = 0;
    while (marker == 0) {
      while (in.readUnsignedByte() != MARK) {
        // between segments stands nothing, or what readers pass over
      }
      do {
        marker = in.readUnsignedByte();
      } while (marker == MARK);
    }
    return marker;
  }

  private byte[] read() {
    parts.add(new Part(0, 2, false));
    int at = 2;
    while (true) {
      at = nextMarker(at);
      int marker = Bytes.u8(file, at + 1L);
      if (marker == END_OF_IMAGE) {
        if (scans == 0) {
          throw MediaRefusedException.broken();
        }
        parts.add(new Part(at, at + 2, false));
        return joined();
      }
      int end = at + 2;
      if (hasLength(marker)) {
        int length = Bytes.u16(file, at + 2L);
        end += length;
        if (length < 2 || end > file.length) {
          throw MediaRefusedException.broken();
        }
        if (marker == START_OF_SCAN) {
          end = endOfScan(end);
        }
        if (isOfThePicture(marker, at, end)) {
          parts.add(new Part(at, end, marker == PROFILE));
        }
      }
      at = end;
    }
  }

  private int nextMarker(int from) {
    for (int at = from; at + 1 < file.length; at++) {
      if (file[at] == (byte) MARK && file[at + 1] != (byte) MARK && file[at + 1] != 0) {
        return at;
      }
    }
    throw MediaRefusedException.broken();
  }

  private int endOfScan(int from) {
    for (int at = from; at + 1 < file.length; at++) {
      int next = file[at + 1] & 0xff;
      boolean isRestart = next >= 0xD0 && next < START_OF_IMAGE;
      if (file[at] == (byte) MARK && next != 0 && next != MARK && !isRestart) {
        return at;
      }
    }
    throw MediaRefusedException.broken();
  }

  private boolean isOfThePicture(int marker, int at, int end) {
    if (isFrame(marker)) {
      if (hasFrame) {
        throw MediaRefusedException.broken();
      }
      hasFrame = true;
      pixels = (long) Bytes.u16(file, at + 5L) * Bytes.u16(file, at + 7L);
      coefficients = coefficients(at);
      return true;
    }
    return switch (marker) {
      case START_OF_SCAN -> isScan();
      case CODES, CONDITIONS, QUANTIZATION, RESTARTS -> isTable();
      case JFIF -> !hasJfif && (hasJfif = Bytes.has(file, at + 4L, "JFIF\0"));
      case ADOBE -> !hasAdobe && (hasAdobe = Bytes.has(file, at + 4L, "Adobe"));
      case PROFILE -> isProfile(at, end);
      default -> false;
    };
  }

  private boolean isScan() {
    if (++scans > MOST_SCANS) {
      throw MediaRefusedException.broken();
    }
    if (scans > 1
        && (coefficients * BYTES_OF_COEFFICIENT > MOST_KEPT_BYTES
            || scans * pixels > MOST_SCANNED_PIXELS)) {
      throw tooDear();
    }
    return true;
  }

  private boolean isTable() {
    if (++tables > MOST_TABLES) {
      throw MediaRefusedException.broken();
    }
    return true;
  }

  private boolean isProfile(int at, int end) {
    if (!Bytes.has(file, at + 4L, "ICC_PROFILE\0")) {
      return false;
    }
    profileBytes = Math.min(MOST_PROFILE_BYTES + 1, profileBytes + end - at);
    return ++profileSegments <= MOST_PROFILE_SEGMENTS && profileBytes <= MOST_PROFILE_BYTES;
  }

  private byte[] joined() {
    if (profileSegments > MOST_PROFILE_SEGMENTS || profileBytes > MOST_PROFILE_BYTES) {
      parts.removeIf(Part::isProfile);
    }
    int length = parts.stream().mapToInt(Part::length).sum();
    if (length == file.length) {
      return file;
    }
    byte[] plain = new byte[length];
    int to = 0;
    for (Part part : parts) {
      System.arraycopy(file, part.from(), plain, to, part.length());
      to += part.length();
    }
    return plain;
  }

  private static boolean hasLength(int marker) {
    return marker >= 0xC0 && (marker < 0xD0 || marker > END_OF_IMAGE);
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xC0
        && marker <= 0xCF
        && marker != CODES
        && marker != 0xC8
        && marker != CONDITIONS;
  }

  /** Of a frame (ISO 10918-1, B.2.2): one a pixel of each component, of some fewer. */
  private long coefficients(int at) {
    int components = Bytes.u8(file, at + 9L);
    int across = 1;
    int down = 1;
    int sum = 0;
    for (int c = 0; c < components; c++) {
      int sampling = Bytes.u8(file, at + 11L + 3 * c);
      across = Math.max(across, sampling >> 4);
      down = Math.max(down, sampling & 15);
      sum += (sampling >> 4) * (sampling & 15);
    }
    return pixels * sum / (across * down);
  }

  private static MediaRefusedException tooDear() {
    return new MediaRefusedException(
        MediaRefusedException.Reason.TOO_LARGE,
        "이 사진은 조금씩 선명해지는 방식(프로그레시브 JPEG)이라 여는 데 메모리를 너무 많이 씁니다." + " 크기를 줄이거나 보통 JPEG로 저장해 올려 주세요.",
        "this photo is a progressive JPEG, which takes too much memory to open;"
            + " make it smaller, or save it as a baseline JPEG");
  }
}
