package kr.maeul.store.sql.dialect;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import kr.maeul.db.sql.Sql;
import kr.maeul.layer.Property;

/**
 * Conditions of text search, over the searched properties of a view. Blanks and case do not count.
 */
public final class TextMatch {
  private static final int MOST_WORDS = 8;

  private final Dialect dialect;

  public TextMatch(Dialect dialect) {
    this.dialect = dialect;
  }

  /** The words of a text, in lower case; at most {@value #MOST_WORDS}, the rest is ignored. */
  public static List<String> words(String text) {
    return Arrays.stream(normal(text).strip().split("[\\s\\p{Z}]+"))
        .filter(w -> !w.isEmpty())
        .limit(MOST_WORDS)
        .toList();
  }

  /** As texts are compared: composed, whatever keyboard it came from, and in lower case. */
  public static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  /** Each word stands somewhere in one of the properties. */
  public void everyWord(Sql sql, List<Property> properties, List<String> words) {
    if (properties.isEmpty() || words.isEmpty()) {
      sql.add("1=0");
      return;
    }
    String and = "";
    for (String word : words) {
      sql.add(and).add("(");
      String or = "";
      for (Property p : properties) {
        sql.add(or);
        contains(sql, p, word, "%", "%");
        or = " OR ";
      }
      sql.add(")");
      and = " AND ";
    }
  }

  /** A property's text as it is compared. */
  public static String asCompared(Property property) {
    return "REPLACE(LOWER(" + Dialect.column(property) + "), ' ', '')";
  }

  /**
   * The property's text matches a word.
   *
   * @param before {@code %} where more may stand before it, else empty
   * @param after {@code %} where more may stand after it, else empty
   */
  public void contains(Sql sql, Property property, String word, String before, String after) {
    String text = asCompared(property);
    if (Choseong.isIn(word)) {
      String start = before.isEmpty() ? "^" : "";
      String end = after.isEmpty() ? "$" : "";
      dialect.matchesRegex(sql, text, start + Choseong.regex(word) + end);
    } else {
      String escaped = word.replace("!", "!!").replace("%", "!%").replace("_", "!_");
      sql.add(text).add(" LIKE ").bind(before + escaped + after).add(" ESCAPE '!'");
    }
  }
}
