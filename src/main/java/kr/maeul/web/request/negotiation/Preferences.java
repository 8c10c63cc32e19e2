package kr.maeul.web.request.negotiation;

import java.util.Locale;
import java.util.Optional;

/**
 * What a request prefers ({@code Prefer}, RFC 7240), as far as it is heard here.
 *
 * @param representation whether to answer with what is there afterwards
 * @param handling what to do about what could be mended
 */
public record Preferences(Optional<Boolean> representation, Optional<Handling> handling) {

  /** What to do about mistakes in a body that could be mended. */
  enum Handling {
    STRICT,
    LENIENT
  }

  /**
   * @param prefer the header, or null; what is not understood is passed over, as the RFC says
   */
  public static Preferences of(String prefer) {
    Optional<Boolean> representation = Optional.empty();
    Optional<Handling> handling = Optional.empty();
    for (String part : prefer == null ? new String[0] : prefer.split("[,;]")) {
      switch (part.strip()
          .replaceAll("\\s*=\\s*", "=")
          .replace("\"", "")
          .toLowerCase(Locale.ROOT)) {
        case "return=representation" -> representation = representation.or(() -> Optional.of(true));
        case "return=minimal" -> representation = representation.or(() -> Optional.of(false));
        case "handling=strict" -> handling = handling.or(() -> Optional.of(Handling.STRICT));
        case "handling=lenient" -> handling = handling.or(() -> Optional.of(Handling.LENIENT));
        default -> {}
      }
    }
    return new Preferences(representation, handling);
  }

  public boolean wantsRepresentation() {
    return representation.orElse(false);
  }

  public boolean isLenient() {
    return handling.filter(h -> h == Handling.LENIENT).isPresent();
  }

  /** What {@code Preference-Applied} says about mistakes in a body, or empty. */
  public String handlingApplied() {
    return handling.map(h -> "handling=" + h.name().toLowerCase(Locale.ROOT)).orElse("");
  }

  /** The value of {@code Preference-Applied}, or empty. */
  public String applied() {
    String shape =
        representation.map(r -> r ? "return=representation" : "return=minimal").orElse("");
    String how = handlingApplied();
    return shape.isEmpty() || how.isEmpty() ? shape + how : shape + ", " + how;
  }
}
