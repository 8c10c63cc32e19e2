package kr.maeul.web.request;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Entity tags, and whether a caller has that entity already (RFC 9110 §8.8.3, §13.1.2). */
public final class EntityTag {
  private static final int HEX_DIGITS = 32;

  private EntityTag() {}

  /** A tag for answers that mean the same whenever all the parts are the same. */
  public static String weak(Object... parts) {
    StringBuilder text = new StringBuilder();
    for (Object part : parts) {
      text.append(part).append('\n');
    }
    return "W/\"" + hash(text.toString().getBytes(StandardCharsets.UTF_8)) + "\"";
  }

  /**
   * A strong tag of one representation of a content: the content's version, a dot, and what the
   * representation depends on besides. {@link Precondition} looks at the version alone.
   */
  public static String ofVersion(String version, Object... representation) {
    String weak = weak(representation);
    return "\"" + version + "." + weak.substring(3, 3 + HEX_DIGITS / 2) + "\"";
  }

  /** The strong tag of a content, however represented. */
  public static String ofVersion(String version) {
    return "\"" + version + "\"";
  }

  /** The first half of the SHA-256 of the content, in hex. */
  public static String hash(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @param ifNoneMatch the header, or null
   * @param tag the tag of what would be sent
   */
  public static boolean matches(String ifNoneMatch, String tag) {
    if (ifNoneMatch == null) {
      return false;
    }
    for (String candidate : ifNoneMatch.split(",")) {
      String c = candidate.strip();
      if (c.equals("*") || opaque(c).equals(opaque(tag))) {
        return true;
      }
    }
    return false;
  }

  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }
}
