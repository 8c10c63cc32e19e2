package kr.maeul.media.photo;

import kr.maeul.media.file.Bytes;
import kr.maeul.media.file.MediaRefusedException;

/**
 * Looks over a JPEG without decoding it. A progressive one may come in scans without number, each
 * of a few bytes and each as dear to decode as the whole photo; and one of several scans stands in
 * memory whole, outside of the heap, until the last of them.
 */
final class JpegScans {
  /** Cameras and programs make about ten. */
  private static final int MOST_SCANS = 64;

  /** Outside of the heap: 50 megapixels whose colours have half the width and height. */
  private static final long MOST_KEPT_BYTES = 160L << 20;

  private static final int BYTES_OF_COEFFICIENT = 2;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int START_OF_SCAN = 0xDA;

  private JpegScans() {}

  /**
   * @throws MediaRefusedException if there are too many scans, too much that is kept between them,
   *     or no end
   */
  static void check(byte[] file) {
    int scans = 0;
    long coefficients = 0;
    for (int at = 2; at + 1 < file.length; at++) {
      if (file[at] != (byte) 0xFF) {
        continue;
      }
      int marker = file[at + 1] & 0xff;
      if (marker == END_OF_IMAGE && scans > 0) {
        return;
      }
      boolean hasLength = marker >= 0xC0 && marker != 0xFF && (marker < 0xD0 || marker > 0xD9);
      if (marker == START_OF_SCAN && ++scans > MOST_SCANS) {
        throw MediaRefusedException.broken();
      }
      if (scans > 1 && coefficients * BYTES_OF_COEFFICIENT > MOST_KEPT_BYTES) {
        throw tooDear();
      }
      if (isFrame(marker)) {
        coefficients = Math.max(coefficients, coefficients(file, at));
      }
      if (hasLength) {
        at += 1 + Math.max(2, Bytes.u16(file, at + 2L));
      }
    }
    throw MediaRefusedException.broken();
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  /** Of a frame (ISO 10918-1, B.2.2): one a pixel of each component, of some fewer. */
  private static long coefficients(byte[] file, int at) {
    long pixels = (long) Bytes.u16(file, at + 5) * Bytes.u16(file, at + 7);
    int components = Bytes.u8(file, at + 9);
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
