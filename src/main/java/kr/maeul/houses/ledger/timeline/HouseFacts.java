package kr.maeul.houses.ledger.timeline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Property;
import kr.maeul.layer.TownZone;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.store.edit.Revision;

/**
 * What the record of a house itself tells of its past: by the dates that stand in it, and by what
 * was changed when. Properties that the layer file does not have are passed over. For one house.
 */
final class HouseFacts {

  /**
   * A value that has a date of its own.
   *
   * @param kind of the entry
   * @param value property that says what
   * @param date property that says since when
   * @param source property that says from where it is known, or null
   * @param more properties that say more of it
   */
  private record Dated(String kind, String value, String date, String source, List<String> more) {}

  private static final List<Dated> DATED =
      List.of(
          new Dated("evidence", "evidence", "evidenceDate", "evidenceSource", List.of()),
          new Dated("grade", "grade", "gradeDate", null, List.of("gradeRaw", "gradeScore")),
          new Dated(
              "consent",
              "consent",
              "consentDate",
              null,
              List.of("consentScope", "leaseYears", "consentUntil")));

  /** A date that is an entry by itself, perhaps of a month or a year. */
  private record DateAlone(String property, String kind) {}

  /** In the order in which they come where they are the same. */
  private static final List<DateAlone> DATES =
      List.of(
          new DateAlone("approvalDate", "built"),
          new DateAlone("surveyYear", "survey"),
          new DateAlone("lastElectricityMonth", "utilities"),
          new DateAlone("lastWaterMonth", "utilities"),
          new DateAlone("consentUntil", "consent-until"),
          new DateAlone("consentWithdrawn", "consent-withdrawn"));

  private static final String FOLLOW_UP = "followUp";
  private static final String SOURCE = "source";

  private final View view;
  private final Map<String, TimelineEntry> entries = new LinkedHashMap<>();

  HouseFacts(View view) {
    this.view = view;
  }

  /**
   * @param now as it is
   * @param history newest first
   */
  List<TimelineEntry> of(Feature now, List<Revision> history) {
    List<Revision> oldestFirst = new ArrayList<>(history);
    Collections.reverse(oldestFirst);
    for (Revision r : oldestFirst) {
      revision(r);
    }
    state(now, null, null);
    DATES.forEach(date -> dateAlone(now, date.property(), date.kind()));
    return List.copyOf(entries.values());
  }

  private void revision(Revision r) {
    String day = LocalDate.ofInstant(r.at(), TownZone.ID).toString();
    if (r.before() != null) {
      state(r.before(), null, null);
    }
    if (r.after() != null) {
      state(r.after(), r.before(), day);
    }
    Text kind =
        switch (r.kind()) {
          case CREATED -> new Text("빈집 기록을 등록함", "the record was made");
          case REMOVED -> new Text("빈집 기록을 지움", "the record was removed");
          case RESTORED ->
              r.before() == null ? new Text("빈집 기록을 되돌림", "the record was put back") : null;
          case CHANGED -> null;
        };
    if (kind != null) {
      add(TimelineEntry.of(day, "record", kind, reason(r), ""));
    }
    followUp(r, day);
  }

  private static Text reason(Revision r) {
    return ValueWords.same(r.author().reason() == null ? "" : r.author().reason());
  }

  private void followUp(Revision r, String day) {
    Property p = view.property(FOLLOW_UP).orElse(null);
    Object before = p == null || r.before() == null ? null : value(r.before(), p.name());
    Object after = p == null || r.after() == null ? null : value(r.after(), p.name());
    if (r.after() == null || Objects.equals(before, after)) {
      return;
    }
    Text way =
        before == null
            ? ValueWords.of(p, after)
            : ValueWords.both(ValueWords.of(p, before), " → ", ValueWords.of(p, after));
    add(TimelineEntry.of(day, "follow-up", ValueWords.labelled(p, way), reason(r), ""));
  }

  /**
   * What has a date of its own; and what is new here and has none, by the day on which it was
   * written.
   *
   * @param before what it was before, or null
   * @param day null where only what has a date counts
   */
  private void state(Feature house, Feature before, String day) {
    for (Dated dated : DATED) {
      Property p = view.property(dated.value()).orElse(null);
      Object value = p == null ? null : value(house, p.name());
      if (value == null || value.equals("none")) {
        continue;
      }
      boolean isNew = before == null || !value.equals(value(before, p.name()));
      Object date = value(house, dated.date());
      String when = date != null ? date.toString() : isNew ? day : null;
      if (when != null) {
        String source =
            Optional.ofNullable(dated.source())
                .map(s -> value(house, s))
                .or(() -> Optional.ofNullable(value(house, SOURCE)))
                .map(Object::toString)
                .orElse("");
        add(
            TimelineEntry.of(
                when,
                dated.kind(),
                ValueWords.labelled(p, ValueWords.of(p, value)),
                more(house, dated.more()),
                source));
      }
    }
  }

  private Text more(Feature house, List<String> names) {
    Text text = Text.EMPTY;
    for (String name : names) {
      Property p = view.property(name).orElse(null);
      Object value = p == null ? null : value(house, name);
      if (value != null) {
        Text one = ValueWords.labelled(p, ValueWords.of(p, value));
        text = text.ko().isEmpty() ? one : ValueWords.both(text, ", ", one);
      }
    }
    return text;
  }

  private void dateAlone(Feature now, String name, String kind) {
    Property p = view.property(name).orElse(null);
    Object value = p == null ? null : value(now, name);
    if (value != null && Timeline.isDate(value.toString())) {
      Object source = value(now, SOURCE);
      add(
          TimelineEntry.of(
              value.toString(),
              kind,
              p.title(),
              Text.EMPTY,
              source == null ? "" : source.toString()));
    }
  }

  private static Object value(Feature house, String name) {
    return house.properties().get(name);
  }

  /** The same stated twice is reported once, as it was stated last. */
  private void add(TimelineEntry entry) {
    entries.put(entry.kind() + '\n' + entry.date() + '\n' + entry.title().ko(), entry);
  }
}
