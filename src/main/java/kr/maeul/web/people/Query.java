package kr.maeul.web.people;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import kr.maeul.layer.TownZone;
import kr.maeul.layer.text.Text;
import kr.maeul.web.request.BadRequestException;
import kr.maeul.web.request.BadRequestException.Fault;
import kr.maeul.web.request.Exchange;

/**
 * The few query parameters of these routes. Ask for every one that there may be, then call {@link
 * #done()}. For one thread.
 */
final class Query {
  private final Exchange exchange;
  private final Set<String> known = new LinkedHashSet<>(List.of("f", "lang"));
  private final List<Fault> faults = new ArrayList<>();

  Query(Exchange exchange) {
    this.exchange = exchange;
  }

  /** The text, or null. */
  String text(String name) {
    known.add(name);
    return exchange.query().get(name);
  }

  /** What the text means, or null. */
  <T> T value(String name, Function<String, Optional<T>> meaning, Text otherwise) {
    String text = text(name);
    if (text == null || text.isEmpty()) {
      return null;
    }
    Optional<T> value = meaning.apply(text);
    if (value.isEmpty()) {
      faults.add(
          new Fault(name, new Text(name + ": " + otherwise.ko(), name + ": " + otherwise.en())));
    }
    return value.orElse(null);
  }

  boolean yesOrNo(String name) {
    Boolean value =
        value(
            name,
            t ->
                t.equals("true") || t.equals("false")
                    ? Optional.of(t.equals("true"))
                    : Optional.empty(),
            new Text("true 또는 false여야 합니다.", "must be true or false"));
    return value != null && value;
  }

  Long number(String name, long least, long most) {
    return value(
        name,
        t -> {
          try {
            long n = Long.parseLong(t);
            return n >= least && n <= most ? Optional.of(n) : Optional.empty();
          } catch (NumberFormatException e) {
            return Optional.empty();
          }
        },
        new Text(
            least + "~" + most + "의 정수여야 합니다.",
            "must be a whole number from " + least + " to " + most));
  }

  /**
   * An instant, or a day as the people who work here have it.
   *
   * @param daysLater which midnight a day stands for: 0 the one before it, 1 the one after
   */
  Instant time(String name, int daysLater) {
    return value(
        name,
        t -> {
          try {
            return Optional.of(
                t.length() == 10
                    ? LocalDate.parse(t).plusDays(daysLater).atStartOfDay(TownZone.ID).toInstant()
                    : Instant.parse(t));
          } catch (DateTimeException e) {
            return Optional.empty();
          }
        },
        new Text(
            "2026-11-26 또는 2026-11-26T09:00:00Z 꼴이어야 합니다.",
            "must look like 2026-11-26 or 2026-11-26T09:00:00Z"));
  }

  /** Says so where a range that was asked for ends before it begins. */
  void inOrder(String fromName, Instant from, String untilName, Instant until) {
    if (from != null && until != null && !from.isBefore(until)) {
      faults.add(
          new Fault(
              untilName,
              new Text(
                  untilName + ": " + fromName + "보다 뒤여야 합니다.",
                  untilName + ": must be after " + fromName)));
    }
  }

  /**
   * @throws BadRequestException with everything that is wrong
   */
  void done() {
    for (String name : exchange.query().keySet()) {
      if (!known.contains(name)) {
        String allowed = String.join(", ", known);
        faults.add(
            new Fault(
                name, new Text("없는 매개변수입니다. 있는 것: " + allowed, "unknown; there are: " + allowed)));
      }
    }
    if (!faults.isEmpty()) {
      throw new BadRequestException(faults);
    }
  }
}
