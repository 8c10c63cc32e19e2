package kr.maeul.media;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import kr.maeul.layer.kind.MediaKind;
import kr.maeul.media.photo.PhotoSize;

/**
 * One photo or recording.
 *
 * @param id 128 random bits in hex; features name it so
 * @param type media type of what is kept
 * @param width in pixels, 0 for sound
 * @param height in pixels, 0 for sound
 * @param duration of sound, null for a photo
 * @param bytes that all its files take
 * @param description what people say of it
 * @param blurred whether parts of it were made unrecognisable
 * @param account who uploaded it, or null where it was somebody without an account
 * @param keyHash of the key that an uploader without an account was given, or null
 * @param attached when a feature last was known to name it, null where none ever did
 * @param files hashes of its contents by {@link PhotoSize#word()}; for sound, under {@link #SOUND}
 */
public record Medium(
    String id,
    MediaKind kind,
    String type,
    int width,
    int height,
    Duration duration,
    long bytes,
    Description description,
    boolean blurred,
    String account,
    String keyHash,
    Instant uploaded,
    Instant attached,
    Map<String, StoredFile> files) {

  /** What the one file of a recording is filed under. */
  static final String SOUND = "sound";

  /**
   * @param hash SHA-256 of the content in hex
   */
  public record StoredFile(String hash, long bytes) {}

  /**
   * @param alt what is to be seen, for those who do not see it
   * @param altEn the same in English
   * @param credit who made it
   * @param licence on what terms others may use it
   * @param transcript what is to be heard, for those who do not hear it
   */
  public record Description(
      String alt, String altEn, String credit, String licence, String transcript) {
    static final Description EMPTY = new Description("", "", "", "", "");
  }
}
