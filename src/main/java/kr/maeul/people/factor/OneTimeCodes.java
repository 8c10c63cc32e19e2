package kr.maeul.people.factor;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/**
 * Codes of six digits that an app shows for half a minute each (TOTP, RFC 6238, with what all apps
 * can: SHA-1, 30 s). Safe for use by several threads.
 */
public final class OneTimeCodes {
  /** As RFC 4226 asks for: as long as the hash. */
  private static final int SECRET_BYTES = 20;

  /** A code of the half minute before or after counts too: clocks differ, and people type. */
  private static final int STEPS_BESIDE = 1;

  private static final int DIGITS = 6;

  private final SecureRandom random = new SecureRandom();
  private final TimeBasedOneTimePasswordGenerator generator =
      new TimeBasedOneTimePasswordGenerator();

  /** A new secret, in Base32 as apps take it. */
  String newSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return new Base32().encodeAsString(bytes);
  }

  /**
   * What the QR code for the app says.
   *
   * @param issuer for what the codes are
   * @param login for whom
   */
  public static String uri(String issuer, String login, String secret) {
    return "otpauth://totp/"
        + encoded(issuer)
        + ":"
        + encoded(login)
        + "?secret="
        + secret
        + "&issuer="
        + encoded(issuer);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The code of a moment. */
  public String code(String secret, Instant at) {
    try {
      SecretKeySpec key = new SecretKeySpec(new Base32().decode(secret), generator.getAlgorithm());
      return generator.generateOneTimePasswordString(key, at, Locale.ROOT);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Which half minute a code is of, counted from 1970; empty where it is of none that is near.
   *
   * @param after that half minute and those before do not count: their codes were used
   */
  OptionalLong step(String secret, String typed, long after, Instant now) {
    String digits = typed.replaceAll("\\s", "");
    if (digits.length() != DIGITS) {
      return OptionalLong.empty();
    }
    long seconds = generator.getTimeStep().toSeconds();
    long present = now.getEpochSecond() / seconds;
    for (long step = present - STEPS_BESIDE; step <= present + STEPS_BESIDE; step++) {
      byte[] right =
          code(secret, Instant.ofEpochSecond(step * seconds)).getBytes(StandardCharsets.UTF_8);
      if (step > after && MessageDigest.isEqual(right, digits.getBytes(StandardCharsets.UTF_8))) {
        return OptionalLong.of(step);
      }
    }
    return OptionalLong.empty();
  }
}
