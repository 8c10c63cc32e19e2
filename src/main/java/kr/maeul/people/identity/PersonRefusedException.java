package kr.maeul.people.identity;

import java.time.Duration;
import java.util.List;
import kr.maeul.layer.text.Text;

/** Somebody may not do this, or not like this. Says why, and never what only others may know. */
public final class PersonRefusedException extends RuntimeException {
  private final Kind kind;
  private final transient Text detail;
  private final transient List<Fault> faults;
  private final Duration wait;

  /** What kind of refusal. */
  public enum Kind {
    /** Name or password is wrong; which of them is not said. */
    WRONG_CREDENTIALS,
    /** There is no such account or token. */
    UNKNOWN,
    /** It would contradict what is there. */
    CONFLICT,
    /** Some of what was given cannot be taken. */
    INVALID,
    /** Too many tries; there is a time to wait. */
    TOO_MANY,
    /** Too many others are at it in this moment. */
    BUSY
  }

  /**
   * @param pointer JSON pointer to what is wrong
   * @param reason what is wrong with it and what to do
   */
  public record Fault(String pointer, Text reason) {}

  private PersonRefusedException(Kind kind, Text detail, List<Fault> faults, Duration wait) {
    super(detail.en());
    this.kind = kind;
    this.detail = detail;
    this.faults = faults;
    this.wait = wait;
  }

  public static PersonRefusedException of(Kind kind, String ko, String en) {
    return new PersonRefusedException(kind, new Text(ko, en), List.of(), Duration.ZERO);
  }

  public static PersonRefusedException invalid(List<Fault> faults) {
    return new PersonRefusedException(
        Kind.INVALID, faults.get(0).reason(), List.copyOf(faults), Duration.ZERO);
  }

  public static PersonRefusedException tooMany(Duration wait) {
    long seconds = Math.max(1, wait.toSeconds());
    return new PersonRefusedException(
        Kind.TOO_MANY,
        new Text(
            "시도가 너무 잦습니다. " + seconds + "초 뒤에 다시 시도해 주세요.",
            "too many tries; try again in " + seconds + " seconds"),
        List.of(),
        Duration.ofSeconds(seconds));
  }

  public Kind kind() {
    return kind;
  }

  public Text detail() {
    return detail;
  }

  /** Everything that is wrong with what was given; empty where it is not about that. */
  public List<Fault> faults() {
    return faults;
  }

  /** How long to wait; zero where waiting does not help. */
  public Duration waiting() {
    return wait;
  }
}
