package kr.maeul.exchange.row;

import kr.maeul.layer.text.Text;

/**
 * A file that cannot be read to its end, or cannot be meant for the layer; nothing of it is kept.
 */
public final class InvalidFileException extends Exception {
  private final transient Text reason;

  public InvalidFileException(String ko, String en) {
    super(en);
    this.reason = new Text(ko, en);
  }

  public Text reason() {
    return reason;
  }
}
