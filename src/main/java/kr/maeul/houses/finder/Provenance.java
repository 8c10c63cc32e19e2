package kr.maeul.houses.finder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import kr.maeul.houses.finder.ranking.Ranking;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.View;
import kr.maeul.store.FeatureCursor;

/** Gathers from where the records of a layer are, and as of when. For one thread. */
final class Provenance {
  /** More sources than this are no list that anybody reads. */
  static final int MOST = 1_000;

  private static final String NONE = "";

  /** What says it of a record, the first that has a value; in any layer that has it. */
  private static final String EVIDENCE_SOURCE = "evidenceSource";

  private static final String EVIDENCE_DATE = "evidenceDate";

  private final Map<String, Ranking.Source> sources = new TreeMap<>();

  /** The properties that say it, where a view shows them. */
  static List<Property> properties(View view) {
    List<Property> said = new ArrayList<>(names(view));
    said.addAll(days(view));
    return said;
  }

  private static List<Property> names(View view) {
    return both(view.byRole(PropertyRole.SOURCE), view.property(EVIDENCE_SOURCE));
  }

  private static List<Property> days(View view) {
    return both(view.byRole(PropertyRole.AS_OF), view.property(EVIDENCE_DATE));
  }

  private static List<Property> both(Optional<Property> first, Optional<Property> second) {
    return Stream.of(first, second).flatMap(Optional::stream).distinct().toList();
  }

  /**
   * Counts a record.
   *
   * @param view of it
   * @param from where the values of {@link #properties} begin
   */
  void add(View view, FeatureCursor cursor, int from) {
    int names = names(view).size();
    String name = first(cursor, from, names);
    add(name == null ? NONE : name, first(cursor, from + names, days(view).size()));
  }

  private static String first(FeatureCursor cursor, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (cursor.value(i) != null && !cursor.value(i).toString().isBlank()) {
        return cursor.value(i).toString().strip();
      }
    }
    return null;
  }

  private void add(String name, String day) {
    String key = sources.containsKey(name) || sources.size() < MOST ? name : NONE;
    Ranking.Source one = sources.get(key);
    sources.put(
        key,
        one == null
            ? new Ranking.Source(key.equals(NONE) ? null : key, 1, day, day)
            : new Ranking.Source(
                one.name(),
                one.records() + 1,
                first(one.earliest(), day, true),
                first(one.latest(), day, false)));
  }

  private static String first(String a, String b, boolean isEarlier) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.compareTo(b) <= 0 == isEarlier ? a : b;
  }

  /** By name, those that do not say it last. */
  List<Ranking.Source> all() {
    List<Ranking.Source> all = new ArrayList<>(sources.values());
    all.sort((a, b) -> Boolean.compare(a.name() == null, b.name() == null));
    return List.copyOf(all);
  }

  /** Those of several lists once each, the counts of the longest. */
  static List<Ranking.Source> together(List<List<Ranking.Source>> lists) {
    Map<String, Ranking.Source> merged = new TreeMap<>();
    for (List<Ranking.Source> list : lists) {
      for (Ranking.Source s : list) {
        merged.merge(
            s.name() == null ? NONE : s.name(),
            s,
            (a, b) ->
                new Ranking.Source(
                    a.name(),
                    Math.max(a.records(), b.records()),
                    first(a.earliest(), b.earliest(), true),
                    first(a.latest(), b.latest(), false)));
      }
    }
    List<Ranking.Source> all = new ArrayList<>(merged.values());
    all.sort((a, b) -> Boolean.compare(a.name() == null, b.name() == null));
    return List.copyOf(all);
  }
}
