package kr.maeul.exchange.row;

import kr.maeul.layer.text.Text;

/** A text that is not a value of its property. */
public final class InvalidValueException extends Exception {
  private final transient Text reason;

  public InvalidValueException(String ko, String en) {
    super(en, null, false, false);
    this.reason = new Text(ko, en);
  }

  public Text reason() {
    return reason;
  }
}
