package kr.maeul.media.photo;

import kr.maeul.media.file.Bytes;
import kr.maeul.media.file.MediaRefusedException;

/**
 * Looks over a JPEG without decoding it. A progressive one may come in scans without number, each
 * of a few bytes and each as dear to decode as the whole photo.
 */
final class JpegScans {
  /** Cameras and programs make about ten. */
  private static final int MOST_SCANS = 64;

  private static final int END_OF_IMAGE = 0xD9;
  private static final int START_OF_SCAN = 0xDA;

  private JpegScans() {}

  /**
   * @throws MediaRefusedException if there are too many scans, or no end
   */
  static void check(byte[] file) {
    int scans = 0;
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
      if (hasLength) {
        at += 1 + Math.max(2, Bytes.u16(file, at + 2L));
      }
    }
    throw MediaRefusedException.broken();
  }
}
