package kr.maeul.layer.text;

import java.util.List;
import java.util.Objects;

/**
 * A short text in Korean and English: a title, a label, a message to the sender of something wrong.
 *
 * @param ko Korean, never null
 * @param en English, never null
 */
public record Text(String ko, String en) {

  public static final Text EMPTY = new Text("", "");

  public Text {
    Objects.requireNonNull(ko, "ko");
    Objects.requireNonNull(en, "en");
  }

  public String in(Lang lang) {
    return lang == Lang.EN ? en : ko;
  }

  /**
   * Names the first of many: {@code a, b, …}.
   *
   * @param all how many there are
   */
  public static String named(List<String> first, long all) {
    return String.join(", ", first) + (all > first.size() ? ", …" : "");
  }

  /** Both languages on one line, for a terminal that does not say which one it wants. */
  @Override
  public String toString() {
    return ko.equals(en) ? ko : ko + " / " + en;
  }
}
