package kr.maeul.media.photo;

import com.drew.imaging.jpeg.JpegSegmentType;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.GeoLocation;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import kr.maeul.media.file.Bytes;
import kr.maeul.media.file.FileType;

/**
 * What a photo's EXIF block says that is of use: how the camera was held, where and when. Only that
 * block is read, and never one that is compressed: other metadata can be made to swell without end.
 *
 * @param orientation 1 to 8 (TIFF 6.0, tag 274), 1 where it does not say
 */
public record Exif(int orientation, Shot shot) {
  static final Exif NONE = new Exif(1, Shot.UNKNOWN);
  private static final int MOST_BYTES = 1 << 20;
  private static final int MARKER = 0xFF;
  private static final int START_OF_SCAN = 0xDA;
  private static final byte[] JPEG_PREAMBLE = {'E', 'x', 'i', 'f', 0, 0};
  private static final DateTimeFormatter CAMERA =
      DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss", Locale.ROOT);

  /** Reads it; a block that cannot be read is as none. */
  public static Exif of(FileType type, byte[] file) {
    byte[] block =
        switch (type) {
          case JPEG -> inJpeg(file);
          case PNG -> inChunks(file, 8, false, "eXIf");
          case WEBP -> inChunks(file, 12, true, "EXIF");
          default -> null;
        };
    return block == null ? NONE : parse(block);
  }

  private static byte[] inJpeg(byte[] file) {
    long at = 2;
    while (at + 4 <= file.length && Bytes.u8(file, at) == MARKER) {
      int marker = Bytes.u8(file, at + 1);
      int length = Bytes.u16(file, at + 2);
      if (marker == START_OF_SCAN || length < 2 || at + 2 + length > file.length) {
        return null;
      }
      if (marker == JpegSegmentType.APP1.byteValue + 256
          && length > JPEG_PREAMBLE.length + 2
          && Bytes.has(file, at + 4, JPEG_PREAMBLE)) {
        return slice(file, at + 4 + JPEG_PREAMBLE.length, length - 2L - JPEG_PREAMBLE.length);
      }
      at += 2L + length;
    }
    return null;
  }

  /** PNG: length, name, data, checksum. RIFF: name, length, data, padded to an even length. */
  private static byte[] inChunks(byte[] file, long start, boolean isRiff, String name) {
    long at = start;
    while (at + 8 <= file.length) {
      long length = isRiff ? Bytes.u32le(file, at + 4) : Bytes.u32(file, at);
      if (at + 8 + length > file.length) {
        return null;
      }
      if (Bytes.has(file, isRiff ? at : at + 4, name)) {
        boolean hasPreamble = Bytes.has(file, at + 8, JPEG_PREAMBLE);
        int skip = hasPreamble && length > JPEG_PREAMBLE.length ? JPEG_PREAMBLE.length : 0;
        return slice(file, at + 8 + skip, length - skip);
      }
      at += 8 + length + (isRiff ? length & 1 : 4);
    }
    return null;
  }

  private static byte[] slice(byte[] file, long from, long length) {
    return length > MOST_BYTES
        ? null
        : java.util.Arrays.copyOfRange(file, (int) from, (int) (from + length));
  }

  private static Exif parse(byte[] block) {
    try {
      Metadata metadata = new Metadata();
      new ExifReader().extract(new ByteArrayReader(block), metadata);
      ExifIFD0Directory camera = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
      Integer held = camera == null ? null : camera.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
      int orientation = held == null || held < 1 || held > 8 ? 1 : held;
      GpsDirectory gps = metadata.getFirstDirectoryOfType(GpsDirectory.class);
      GeoLocation place = gps == null ? null : gps.getGeoLocation();
      boolean isPlace =
          place != null
              && !place.isZero()
              && Math.abs(place.getLatitude()) <= 90
              && Math.abs(place.getLongitude()) <= 180;
      return new Exif(
          orientation,
          new Shot(
              isPlace ? place.getLongitude() : null,
              isPlace ? place.getLatitude() : null,
              taken(metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class))));
    } catch (RuntimeException e) {
      return NONE; // whatever the block does to its reader, the photo can do without it
    }
  }

  private static LocalDateTime taken(ExifSubIFDDirectory details) {
    String text =
        details == null ? null : details.getString(ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL);
    try {
      return text == null ? null : LocalDateTime.parse(text.strip(), CAMERA);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
