package kr.maeul.media.sound;

import java.io.ByteArrayOutputStream;
import kr.maeul.media.file.Bytes;
import kr.maeul.media.file.MediaRefusedException;
import kr.maeul.media.sound.Sounds.Sound;

/**
 * MPEG audio, layer 3 (ISO/IEC 11172-3, 13818-3): frames one after the other. Only frames are kept;
 * tags before, between and after them are left out.
 */
final class Mp3 {
  private static final int[] KBIT_MPEG_1 = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
  };
  private static final int[] KBIT_MPEG_2 = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160
  };
  private static final int[] HERTZ_MPEG_1 = {44_100, 48_000, 32_000};

  /** Fewer may be met by chance in any file. */
  private static final int FEWEST_FRAMES = 3;

  /** How far to look for the next frame where something else lies between. */
  private static final int FARTHEST_RESYNC = 64 * 1024;

  private static final int MPEG_1 = 3;
  private static final int MPEG_2 = 2;

  private Mp3() {}

  /**
   * @param length in bytes
   */
  private record Frame(int length, int samples, int hertz) {}

  static Sound read(byte[] file) {
    int at = afterTags(file);
    ByteArrayOutputStream frames = new ByteArrayOutputStream(file.length);
    double seconds = 0;
    int count = 0;
    int skipped = 0;
    while (at + 4 <= file.length && skipped <= FARTHEST_RESYNC) {
      Frame frame = frame(file, at);
      boolean isFollowed =
          frame != null
              && (at + frame.length() >= file.length - 4
                  || count >= FEWEST_FRAMES
                  || frame(file, at + frame.length()) != null);
      if (frame == null || !isFollowed) {
        at++;
        skipped++;
        continue;
      }
      int length = Math.min(frame.length(), file.length - at);
      frames.write(file, at, length);
      seconds += (double) frame.samples() / frame.hertz();
      at += length;
      count++;
      skipped = 0;
    }
    if (count < FEWEST_FRAMES) {
      throw MediaRefusedException.unsupported();
    }
    return new Sound(Sounds.duration(seconds, 1), frames.toByteArray());
  }

  /** ID3v2 says its own length, seven bits a byte. */
  private static int afterTags(byte[] file) {
    int at = 0;
    while (Bytes.has(file, at, "ID3") && at + 10 <= file.length) {
      long length = 0;
      for (int i = 6; i < 10; i++) {
        length = length << 7 | Bytes.u8(file, at + (long) i) & 0x7f;
      }
      boolean hasFooter = (Bytes.u8(file, at + 5L) & 0x10) != 0;
      long next = at + 10 + length + (hasFooter ? 10 : 0);
      if (next >= file.length) {
        throw MediaRefusedException.broken();
      }
      at = (int) next;
    }
    return at;
  }

  private static Frame frame(byte[] file, int at) {
    if (at + 4 > file.length || (Bytes.u16(file, at) & 0xFFE0) != 0xFFE0) {
      return null;
    }
    int version = Bytes.u8(file, at + 1L) >> 3 & 3;
    int layer = Bytes.u8(file, at + 1L) >> 1 & 3;
    int bitRate = Bytes.u8(file, at + 2L) >> 4;
    int rate = Bytes.u8(file, at + 2L) >> 2 & 3;
    int padding = Bytes.u8(file, at + 2L) >> 1 & 1;
    if (version == 1 || layer != 1 || bitRate == 0 || bitRate == 15 || rate == 3) {
      return null;
    }
    boolean isFirst = version == MPEG_1;
    int hertz = HERTZ_MPEG_1[rate] >> (isFirst ? 0 : version == MPEG_2 ? 1 : 2);
    int kbit = (isFirst ? KBIT_MPEG_1 : KBIT_MPEG_2)[bitRate];
    int samples = isFirst ? 1152 : 576;
    return new Frame(samples / 8 * kbit * 1000 / hertz + padding, samples, hertz);
  }
}
