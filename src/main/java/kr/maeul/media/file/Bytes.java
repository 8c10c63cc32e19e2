package kr.maeul.media.file;

/** Numbers in a file's bytes. Reading beyond the end is a mistake of the file's, not of ours. */
public final class Bytes {
  private Bytes() {}

  public static int u8(byte[] file, long at) {
    if (at < 0 || at >= file.length) {
      throw MediaRefusedException.broken();
    }
    return file[(int) at] & 0xff;
  }

  /** Big-endian, as the following three. */
  public static int u16(byte[] file, long at) {
    return u8(file, at) << 8 | u8(file, at + 1);
  }

  public static long u32(byte[] file, long at) {
    return (long) u16(file, at) << 16 | u16(file, at + 2);
  }

  public static long i64(byte[] file, long at) {
    return u32(file, at) << 32 | u32(file, at + 4);
  }

  /** Little-endian, as the following two. */
  public static int u16le(byte[] file, long at) {
    return u8(file, at) | u8(file, at + 1) << 8;
  }

  public static long u32le(byte[] file, long at) {
    return u16le(file, at) | (long) u16le(file, at + 2) << 16;
  }

  public static long i64le(byte[] file, long at) {
    return u32le(file, at) | u32le(file, at + 4) << 32;
  }

  public static void putU32le(byte[] file, int at, long value) {
    for (int i = 0; i < 4; i++) {
      file[at + i] = (byte) (value >>> 8 * i);
    }
  }

  public static boolean has(byte[] file, long at, byte[] what) {
    if (at < 0 || at + what.length > file.length) {
      return false;
    }
    for (int i = 0; i < what.length; i++) {
      if (file[(int) at + i] != what[i]) {
        return false;
      }
    }
    return true;
  }

  /** Four letters such as {@code fmt }, in ASCII. */
  public static boolean has(byte[] file, long at, String what) {
    return has(file, at, what.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
  }
}
