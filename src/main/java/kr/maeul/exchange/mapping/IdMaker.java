package kr.maeul.exchange.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.maeul.exchange.read.CellText;
import kr.maeul.exchange.row.Row;
import kr.maeul.layer.Property;
import kr.maeul.layer.text.ComparedText;

/**
 * Makes a feature's id of values of its row: {@code 연번} 12 → {@code 12}; name and address → {@code
 * 송정경로당:완산구_성지산2길_21-5}. Letters of any script stay as they are, a blank becomes {@code _},
 * whatever else could hurt in a URL becomes {@code ~} and two hexadecimal digits, so that different
 * values never make the same id. For one thread.
 */
public final class IdMaker {
  /** Stands for the count of rows that are otherwise alike. */
  public static final String COUNT = "#";

  private static final int LONGEST = 180;
  private static final int HASH_DIGITS = 16;

  private final String prefix;
  private final boolean counting;
  private final Map<String, Integer> seen = new HashMap<>();

  public IdMaker(String prefix, List<String> idFrom) {
    StringBuilder escaped = new StringBuilder();
    escape(prefix.strip(), escaped);
    this.prefix = escaped.isEmpty() ? "" : escaped + ":";
    this.counting = idFrom.contains(COUNT);
  }

  /** Whether the id is made of anything that is no column of the file but a property's value. */
  public static boolean isOfProperties(ImportRequest request, List<String> header) {
    return request.idFrom().stream()
        .anyMatch(name -> !name.equals(COUNT) && property(request, header, name).isPresent());
  }

  /** The property of that name or title, where the file has no such column. */
  public static Optional<Property> property(
      ImportRequest request, List<String> header, String name) {
    String key = ComparedText.of(name);
    if (header.stream().anyMatch(h -> ComparedText.of(h).equals(key))) {
      return Optional.empty();
    }
    return request.layer().properties().stream()
        .filter(p -> p.name().equals(name) || ComparedText.of(p.title().ko()).equals(key))
        .findFirst();
  }

  /**
   * The id of a row, of which some values were computed: the parcel number, made of code and lot.
   *
   * @param row as it was read
   * @param properties of the row, all computed
   * @return null where all values are blank
   */
  public String make(ImportRequest request, List<String> header, Row row, JsonNode properties) {
    List<String> values = new ArrayList<>();
    for (String name : request.idFrom()) {
      if (!name.equals(COUNT)) {
        Optional<Property> property = property(request, header, name);
        boolean isGiven = row.original() != null && row.original().path("properties").has(name);
        values.add(
            property.isPresent() && !isGiven
                ? properties.path(property.get().name()).asText("")
                : cell(header, row, name));
      }
    }
    return make(values);
  }

  private static String cell(List<String> header, Row row, String name) {
    if (row.cells() == null) {
      return row.original() == null ? "" : row.original().path("properties").path(name).asText("");
    }
    String key = ComparedText.of(name);
    for (int i = 0; i < header.size(); i++) {
      if (ComparedText.of(header.get(i)).equals(key)) {
        return i < row.cells().size() ? CellText.clean(row.cells().get(i)) : "";
      }
    }
    return "";
  }

  /** The id, or null where all values are blank. */
  public String make(List<String> values) {
    StringBuilder id = new StringBuilder(prefix);
    boolean blank = true;
    for (int i = 0; i < values.size(); i++) {
      String v = Normalizer.normalize(values.get(i).strip(), Normalizer.Form.NFC);
      blank &= v.isEmpty();
      id.append(i == 0 ? "" : ":");
      escape(v, id);
    }
    if (blank) {
      return null;
    }
    String made = id.length() <= LONGEST ? id.toString() : shorten(id.toString());
    if (counting) {
      int n = seen.merge(made, 1, Integer::sum);
      return n == 1 ? made : made + ":" + n;
    }
    return made;
  }

  private static String shorten(String id) {
    int end = LONGEST - HASH_DIGITS - 1;
    return id.substring(0, Character.isHighSurrogate(id.charAt(end - 1)) ? end - 1 : end)
        + "~"
        + hash(id);
  }

  private static void escape(String value, StringBuilder out) {
    boolean onlyDots = value.chars().allMatch(c -> c == '.');
    boolean inBlank = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean isBlank = Character.isWhitespace(c) || Character.isSpaceChar(c);
      if (isBlank) {
        out.append(inBlank ? "" : "_");
      } else if (c > 127 && !Character.isISOControl(c) || isPlain(c) && !onlyDots) {
        out.append(c);
      } else {
        out.append('~').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
      }
      inBlank = isBlank;
    }
  }

  private static boolean isPlain(char c) {
    return c >= '0' && c <= '9'
        || c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || "-.(),".indexOf(c) >= 0;
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
