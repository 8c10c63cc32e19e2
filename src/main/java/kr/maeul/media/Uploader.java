package kr.maeul.media;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import kr.maeul.media.storage.Hashes;

/**
 * Who brings a file: an account, or somebody without one, who is known again by a key.
 *
 * @param account id of the account, or null
 * @param key secret, or null; only its hash is kept
 */
public record Uploader(String account, String key) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int KEY_BYTES = 24;
  private static final int LONGEST_KEY = 100;

  public Uploader {
    if (account == null && key == null) {
      throw new IllegalArgumentException("nobody");
    }
  }

  public static Uploader account(String account) {
    return new Uploader(Objects.requireNonNull(account), null);
  }

  /** Somebody without an account, for the first time: gives them a key. */
  public static Uploader stranger() {
    byte[] bytes = new byte[KEY_BYTES];
    RANDOM.nextBytes(bytes);
    return new Uploader(null, HexFormat.of().formatHex(bytes));
  }

  /** Somebody without an account, who has been given that key. */
  public static Uploader holding(String key) {
    return new Uploader(null, Objects.requireNonNull(key));
  }

  String keyHash() {
    return hashOf(key);
  }

  /** Null for null, and for what cannot be a key. */
  static String hashOf(String key) {
    return key == null || key.length() > LONGEST_KEY
        ? null
        : Hashes.sha256(key.getBytes(StandardCharsets.UTF_8));
  }
}
