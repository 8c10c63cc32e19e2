package kr.maeul.store.load;

import kr.maeul.layer.text.Text;

/** A load cannot be taken back. */
public final class LoadRefusedException extends RuntimeException {
  private final transient Text reason;

  public LoadRefusedException(String ko, String en) {
    super(en);
    this.reason = new Text(ko, en);
  }

  /** Why, for people. */
  public Text reason() {
    return reason;
  }
}
