package kr.maeul.web.contract;

import kr.maeul.layer.text.Text;

/** A parameter's value that cannot be taken, and why. */
public final class InvalidParameterException extends Exception {
  private static final int LONGEST_QUOTE = 60;
  private final transient Text reason;

  public InvalidParameterException(String ko, String en) {
    super(en);
    this.reason = new Text(ko, en);
  }

  public Text reason() {
    return reason;
  }

  /** What was given, short enough to be said back. */
  public static String quote(String value) {
    return "\""
        + (value.length() <= LONGEST_QUOTE ? value : value.substring(0, LONGEST_QUOTE) + "…")
        + "\"";
  }
}
