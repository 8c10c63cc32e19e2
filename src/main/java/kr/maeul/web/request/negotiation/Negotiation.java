package kr.maeul.web.request.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kr.maeul.layer.text.Lang;

/**
 * Reads {@code Accept}, {@code Accept-Language} and {@code Accept-Encoding} (RFC 9110 §12.5). Parts
 * that cannot be read are passed over; a header without any readable part is as good as none.
 */
public final class Negotiation {
  private Negotiation() {}

  private record Part(String value, double quality) {}

  /**
   * The format that the caller likes best, JSON where both are as welcome.
   *
   * @param accept the header, or null
   * @param jsonType what the JSON form of the resource is called; {@code application/json} names it
   *     as well
   * @return empty where the caller takes neither
   */
  public static Optional<Format> format(String accept, String jsonType) {
    List<Part> parts = parts(accept, true);
    if (parts.isEmpty()) {
      return Optional.of(Format.JSON);
    }
    String bare = jsonType.contains(";") ? jsonType.substring(0, jsonType.indexOf(';')) : jsonType;
    double json = Math.max(quality(parts, bare), quality(parts, MediaTypes.JSON));
    double html =
        Math.max(quality(parts, MediaTypes.HTML), quality(parts, "application/xhtml+xml"));
    if (json <= 0 && html <= 0) {
      return Optional.empty();
    }
    return Optional.of(html > json ? Format.HTML : Format.JSON);
  }

  /**
   * The type that the caller likes best, the first one of equals.
   *
   * @param accept the header, or null
   * @return empty where the caller takes none of them
   */
  public static Optional<String> type(String accept, List<String> types) {
    List<Part> parts = parts(accept, true);
    if (parts.isEmpty()) {
      return Optional.of(types.get(0));
    }
    String best = null;
    double most = 0;
    for (String type : types) {
      double quality = quality(parts, type);
      if (quality > most) {
        best = type;
        most = quality;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The language that the caller likes best; Korean where that is open. */
  public static Lang language(String acceptLanguage) {
    Lang best = Lang.KO;
    double most = 0;
    for (Part part : parts(acceptLanguage, false)) {
      for (Lang lang : Lang.values()) {
        boolean fits = part.value.equals(lang.tag()) || part.value.startsWith(lang.tag() + "-");
        if (fits && part.quality > most) {
          best = lang;
          most = part.quality;
        }
      }
      if (part.value.equals("*") && part.quality > most) {
        best = Lang.KO;
        most = part.quality;
      }
    }
    return best;
  }

  public static boolean takesGzip(String acceptEncoding) {
    double gzip = -1;
    double any = 0;
    for (Part part : parts(acceptEncoding, false)) {
      if (part.value.equals("gzip") || part.value.equals("x-gzip")) {
        gzip = part.quality;
      } else if (part.value.equals("*")) {
        any = part.quality;
      }
    }
    return gzip < 0 ? any > 0 : gzip > 0;
  }

  /** The quality of the most exact range that covers the type; 0 where none does. */
  private static double quality(List<Part> ranges, String type) {
    String group = type.substring(0, type.indexOf('/')) + "/*";
    for (String range : List.of(type, group, "*/*")) {
      for (Part part : ranges) {
        if (part.value.equals(range)) {
          return part.quality;
        }
      }
    }
    return 0;
  }

  private static List<Part> parts(String header, boolean mediaRanges) {
    List<Part> parts = new ArrayList<>();
    if (header == null) {
      return parts;
    }
    for (String text : header.split(",")) {
      String[] pieces = text.split(";");
      String value = pieces.length == 0 ? "" : pieces[0].strip().toLowerCase(Locale.ROOT);
      if (value.isEmpty() || (mediaRanges && value.indexOf('/') < 1)) {
        continue;
      }
      double quality = 1;
      for (int i = 1; i < pieces.length; i++) {
        String piece = pieces[i].strip();
        if (piece.startsWith("q=") || piece.startsWith("Q=")) {
          quality = number(piece.substring(2).strip());
        }
      }
      parts.add(new Part(value, quality));
    }
    return parts;
  }

  private static double number(String text) {
    return text.matches("[01](\\.\\d{0,3})?") ? Math.min(1, Double.parseDouble(text)) : 0;
  }
}
