package kr.maeul.media.sound;

import java.util.Set;
import kr.maeul.media.file.Bytes;
import kr.maeul.media.file.MediaRefusedException;
import kr.maeul.media.sound.Sounds.Sound;

/** RIFF WAVE: chunks of a name, a length and data. The format and the samples are kept. */
final class Wav {
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int A_LAW = 6;
  private static final int MU_LAW = 7;
  private static final int EXTENSIBLE = 0xFFFE;
  private static final Set<Integer> PLAYED = Set.of(PCM, FLOAT, A_LAW, MU_LAW, EXTENSIBLE);
  private static final int LONGEST_FORMAT = 40;

  private Wav() {}

  static Sound read(byte[] file) {
    long format = -1;
    int formatLength = 0;
    for (long at = 12; at + 8 <= file.length; ) {
      long length = Bytes.u32le(file, at + 4);
      if (Bytes.has(file, at, "fmt ")) {
        if (length < 16 || length > LONGEST_FORMAT) {
          throw MediaRefusedException.broken();
        }
        format = at + 8;
        formatLength = (int) length;
      } else if (Bytes.has(file, at, "data")) {
        if (format < 0) {
          throw MediaRefusedException.broken();
        }
        // Recorders that write as they go leave the length open.
        int samples = (int) Math.min(length, file.length - at - 8);
        return sound(file, (int) format, formatLength, (int) at + 8, samples);
      }
      at += 8 + length + (length & 1);
    }
    throw MediaRefusedException.broken();
  }

  private static Sound sound(byte[] file, int format, int formatLength, int from, int length) {
    if (!PLAYED.contains(Bytes.u16le(file, format))) {
      throw Sounds.otherThanSound();
    }
    double rate = Bytes.u32le(file, format + 4L);
    int frameBytes = Bytes.u16le(file, format + 12L);
    if (frameBytes == 0) {
      throw MediaRefusedException.broken();
    }
    int padded = length + (length & 1);
    byte[] clean = new byte[12 + 8 + formatLength + 8 + padded];
    System.arraycopy(file, 0, clean, 0, 12);
    Bytes.putU32le(clean, 4, clean.length - 8L);
    System.arraycopy(file, format - 8, clean, 12, 8 + formatLength);
    int data = 20 + formatLength;
    System.arraycopy(file, from - 8, clean, data, 4);
    Bytes.putU32le(clean, data + 4, length);
    System.arraycopy(file, from, clean, data + 8, length);
    return new Sound(Sounds.duration((double) length / frameBytes, rate), clean);
  }
}
