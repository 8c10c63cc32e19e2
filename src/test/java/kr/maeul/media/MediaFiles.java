package kr.maeul.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/** Files to upload, made here: small ones of every kind, and hostile ones. */
public final class MediaFiles {
  private MediaFiles() {}

  /** Red above, blue below, so that one sees which way is up. */
  public static BufferedImage picture(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.RED);
    g.fillRect(0, 0, width, height / 2);
    g.setColor(Color.BLUE);
    g.fillRect(0, height / 2, width, height - height / 2);
    g.dispose();
    return image;
  }

  public static byte[] encoded(String format, BufferedImage image) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(image, format, out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] jpeg(int width, int height) {
    return encoded("jpg", picture(width, height));
  }

  public static byte[] png(int width, int height) {
    return encoded("png", picture(width, height));
  }

  /** A JPEG as a telephone makes it: held on its side, with a place, a time and a name. */
  public static byte[] jpegOfTelephone(int width, int height, int orientation) {
    byte[] plain = jpeg(width, height);
    byte[] exif = exif(orientation);
    byte[] xmp =
        "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>SECRETXMP</x:xmpmeta>"
            .getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(plain, 0, 2);
    segment(out, 0xE1, concat("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1), exif));
    segment(out, 0xE1, xmp);
    segment(out, 0xFE, "SECRETCOMMENT".getBytes(StandardCharsets.ISO_8859_1));
    out.write(plain, 2, plain.length - 2);
    return out.toByteArray();
  }

  private static void segment(ByteArrayOutputStream out, int marker, byte[] content) {
    out.write(0xFF);
    out.write(marker);
    out.write(content.length + 2 >> 8);
    out.write(content.length + 2 & 0xFF);
    out.writeBytes(content);
  }

  /** TIFF with 35°49'27.6"N 127°08'52.8"E, 2024:05:01 10:20:30, and a camera's name. */
  static byte[] exif(int orientation) {
    ByteBuffer b = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
    b.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
    b.putShort((short) 4); // IFD0
    entry(b, 0x010F, 2, 12, 200);
    b.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    b.putShort((short) 0);
    entry(b, 0x8769, 4, 1, 80);
    entry(b, 0x8825, 4, 1, 110);
    b.putInt(0);
    b.position(80);
    b.putShort((short) 1);
    entry(b, 0x9003, 2, 20, 220);
    b.putInt(0);
    b.position(110);
    b.putShort((short) 4); // GPS
    b.putShort((short) 1).putShort((short) 2).putInt(2).putInt('N');
    entry(b, 2, 5, 3, 250);
    b.putShort((short) 3).putShort((short) 2).putInt(2).putInt('E');
    entry(b, 4, 5, 3, 280);
    b.putInt(0);
    b.position(200);
    b.put("SECRETMAKER\0".getBytes(StandardCharsets.ISO_8859_1));
    b.position(220);
    b.put("2024:05:01 10:20:30\0".getBytes(StandardCharsets.ISO_8859_1));
    b.position(250);
    b.putInt(35).putInt(1).putInt(49).putInt(1).putInt(276).putInt(10);
    b.position(280);
    b.putInt(127).putInt(1).putInt(8).putInt(1).putInt(528).putInt(10);
    return Arrays.copyOf(b.array(), 310);
  }

  private static void entry(ByteBuffer b, int tag, int type, int count, int value) {
    b.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
  }

  /** A PNG that says it is so large, with as many zeros as that takes, or fewer. */
  public static byte[] pngBomb(int width, int height, int zeroRows) {
    return zeros(width, height, zeroRows, width / 8 + 2, 1, 0, false);
  }

  /** A PNG of eight bytes a pixel. */
  public static byte[] png16(int width, int height, boolean isInterlaced) {
    int rowsAtMost = isInterlaced ? height + 8 : height; // passes have more rows, and shorter ones
    return zeros(width, height, rowsAtMost, width * 8 + 1, 16, 6, isInterlaced);
  }

  private static byte[] zeros(
      int width,
      int height,
      int zeroRows,
      int rowBytes,
      int depth,
      int colourType,
      boolean isInterlaced) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(9);
    byte[] row = new byte[rowBytes];
    byte[] buffer = new byte[8192];
    for (int i = 0; i < zeroRows; i++) {
      deflater.setInput(row);
      while (!deflater.needsInput()) {
        data.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    deflater.finish();
    while (!deflater.finished()) {
      data.write(buffer, 0, deflater.deflate(buffer));
    }
    return pngOf(
        pngHead(width, height, depth, colourType, isInterlaced), chunk("IDAT", data.toByteArray()));
  }

  /** A PNG of eight bytes a pixel that has none of them. */
  public static byte[] png16Head(int width, int height, boolean isInterlaced) {
    return pngOf(pngHead(width, height, 16, 6, isInterlaced), chunk("IDAT", new byte[8]));
  }

  private static byte[] pngHead(
      int width, int height, int depth, int colourType, boolean isInterlaced) {
    ByteBuffer head = ByteBuffer.allocate(13).putInt(width).putInt(height);
    head.put((byte) depth).put((byte) colourType).put(12, (byte) (isInterlaced ? 1 : 0));
    return chunk("IHDR", head.array());
  }

  /** A small picture with a compressed note that swells to so many bytes. */
  public static byte[] pngWithSwellingNote(int noteBytes) {
    Deflater deflater = new Deflater(9);
    ByteArrayOutputStream note = new ByteArrayOutputStream();
    note.writeBytes("note\0\0".getBytes(StandardCharsets.ISO_8859_1));
    byte[] buffer = new byte[8192];
    byte[] megabyte = new byte[1 << 20];
    for (int i = 0; i < noteBytes >> 20; i++) {
      deflater.setInput(megabyte);
      while (!deflater.needsInput()) {
        note.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    deflater.finish();
    while (!deflater.finished()) {
      note.write(buffer, 0, deflater.deflate(buffer));
    }
    return pngWith(pngWith(png(40, 30), "zTXt", note.toByteArray()), "iCCP", note.toByteArray());
  }

  /** A PNG with one more chunk before its pixels. */
  public static byte[] pngWith(byte[] png, String name, byte[] content) {
    int afterHead = 8 + 25;
    return concat(
        Arrays.copyOf(png, afterHead),
        chunk(name, content),
        Arrays.copyOfRange(png, afterHead, png.length));
  }

  private static byte[] pngOf(byte[]... chunks) {
    byte[] file = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    for (byte[] chunk : chunks) {
      file = concat(file, chunk);
    }
    return concat(file, chunk("IEND", new byte[0]));
  }

  private static byte[] chunk(String name, byte[] content) {
    ByteBuffer b = ByteBuffer.allocate(12 + content.length).putInt(content.length);
    b.put(name.getBytes(StandardCharsets.ISO_8859_1)).put(content);
    CRC32 sum = new CRC32();
    sum.update(b.array(), 4, 4 + content.length);
    return b.putInt((int) sum.getValue()).array();
  }

  public static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** One pixel, lossless; a file that is known to be valid. */
  public static byte[] webp() {
    return java.util.Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");
  }

  /** A WebP of that canvas, see-through, with nothing on it. */
  public static byte[] webpHead(int width, int height) {
    ByteBuffer head = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putInt(0x10);
    head.putInt(width - 1).position(7);
    head.put((byte) (height - 1)).put((byte) (height - 1 >> 8)).put((byte) (height - 1 >> 16));
    return riff(riffChunk("VP8X", head.array()));
  }

  /** A WebP of those chunks. */
  public static byte[] riff(byte[]... chunks) {
    byte[] content = concat(ascii("WEBP"), concat(chunks));
    return riffChunk("RIFF", content);
  }

  public static byte[] riffChunk(String name, byte[] content) {
    int padded = content.length + (content.length & 1);
    ByteBuffer b = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
    return b.put(ascii(name)).putInt(content.length).put(content).array();
  }

  /** 8 kHz, one channel, 16 bit, with a note of where it was recorded. */
  public static byte[] wav(double seconds) {
    int samples = (int) (8000 * seconds);
    byte[] note = "INAMSECRETNOTE".getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer b =
        ByteBuffer.allocate(44 + 8 + note.length + samples * 2).order(ByteOrder.LITTLE_ENDIAN);
    b.put(ascii("RIFF")).putInt(b.capacity() - 8).put(ascii("WAVEfmt ")).putInt(16);
    b.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(16_000);
    b.putShort((short) 2).putShort((short) 16);
    b.put(ascii("LIST")).putInt(note.length).put(note);
    b.put(ascii("data")).putInt(samples * 2);
    for (int i = 0; i < samples; i++) {
      b.putShort((short) (8000 * Math.sin(i / 8.0)));
    }
    return b.array();
  }

  /** Frames of 32 kbit/s at 44.1 kHz (26 ms each) between two tags. */
  public static byte[] mp3(double seconds) {
    int frames = (int) Math.ceil(seconds * 44_100 / 1152);
    byte[] frame = new byte[1152 / 8 * 32_000 / 44_100];
    frame[0] = (byte) 0xFF;
    frame[1] = (byte) 0xFB;
    frame[2] = 0x10;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] tag = ascii("TIT2SECRETTITLE.....");
    out.writeBytes(concat(ascii("ID3"), new byte[] {4, 0, 0, 0, 0, 0, (byte) tag.length}, tag));
    for (int i = 0; i < frames; i++) {
      out.writeBytes(frame);
    }
    out.writeBytes(Arrays.copyOf(ascii("TAGSECRETTITLE"), 128));
    return out.toByteArray();
  }

  /** MP4 with one track of the kind, such as {@code soun}, that lasts so many seconds. */
  public static byte[] mp4(String handler, int seconds) {
    ByteBuffer mdhd = ByteBuffer.allocate(24).putInt(0).putInt(77).putInt(77).putInt(1000);
    mdhd.putInt(seconds * 1000);
    ByteBuffer stts = ByteBuffer.allocate(16).putInt(0).putInt(1).putInt(seconds).putInt(1000);
    byte[] stsd = concat(new byte[] {0, 0, 0, 0, 0, 0, 0, 1}, box("mp4a", new byte[28]));
    byte[] hdlr = concat(new byte[8], ascii(handler), new byte[12], ascii("SECRETHANDLER\0"));
    byte[] stbl = box("stbl", concat(box("stsd", stsd), box("stts", stts.array())));
    byte[] mdia =
        box("mdia", concat(box("mdhd", mdhd.array()), box("hdlr", hdlr), box("minf", stbl)));
    byte[] udta = box("udta", ascii("\u00a9xyz+35.8243+127.1480SECRETPLACE/"));
    return concat(
        box("ftyp", ascii("M4A \0\0\0\0M4A ")),
        box("moov", concat(box("mvhd", new byte[100]), box("trak", mdia), udta)),
        box("mdat", new byte[64]));
  }

  private static byte[] box(String name, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length)
        .put(ascii(name))
        .put(content)
        .array();
  }

  /** As a browser records it: neither length nor sizes are known. */
  public static byte[] webm(String docType, int trackType, int seconds) {
    byte[] unknown = {1, -1, -1, -1, -1, -1, -1, -1};
    byte[] head = element(0x1A45DFA3, element(0x4282, ascii(docType)));
    byte[] track =
        element(
            0xAE,
            concat(element(0x83, new byte[] {(byte) trackType}), element(0x86, ascii("A_OPUS"))));
    byte[] tags = element(0x1254C367, ascii("SECRETTAGS, long enough for a size of eight bytes"));
    byte[] out = concat(head, id(0x18538067), unknown, element(0x1654AE6B, track), tags);
    for (int s = 0; s < seconds; s++) {
      ByteBuffer time = ByteBuffer.allocate(4).putInt(s * 1000);
      byte[] block = element(0xA3, new byte[] {(byte) 0x81, 3, (byte) 0xE8, 0, 1, 2, 3});
      out = concat(out, id(0x1F43B675), unknown, element(0xE7, time.array()), block);
    }
    return out;
  }

  private static byte[] element(int id, byte[] content) {
    return concat(id(id), new byte[] {(byte) (0x80 | content.length)}, content);
  }

  private static byte[] id(int id) {
    int length = id >>> 24 != 0 ? 4 : id >>> 16 != 0 ? 3 : id >>> 8 != 0 ? 2 : 1;
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (id >>> 8 * (length - 1 - i));
    }
    return bytes;
  }

  /** Opus in Ogg, with comments. */
  public static byte[] ogg(int seconds) {
    byte[] head = concat(ascii("OpusHead"), new byte[] {1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    byte[] comments = ascii("LOCATION=SECRETPLACE");
    ByteBuffer tags =
        ByteBuffer.allocate(8 + 4 + 4 + 4 + 4 + comments.length).order(ByteOrder.LITTLE_ENDIAN);
    tags.put(ascii("OpusTags")).putInt(4).put(ascii("test")).putInt(1);
    tags.putInt(comments.length).put(comments);
    return concat(
        page(0, 2, 0, head),
        page(1, 0, 0, tags.array()),
        page(2, 4, seconds * 48_000L, new byte[20]));
  }

  private static byte[] page(int number, int flags, long granule, byte[] packet) {
    ByteBuffer b = ByteBuffer.allocate(28 + packet.length).order(ByteOrder.LITTLE_ENDIAN);
    b.put(ascii("OggS")).put((byte) 0).put((byte) flags).putLong(granule).putInt(7).putInt(number);
    b.putInt(0).put((byte) 1).put((byte) packet.length).put(packet);
    return b.array();
  }

  public static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
