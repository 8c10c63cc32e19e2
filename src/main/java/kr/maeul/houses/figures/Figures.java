package kr.maeul.houses.figures;

import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.layer.Property;
import kr.maeul.layer.TownZone;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Choice;
import kr.maeul.layer.text.Text;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.edit.FeatureArchive;
import kr.maeul.store.edit.PropertyChange;

/**
 * Counts the figures of the dashboard. All that are about the houses as they are now come from one
 * pass over them, so that they agree with each other. Safe for use by several threads.
 */
public final class Figures {
  /** The word for a house that is no longer vacant. */
  private static final String LIFTED = "lifted";

  private static final int MOST_HOUSES = 1_000_000;
  private static final int MOST_REVISIONS = 50_000;
  private static final int MONTHS = 12;
  private static final Text NO_VALUE = new Text("값 없음", "No value");

  private final FeatureStore store;
  private final FeatureArchive archive;
  private final Clock clock;

  public Figures(FeatureStore store, FeatureArchive archive, Clock clock) {
    this.store = store;
    this.archive = archive;
    this.clock = clock;
  }

  /**
   * One bar.
   *
   * @param key the value, or null for houses without one
   * @param choice the value of the enumeration, or null
   */
  public record Group(String key, Text title, Choice choice, long count) {}

  /**
   * A figure as it stands.
   *
   * @param of how many there are in all of what is counted
   * @param isPartial whether there was more than is looked at
   */
  public record Counted(Figure figure, long of, List<Group> groups, boolean isPartial) {}

  /**
   * All figures for which the layer has what they need.
   *
   * @param houses on record that are counted
   * @param vacant those that are not recorded as no longer vacant
   * @param examples made-up ones among them: all or none
   * @param examplesLeftOut made-up ones that are not counted, as there are real ones
   */
  public record Report(
      long houses, long vacant, long examples, long examplesLeftOut, List<Counted> figures) {}

  /**
   * @param view of the houses, as the caller sees them
   */
  public Report count(View view) {
    Pass pass = new Pass(view);
    Tally tally = pass.counted();
    List<Counted> figures = new ArrayList<>();
    for (Figure figure : Figure.values()) {
      if (figure == Figure.MOVES) {
        HouseField.FOLLOW_UP.in(view).ifPresent(p -> figures.add(moves(view, p, pass.leftOut())));
      } else if (figure == Figure.COMPLETENESS) {
        figures.add(new Counted(figure, tally.vacant, tally.completeness(), false));
      } else {
        figure.by().in(view).ifPresent(p -> figures.add(tally.counted(figure, p)));
      }
    }
    long examples = tally == pass.examples ? tally.houses : 0;
    return new Report(tally.houses, tally.vacant, examples, pass.leftOut().size(), figures);
  }

  /**
   * @param leftOut ids of houses that are not counted
   */
  private Counted moves(View view, Property followUp, Set<String> leftOut) {
    YearMonth now = YearMonth.from(clock.instant().atZone(TownZone.ID));
    Map<YearMonth, Long> byMonth = new TreeMap<>();
    for (int ago = 0; ago < MONTHS; ago++) {
      byMonth.put(now.minusMonths(ago), 0L);
    }
    var since = now.minusMonths(MONTHS - 1L).atDay(1).atStartOfDay(TownZone.ID).toInstant();
    List<PropertyChange> changes = archive.changes(view, followUp, since, MOST_REVISIONS);
    long moves = 0;
    for (PropertyChange change : changes) {
      YearMonth month = YearMonth.from(change.at().atZone(TownZone.ID));
      if (!change.isNew() && !leftOut.contains(change.id()) && byMonth.containsKey(month)) {
        byMonth.merge(month, 1L, Long::sum);
        moves++;
      }
    }
    List<Group> groups = new ArrayList<>();
    byMonth.forEach(
        (month, n) -> {
          String text = "%d.%02d".formatted(month.getYear(), month.getMonthValue());
          groups.add(new Group(month.toString(), new Text(text, text), null, n));
        });
    return new Counted(Figure.MOVES, moves, groups, changes.size() >= MOST_REVISIONS);
  }

  /** One reading of all houses: the made-up ones are counted where there is no other. */
  private final class Pass {
    private final List<Property> properties;
    private final Set<String> made = new HashSet<>();
    private final Tally real;
    private final Tally examples;

    Pass(View view) {
      Set<Property> grouped = new LinkedHashSet<>();
      for (Figure figure : Figure.values()) {
        Optional.ofNullable(figure.by()).flatMap(f -> f.in(view)).ifPresent(grouped::add);
      }
      Set<Property> wanted = new LinkedHashSet<>(grouped);
      Set<Property> told = new LinkedHashSet<>();
      for (HouseField field : SurveyPart.allFields()) {
        field.in(view).ifPresent(told::add);
      }
      wanted.addAll(told);
      HouseField.EXAMPLE.in(view).ifPresent(wanted::add);
      this.properties = List.copyOf(wanted);
      this.real = new Tally(properties, grouped, told);
      this.examples = new Tally(properties, grouped, told);
      FeatureQuery all = FeatureQuery.of(List.of(), MOST_HOUSES).properties(properties);
      try (FeatureCursor cursor = store.find(view, all)) {
        while (cursor.next()) {
          if (isExample(cursor)) {
            made.add(cursor.id());
            examples.add(cursor);
          } else {
            real.add(cursor);
          }
        }
      }
    }

    private boolean isExample(FeatureCursor house) {
      for (int i = 0; i < properties.size(); i++) {
        if (properties.get(i).name().equals(HouseField.EXAMPLE.property())) {
          return Boolean.TRUE.equals(house.value(i));
        }
      }
      return false;
    }

    Tally counted() {
      return real.houses > 0 ? real : examples;
    }

    Set<String> leftOut() {
      return real.houses > 0 ? made : Set.of();
    }
  }

  /** Counts of some houses. */
  private static final class Tally {
    private final List<Property> properties;
    private final Set<Property> grouped;
    private final Map<String, Map<Object, Long>> ofAll = new LinkedHashMap<>();
    private final Map<String, Map<Object, Long>> ofVacant = new LinkedHashMap<>();
    private final Map<Property, Long> known = new LinkedHashMap<>();
    private long houses;
    private long vacant;

    Tally(List<Property> properties, Set<Property> grouped, Set<Property> told) {
      this.properties = properties;
      this.grouped = grouped;
      told.forEach(p -> known.put(p, 0L));
    }

    void add(FeatureCursor house) {
      boolean isVacant = true;
      for (int i = 0; i < properties.size(); i++) {
        boolean isEvidence = properties.get(i).name().equals(HouseField.EVIDENCE.property());
        isVacant &= !(isEvidence && LIFTED.equals(house.value(i)));
      }
      houses++;
      vacant += isVacant ? 1 : 0;
      for (int i = 0; i < properties.size(); i++) {
        Property p = properties.get(i);
        Object value = house.value(i);
        count(ofAll, p, value);
        if (isVacant) {
          count(ofVacant, p, value);
          if (value != null) {
            known.computeIfPresent(p, (q, n) -> n + 1);
          }
        }
      }
    }

    /** Fields that no figure groups by are told by whether there is a value, never by which. */
    private void count(Map<String, Map<Object, Long>> into, Property p, Object value) {
      if (grouped.contains(p)) {
        into.computeIfAbsent(p.name(), n -> new LinkedHashMap<>())
            .merge(value(value), 1L, Long::sum);
      }
    }

    private static Object value(Object value) {
      return value == null ? NO_VALUE : value;
    }

    Counted counted(Figure figure, Property by) {
      boolean isOfAll = figure == Figure.EVIDENCE;
      Map<Object, Long> counts = (isOfAll ? ofAll : ofVacant).getOrDefault(by.name(), Map.of());
      List<Group> groups = new ArrayList<>();
      if (!by.choices().isEmpty()) {
        for (Choice c : by.choices()) {
          groups.add(new Group(c.value(), c.title(), c, counts.getOrDefault(c.value(), 0L)));
        }
      } else {
        counts.forEach(
            (value, n) -> {
              if (value != NO_VALUE) {
                String text = value.toString();
                groups.add(new Group(text, new Text(text, text), null, n));
              }
            });
        groups.sort(
            figure == Figure.SURVEYED
                ? Comparator.comparing(Group::key)
                : Comparator.comparing(Group::count).reversed().thenComparing(Group::key));
      }
      if (counts.containsKey(NO_VALUE)) {
        groups.add(new Group(null, NO_VALUE, null, counts.get(NO_VALUE)));
      }
      return new Counted(figure, isOfAll ? houses : vacant, groups, false);
    }

    List<Group> completeness() {
      List<Group> groups = new ArrayList<>();
      known.forEach((p, n) -> groups.add(new Group(p.name(), p.title(), null, n)));
      return groups;
    }
  }
}
