package kr.maeul.exchange;

import kr.maeul.layer.text.Text;

/** A text that is not a value of its property. */
final class BadValueException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Text reason;

  BadValueException(String ko, String en) {
    super(en, null, false, false);
    this.reason = new Text(ko, en);
  }

  Text reason() {
    return reason;
  }
}
