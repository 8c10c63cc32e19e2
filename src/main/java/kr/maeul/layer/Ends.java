package kr.maeul.layer;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import kr.maeul.layer.text.Text;

/**
 * How values of an enumeration cease to hold ({@code x-maeul-ends}): an agreement that was taken
 * back, a permission that has run out. What is stored stays as it was written; from that day on, in
 * the town's time zone, it counts as another value, without anybody writing anything.
 *
 * @param values those that can end; all others hold for good
 * @param isBlankEnding whether what is left blank can end, too
 * @param ways in which they end; where several have come, the first of them counts
 */
public record Ends(Set<String> values, boolean isBlankEnding, List<Way> ways) {

  /**
   * One way to end.
   *
   * @param date the property that says when; blank for never
   * @param isLastDay whether that is the last day on which the value holds, rather than the first
   *     on which it does not
   * @param as the value that it counts as from then on
   * @param title what that is called, such as 동의 철회
   */
  public record Way(Property date, boolean isLastDay, String as, Text title) {

    /** Whether it has ended by that day, in the town's time zone. */
    public boolean hasCome(LocalDate at, LocalDate day) {
      return isLastDay ? at.isBefore(day) : !at.isAfter(day);
    }
  }

  /** A value that has ended: how, and the date that was recorded for it. */
  public record End(Way way, LocalDate date) {

    /** Such as 동의 철회 (2026-01-01). */
    public Text words() {
      Text how = way.title();
      return new Text(how.ko() + " (" + date + ")", how.en() + " (" + date + ")");
    }
  }

  /**
   * Whether a value can end.
   *
   * @param value of the property itself, or null
   */
  public boolean canEnd(Object value) {
    return value == null ? isBlankEnding : values.contains(value.toString());
  }

  /**
   * Whether and how a value has ended. What is recorded as what it would have become has not.
   *
   * @param value of the property itself, or null
   * @param values of the same feature, by property name
   */
  public Optional<End> of(Object value, Function<String, Object> values, LocalDate day) {
    if (!canEnd(value)) {
      return Optional.empty();
    }
    for (Way way : ways) {
      boolean isOther = value == null || !way.as.equals(value.toString());
      if (isOther
          && values.apply(way.date.name()) instanceof LocalDate at
          && way.hasCome(at, day)) {
        return Optional.of(new End(way, at));
      }
    }
    return Optional.empty();
  }
}
