package kr.maeul.people.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Secrets that nobody can guess, and what is kept of them. They are random to 256 bits, so a plain
 * hash is enough. Safe for use by several threads.
 */
public final class Secrets {
  private static final int BYTES = 32;
  private static final int LONGEST = 200;

  private final SecureRandom random = new SecureRandom();

  /** A new one, of letters, digits, {@code -} and {@code _}. */
  public String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What the database keeps of a secret. */
  public static String hash(String secret) {
    return HexFormat.of().formatHex(sha256(secret));
  }

  /** Another secret that follows from this one, and from which this one cannot be derived. */
  public static String derived(String purpose, String secret) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(purpose + ":" + secret));
  }

  /** Takes as long wherever the two differ. */
  public static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether it is worth looking for. */
  public static boolean isPlausible(String secret) {
    return secret != null && !secret.isEmpty() && secret.length() <= LONGEST;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
