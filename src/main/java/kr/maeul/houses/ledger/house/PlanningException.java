package kr.maeul.houses.ledger.house;

import kr.maeul.layer.text.Text;

/** Something that planners asked for and that is not done. Says nothing of anybody's data. */
public final class PlanningException extends RuntimeException {
  private final Reason reason;
  private final transient Text detail;

  /** Why. */
  public enum Reason {
    /** There is none of that id. */
    ABSENT,
    /** There are as many as there may be. */
    FULL,
    /** The owner does not want to be contacted. */
    DO_NOT_CONTACT,
    /** What is to be corrected was corrected before. */
    CORRECTED
  }

  public PlanningException(Reason reason, Text detail) {
    super(reason.name(), null, false, false);
    this.reason = reason;
    this.detail = detail;
  }

  public static PlanningException absent(Text detail) {
    return new PlanningException(Reason.ABSENT, detail);
  }

  public static PlanningException noHouse() {
    return absent(new Text("그런 빈집이 없습니다.", "there is no such house"));
  }

  public Reason reason() {
    return reason;
  }

  /** What is wrong and what to do. */
  public Text detail() {
    return detail;
  }
}
