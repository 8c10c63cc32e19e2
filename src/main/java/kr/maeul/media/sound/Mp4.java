package kr.maeul.media.sound;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import kr.maeul.media.file.Bytes;
import kr.maeul.media.file.MediaRefusedException;
import kr.maeul.media.file.OtherFile;
import kr.maeul.media.sound.Sounds.Sound;

/**
 * MP4 with sound alone (ISO/IEC 14496-12), whole or in fragments as browsers record it. Boxes of
 * notes become free space where they stand, so that no offset changes; times of making are zeroed.
 */
final class Mp4 {
  private static final int DEEPEST = 8;
  private static final Set<String> CONTAINERS =
      Set.of("moov", "trak", "mdia", "minf", "stbl", "mvex", "moof", "traf");

  /** What playing needs; all else is overwritten, known or not. */
  private static final Set<String> KEPT =
      Set.of(
          "ftyp", "styp", "mdat", "mvhd", "tkhd", "edts", "mdhd", "hdlr", "smhd", "dinf", "stsd",
          "stts", "stsc", "stsz", "stz2", "stco", "co64", "stss", "sgpd", "sbgp", "ctts", "mehd",
          "trex", "mfhd", "tfhd", "tfdt", "trun", "sidx", "mfra", "free", "skip", "wide");

  private static final Set<String> DATED = Set.of("mvhd", "tkhd", "mdhd");
  private static final Set<String> CODECS = Set.of("mp4a", ".mp3", "Opus", "fLaC");
  private static final int HAS_OFFSET = 0x1;
  private static final int HAS_DESCRIPTION = 0x2;
  private static final int HAS_FIRST_FLAGS = 0x4;
  private static final int HAS_DEFAULT_DURATION = 0x8;
  private static final int HAS_DURATION = 0x100;
  private static final int HAS_SIZE = 0x200;
  private static final int HAS_FLAGS = 0x400;
  private static final int HAS_COMPOSITION = 0x800;

  private final byte[] file;
  private double unitsPerSecond;
  private double units;
  private double said;
  private long usualUnits;
  private long usualHere;
  private int tracks;
  private int codecs;

  private Mp4(byte[] file) {
    this.file = file;
  }

  static Sound read(byte[] file) {
    Mp4 mp4 = new Mp4(file);
    mp4.boxes(0, file.length, 0);
    if (mp4.tracks != 1 || mp4.codecs != 1) {
      throw Sounds.otherThanSound();
    }
    return new Sound(Sounds.duration(Math.max(mp4.units, mp4.said), mp4.unitsPerSecond), file);
  }

  private void boxes(long from, long to, int depth) {
    if (depth > DEEPEST) {
      throw MediaRefusedException.broken();
    }
    for (long at = from; at + 8 <= to; ) {
      long size = Bytes.u32(file, at);
      int head = 8;
      if (size == 1) {
        size = Bytes.i64(file, at + 8);
        head = 16;
      } else if (size == 0 && depth == 0) {
        size = to - at;
      }
      if (size < head || size > to - at) {
        throw MediaRefusedException.broken();
      }
      String type = new String(file, (int) at + 4, 4, StandardCharsets.ISO_8859_1);
      if (CONTAINERS.contains(type)) {
        boxes(at + head, at + size, depth + 1);
      } else if (KEPT.contains(type)) {
        take(type, at + head, at + size);
      } else {
        System.arraycopy("free".getBytes(StandardCharsets.ISO_8859_1), 0, file, (int) at + 4, 4);
        Arrays.fill(file, (int) at + head, (int) (at + size), (byte) 0);
      }
      at += size;
    }
  }

  private void take(String type, long at, long end) {
    if (DATED.contains(type)) {
      int width = Bytes.u8(file, at) == 1 ? 16 : 8;
      if (at + 4 + width > end) {
        throw MediaRefusedException.broken();
      }
      Arrays.fill(file, (int) at + 4, (int) at + 4 + width, (byte) 0);
    }
    switch (type) {
      case "free", "skip", "wide" -> Arrays.fill(file, (int) at, (int) end, (byte) 0);
      case "hdlr" -> handler(at, end);
      case "stsd" -> codec(at);
      case "mdhd" -> {
        boolean isLong = Bytes.u8(file, at) == 1;
        unitsPerSecond = Bytes.u32(file, at + (isLong ? 20 : 12));
        said = isLong ? Bytes.i64(file, at + 24) : Bytes.u32(file, at + 16);
        said = said < 0 || said == 0xFFFFFFFFL ? 0 : said;
      }
      case "stts" -> {
        long entries = Bytes.u32(file, at + 4);
        for (long i = 0; i < entries; i++) {
          units += (double) Bytes.u32(file, at + 8 + 8 * i) * Bytes.u32(file, at + 12 + 8 * i);
        }
      }
      case "trex" -> usualUnits = Bytes.u32(file, at + 12);
      case "tfhd" -> {
        int flags = (int) Bytes.u32(file, at) & 0xFFFFFF;
        long field =
            at + 8 + ((flags & HAS_OFFSET) != 0 ? 8 : 0) + ((flags & HAS_DESCRIPTION) != 0 ? 4 : 0);
        usualHere = (flags & HAS_DEFAULT_DURATION) != 0 ? Bytes.u32(file, field) : usualUnits;
      }
      case "trun" -> run(at, end);
      default -> {
        // kept as it is
      }
    }
  }

  private void handler(long at, long end) {
    if (Bytes.has(file, at + 8, "vide")) {
      throw OtherFile.VIDEO.refused();
    }
    if (!Bytes.has(file, at + 8, "soun")) {
      throw Sounds.otherThanSound();
    }
    tracks++;
    if (at + 24 < end) {
      Arrays.fill(file, (int) at + 24, (int) end, (byte) 0); // a name in words
    }
  }

  private void codec(long at) {
    codecs++;
    String name =
        new String(file, (int) Math.min(at + 12, file.length - 4L), 4, StandardCharsets.ISO_8859_1);
    if (Bytes.u32(file, at + 4) != 1 || !CODECS.contains(name)) {
      throw Sounds.otherThanSound();
    }
  }

  private void run(long at, long end) {
    int flags = (int) Bytes.u32(file, at) & 0xFFFFFF;
    long samples = Bytes.u32(file, at + 4);
    if ((flags & HAS_DURATION) == 0) {
      units += (double) samples * usualHere;
      return;
    }
    long first =
        at + 8 + ((flags & HAS_OFFSET) != 0 ? 4 : 0) + ((flags & HAS_FIRST_FLAGS) != 0 ? 4 : 0);
    int step = 4 * (1 + Integer.bitCount(flags & (HAS_SIZE | HAS_FLAGS | HAS_COMPOSITION)));
    if (samples > (end - first) / step) {
      throw MediaRefusedException.broken();
    }
    for (long i = 0; i < samples; i++) {
      units += Bytes.u32(file, first + i * step);
    }
  }
}
