package kr.maeul.backup;

import kr.maeul.layer.text.Text;

/** A backup cannot be made, used or put where it was to go; says what to do. */
public final class BackupRefusedException extends RuntimeException {
  private final transient Text reason;

  public BackupRefusedException(String ko, String en) {
    super(new Text(ko, en).toString());
    this.reason = new Text(ko, en);
  }

  public Text reason() {
    return reason;
  }
}
