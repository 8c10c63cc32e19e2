package kr.maeul.feature.parse;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which links lead to a page of the web, and nowhere else. Stateless. */
public final class WebAddress {
  /**
   * With anything that may be a scheme, or the host of the page it stands on left to be said:
   * //host. A path has no colon before its first slash (RFC 3986, 4.2).
   */
  private static final Pattern ELSEWHERE = Pattern.compile("^([^/\\\\?#]*:|[/\\\\]{2})");

  /** A name or number of a host must be there; whether there is such a host is not known. */
  private static final Pattern WEB =
      Pattern.compile(
          "^https?://([^\\s/?#@\\\\]*@)?"
              + "(\\[[0-9a-f:.]+]|[^\\s/?#@:\\\\\\[\\]]*[\\p{L}\\p{N}][^\\s/?#@:\\\\\\[\\]]*)"
              + "(:[0-9]*)?([/?#]\\S*)?$",
          Pattern.CASE_INSENSITIVE);

  /** Browsers take characters of control and blanks out of an address before they read it. */
  private static final Pattern PASSED_OVER = Pattern.compile("[\\p{C}\\p{Z}]+");

  /** An entity of HTML that may hide what an address begins with; browsers need no semicolon. */
  private static final Pattern ENTITY =
      Pattern.compile(
          "&(?:#[xX]0*([0-9a-fA-F]{1,6})|#0*([0-9]{1,7})|(colon|sol|bsol|Tab|NewLine|amp|AMP|nbsp));?");

  private static final Map<String, String> NAMED =
      Map.of(
          "colon", ":", "sol", "/", "bsol", "\\", "Tab", "", "NewLine", "", "amp", "&", "AMP", "&",
          "nbsp", "");

  /** An ampersand may be an entity itself, and that one again; in earnest none is. */
  private static final int MOST_ROUNDS = 5;

  /** The address of an upload, wherever the service is said to stand. */
  private static final Pattern UPLOAD =
      Pattern.compile(
          "^(?:https?:)?(?:[^?#:]*/|//[^?#]*/)?media/([0-9a-f]{32})(?:[/?#]|$)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern PERCENT = Pattern.compile("%([0-9a-fA-F]{2})");

  private WebAddress() {}

  /**
   * The id of the upload that an address names, of this service by any of its names, also where
   * letters of it are written as numbers.
   */
  static Optional<String> upload(String address) {
    String plain =
        PERCENT
            .matcher(PASSED_OVER.matcher(address).replaceAll(""))
            .replaceAll(
                m ->
                    Matcher.quoteReplacement(Character.toString(Integer.parseInt(m.group(1), 16))));
    Matcher upload = UPLOAD.matcher(plain);
    return upload.find() ? Optional.of(upload.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
  }

  /** Whether it is one, whole: {@code http} or {@code https}, and a host. */
  public static boolean is(String text) {
    return WEB.matcher(text).matches();
  }

  /**
   * Whether it is one, or leads to another page of the same host, however a browser may come to
   * read it: with its entities taken for characters, and without what is passed over.
   */
  public static boolean mayBeLinked(String text) {
    if (is(text)) {
      return true;
    }
    String read = text;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      String before = read;
      String decoded = ENTITY.matcher(before).replaceAll(WebAddress::character);
      read = PASSED_OVER.matcher(decoded).replaceAll("");
      if (read.equals(before)) {
        return !ELSEWHERE.matcher(read).find();
      }
    }
    return false;
  }

  private static String character(MatchResult entity) {
    String hex = entity.group(1);
    String decimal = entity.group(2);
    if (hex == null && decimal == null) {
      return Matcher.quoteReplacement(NAMED.get(entity.group(3)));
    }
    int code = hex != null ? Integer.parseInt(hex, 16) : Integer.parseInt(decimal);
    return Character.isValidCodePoint(code)
        ? Matcher.quoteReplacement(Character.toString(code))
        : "";
  }
}
