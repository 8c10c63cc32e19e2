package kr.maeul.media.sound;

import java.util.ArrayList;
import java.util.List;
import kr.maeul.media.file.Bytes;
import kr.maeul.media.file.MediaRefusedException;
import kr.maeul.media.sound.Sounds.Sound;

/**
 * Ogg with one stream of Opus or Vorbis (RFC 3533, RFC 7845). Comments are overwritten where they
 * stand, so that no other page moves.
 */
final class Ogg {
  private static final int HEADER_BYTES = 27;
  private static final int CHECKSUM_AT = 22;
  private static final int POLYNOMIAL = 0x04C11DB7;
  private static final double OPUS_HERTZ = 48_000;
  private static final int OPUS_PREAMBLE = 8;
  private static final int VORBIS_PREAMBLE = 7;

  private final byte[] file;
  private final List<Page> pages = new ArrayList<>();

  private record Page(int at, int bodyAt, int end) {}

  private Ogg(byte[] file) {
    this.file = file;
  }

  static Sound read(byte[] file) {
    return new Ogg(file).read();
  }

  private Sound read() {
    long lastGranule = 0;
    long stream = Bytes.u32le(file, 14);
    for (int at = 0; at + HEADER_BYTES <= file.length; ) {
      int segments = Bytes.u8(file, at + 26L);
      int body = at + HEADER_BYTES + segments;
      int end = body;
      for (int i = 0; i < segments; i++) {
        end += Bytes.u8(file, at + (long) HEADER_BYTES + i);
      }
      if (!Bytes.has(file, at, "OggS") || end > file.length) {
        throw MediaRefusedException.broken();
      }
      if (Bytes.u32le(file, at + 14L) != stream) {
        throw Sounds.otherThanSound();
      }
      lastGranule = Math.max(lastGranule, Bytes.i64le(file, at + 6L));
      pages.add(new Page(at, body, end));
      at = end;
    }
    if (pages.size() < 3) {
      throw MediaRefusedException.broken();
    }
    int head = pages.get(0).bodyAt();
    if (Bytes.has(file, head, "OpusHead")) {
      int lead = Bytes.u16le(file, head + 10L);
      blankComments(OPUS_PREAMBLE, "OpusTags", false);
      return new Sound(Sounds.duration(Math.max(0, lastGranule - lead), OPUS_HERTZ), whole());
    }
    if (Bytes.has(file, head, "\u0001vorbis")) {
      blankComments(VORBIS_PREAMBLE, "\u0003vorbis", true);
      return new Sound(Sounds.duration(lastGranule, Bytes.u32le(file, head + 12L)), whole());
    }
    throw Sounds.otherThanSound();
  }

  private byte[] whole() {
    int end = pages.get(pages.size() - 1).end();
    return end == file.length ? file : java.util.Arrays.copyOf(file, end);
  }

  /**
   * The second packet becomes the name of an unnamed program, as long as all that stood there, and
   * no comments.
   */
  private void blankComments(int preamble, String name, boolean isFramed) {
    List<Integer> places = secondPacket();
    int text = places.size() - preamble - 8 - (isFramed ? 1 : 0);
    if (text < 0 || !Bytes.has(file, pages.get(1).bodyAt(), name)) {
      throw MediaRefusedException.broken();
    }
    for (int i = 0; i < places.size() - preamble; i++) {
      int value;
      if (i < 4) {
        value = text >>> 8 * i;
      } else if (i < 4 + text) {
        value = ' ';
      } else {
        value = isFramed && i == text + 8 ? 1 : 0;
      }
      file[places.get(preamble + i)] = (byte) value;
    }
    for (Page page : pages) {
      if (page.at() <= places.get(places.size() - 1)) {
        seal(page);
      }
    }
  }

  /** Where its bytes are; a packet ends with a segment shorter than 255. */
  private List<Integer> secondPacket() {
    List<Integer> places = new ArrayList<>();
    for (Page page : pages.subList(1, pages.size())) {
      int at = page.bodyAt();
      for (int i = page.at() + HEADER_BYTES; i < page.bodyAt(); i++) {
        int length = Bytes.u8(file, i);
        for (int k = 0; k < length; k++) {
          places.add(at + k);
        }
        at += length;
        if (length < 255) {
          return places;
        }
      }
      if (places.size() > 1 << 20) {
        break;
      }
    }
    throw MediaRefusedException.broken();
  }

  private void seal(Page page) {
    Bytes.putU32le(file, page.at() + CHECKSUM_AT, 0);
    int sum = 0;
    for (int i = page.at(); i < page.end(); i++) {
      sum ^= file[i] << 24;
      for (int bit = 0; bit < 8; bit++) {
        sum = sum < 0 ? sum << 1 ^ POLYNOMIAL : sum << 1;
      }
    }
    Bytes.putU32le(file, page.at() + CHECKSUM_AT, sum & 0xFFFFFFFFL);
  }
}
