package kr.maeul.media.sound;

import java.util.Arrays;
import java.util.Set;
import kr.maeul.media.file.Bytes;
import kr.maeul.media.file.MediaRefusedException;
import kr.maeul.media.file.OtherFile;
import kr.maeul.media.sound.Sounds.Sound;

/**
 * WebM with sound alone (RFC 8794, RFC 9559). Browsers record it without saying how long it will be
 * or how large its parts are, so its length is the time of its last block. What is not sound
 * becomes void where it stands.
 */
final class WebM {
  private static final long DOC_TYPE = 0x4282;
  private static final long TIME_SCALE = 0x2AD7B1;
  private static final long TRACK_TYPE = 0x83;
  private static final long CODEC = 0x86;
  private static final long CLUSTER_TIME = 0xE7;
  private static final long SIMPLE_BLOCK = 0xA3;
  private static final long BLOCK = 0xA1;
  private static final int VOID = 0xEC;
  private static final int VIDEO = 1;
  private static final int AUDIO = 2;
  private static final double NANOS_A_SECOND = 1e9;

  /** EBML head, segment, info, tracks, track, cluster, block group: gone into. */
  private static final Set<Long> CONTAINERS =
      Set.of(0x1A45DFA3L, 0x18538067L, 0x1549A966L, 0x1654AE6BL, 0xAEL, 0x1F43B675L, 0xA0L);

  /** Checksum, date, title, name, tags, attachments, chapters. */
  private static final Set<Long> BLANKED =
      Set.of(0xBFL, 0x4461L, 0x7BA9L, 0x536EL, 0x1254C367L, 0x1941A469L, 0x1043A770L);

  private static final Set<String> CODECS = Set.of("A_OPUS", "A_VORBIS");

  private final byte[] file;
  private double scaleNanos = 1_000_000;
  private long clusterTime;
  private long lastTime;
  private boolean isWebM;
  private int tracks;
  private int codecs;
  private int blocks;

  private WebM(byte[] file) {
    this.file = file;
  }

  static Sound read(byte[] file) {
    return new WebM(file).read();
  }

  private Sound read() {
    for (long at = 0; at < file.length; ) {
      int idLength = length(Bytes.u8(file, at), 4);
      long id = number(at, idLength, false);
      int sizeLength = length(Bytes.u8(file, at + idLength), 8);
      long size = number(at + idLength, sizeLength, true);
      long body = at + idLength + sizeLength;
      if (CONTAINERS.contains(id)) {
        at = body;
        continue;
      }
      if (body + size > file.length && (id == SIMPLE_BLOCK || id == BLOCK)) {
        break; // a recording that was cut off plays up to there
      }
      if (size < 0 || body + size > file.length) {
        throw MediaRefusedException.broken();
      }
      if (BLANKED.contains(id)) {
        blank((int) at, (int) (body + size));
      } else {
        take(id, body, (int) size);
      }
      at = body + size;
    }
    if (!isWebM || tracks != 1 || codecs != 1) {
      throw Sounds.otherThanSound();
    }
    if (blocks == 0) {
      throw MediaRefusedException.broken();
    }
    return new Sound(Sounds.duration(Math.max(1, lastTime) * scaleNanos, NANOS_A_SECOND), file);
  }

  private void take(long id, long body, int size) {
    if (id == DOC_TYPE) {
      isWebM = text(body, size).equals("webm");
    } else if (id == TIME_SCALE) {
      scaleNanos = unsigned(body, size);
    } else if (id == TRACK_TYPE) {
      tracks++;
      if (unsigned(body, size) == VIDEO) {
        throw OtherFile.VIDEO.refused();
      }
      if (unsigned(body, size) != AUDIO) {
        throw Sounds.otherThanSound();
      }
    } else if (id == CODEC) {
      codecs++;
      if (!CODECS.contains(text(body, size))) {
        throw Sounds.otherThanSound();
      }
    } else if (id == CLUSTER_TIME) {
      clusterTime = unsigned(body, size);
    } else if (id == SIMPLE_BLOCK || id == BLOCK) {
      blocks++;
      int track = length(Bytes.u8(file, body), 8);
      lastTime = Math.max(lastTime, clusterTime + (short) Bytes.u16(file, body + track));
    }
  }

  /** A number's first byte has as many leading zeros as bytes follow. */
  private static int length(int first, int longest) {
    int length = Integer.numberOfLeadingZeros(first) - 23;
    if (length > longest) {
      throw MediaRefusedException.broken();
    }
    return length;
  }

  /** -1 for a size that is not known. */
  private long number(long at, int length, boolean isSize) {
    long value = Bytes.u8(file, at);
    if (isSize) {
      value &= (1 << 8 - length) - 1;
    }
    for (int i = 1; i < length; i++) {
      value = value << 8 | Bytes.u8(file, at + i);
    }
    return isSize && value == (1L << 7 * length) - 1 ? -1 : value;
  }

  private long unsigned(long at, int size) {
    if (size > 7) {
      for (int i = 0; i < size - 7; i++) {
        if (Bytes.u8(file, at + i) != 0) {
          throw MediaRefusedException.broken();
        }
      }
    }
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | Bytes.u8(file, at + i);
    }
    return value;
  }

  private String text(long at, int size) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(size, 64) && Bytes.u8(file, at + i) != 0; i++) {
      text.append((char) Bytes.u8(file, at + i));
    }
    return text.toString();
  }

  private void blank(int from, int to) {
    int sizeLength = to - from > 9 ? 8 : 1;
    long size = (long) to - from - 1 - sizeLength;
    Arrays.fill(file, from, to, (byte) 0);
    file[from] = (byte) VOID;
    for (int i = 0; i < sizeLength; i++) {
      file[from + sizeLength - i] = (byte) (size >>> 8 * i);
    }
    file[from + 1] |= (byte) (1 << 8 - sizeLength);
  }
}
