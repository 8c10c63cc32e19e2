package kr.maeul.layer.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts as they are compared where it does not matter how people type them. Stateless. */
public final class ComparedText {
  private static final Pattern BLANKS = Pattern.compile("[\\s\\uFEFF\\u200B\\u2060\\u00AD]+");

  private ComparedText() {}

  /**
   * A text without what people vary: blanks, case, composed or decomposed 한글, full-width letters;
   * empty for null.
   */
  public static String of(String text) {
    return text == null
        ? ""
        : BLANKS
            .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
            .replaceAll("")
            .toLowerCase(Locale.ROOT);
  }
}
