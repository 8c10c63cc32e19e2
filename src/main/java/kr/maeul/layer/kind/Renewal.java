package kr.maeul.layer.kind;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;

/** How often published figures are counted anew. */
public enum Renewal {
  DAY,
  WEEK,
  MONTH;

  /** The first day of the stretch of time that a day lies in; weeks begin on Mondays. */
  public LocalDate begin(LocalDate day) {
    return switch (this) {
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
    };
  }

  /** The first day of the next one. */
  public LocalDate next(LocalDate day) {
    LocalDate begin = begin(day);
    return switch (this) {
      case DAY -> begin.plusDays(1);
      case WEEK -> begin.plusWeeks(1);
      case MONTH -> begin.plusMonths(1);
    };
  }

  /** The word used in layer files, such as {@code week}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Renewal> ofWord(String word) {
    for (Renewal r : values()) {
      if (r.word().equals(word)) {
        return Optional.of(r);
      }
    }
    return Optional.empty();
  }
}
