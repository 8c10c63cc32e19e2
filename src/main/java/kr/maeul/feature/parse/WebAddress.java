package kr.maeul.feature.parse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /** What names a scheme other than the web's leads elsewhere. */
  private static final Pattern SCHEME =
      Pattern.compile("^(?:(https?)|[a-z][a-z0-9+.-]*):", Pattern.CASE_INSENSITIVE);

  private static final Pattern SLASH = Pattern.compile("[/\\\\]");
  private static final Pattern QUERY = Pattern.compile("[?#]");

  /** What a server may take for a parameter of a segment, and leave out. */
  private static final Pattern PARAMETER = Pattern.compile(";[^/\\\\]*");

  private static final Pattern UPLOAD_ID = Pattern.compile("[0-9a-fA-F]{32}");
  private static final Pattern PERCENT = Pattern.compile("%([0-9a-fA-F]{2})");

  private WebAddress() {}

  /**
   * The id of the upload that an address names, of this service by any of its names and wherever it
   * is said to stand. Whatever a browser or a server may read as that path is that path: letters as
   * numbers, slashes doubled, turned round or as numbers, segments of one dot or two, parameters of
   * segments.
   */
  public static Optional<String> upload(String address) {
    String plain = PASSED_OVER.matcher(address).replaceAll("");
    Matcher scheme = SCHEME.matcher(plain);
    boolean hasScheme = scheme.find();
    if (hasScheme && scheme.group(1) == null) {
      return Optional.empty();
    }
    String path = QUERY.split(hasScheme ? plain.substring(scheme.end()) : plain, 2)[0];
    Set<List<String>> readings = new LinkedHashSet<>();
    for (boolean merges : new boolean[] {false, true}) {
      // A browser goes by the slashes and dots that stand there, and a server by what they become.
      List<String> asked = resolved(List.of(SLASH.split(path)), merges);
      for (String sent : List.of(String.join("/", asked), path)) {
        String decoded = decoded(sent);
        // A parameter ends at a slash that stands there, or at what becomes one.
        String bare = decoded(PARAMETER.matcher(sent).replaceAll(""));
        for (String read : List.of(decoded, PARAMETER.matcher(decoded).replaceAll(""), bare)) {
          readings.add(resolved(List.of(SLASH.split(read)), merges));
        }
      }
    }
    return readings.stream().flatMap(r -> upload(r).stream()).findFirst();
  }

  private static Optional<String> upload(List<String> segments) {
    List<String> all = segments.stream().filter(s -> !s.isEmpty()).toList();
    for (int i = 1; i < all.size(); i++) {
      if (all.get(i - 1).equalsIgnoreCase("media") && UPLOAD_ID.matcher(all.get(i)).matches()) {
        return Optional.of(all.get(i).toLowerCase(Locale.ROOT));
      }
    }
    return Optional.empty();
  }

  /**
   * Without segments of dots, which may be written as numbers.
   *
   * @param merges whether slashes beside each other are one
   */
  private static List<String> resolved(List<String> segments, boolean merges) {
    List<String> resolved = new ArrayList<>();
    for (String segment : segments) {
      String read = decoded(segment);
      if (read.equals("..")) {
        if (!resolved.isEmpty()) {
          resolved.remove(resolved.size() - 1);
        }
      } else if (!read.equals(".") && !(merges && read.isEmpty())) {
        resolved.add(segment);
      }
    }
    return resolved;
  }

  private static String decoded(String text) {
    return PERCENT
        .matcher(text)
        .replaceAll(
            m -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(m.group(1), 16))));
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
