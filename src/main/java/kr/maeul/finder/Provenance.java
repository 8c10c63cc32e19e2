package kr.maeul.finder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kr.maeul.layer.Property;
import kr.maeul.layer.Role;
import kr.maeul.layer.View;
import kr.maeul.store.FeatureCursor;

/** Gathers from where the records of a layer are, and as of when. For one thread. */
final class Provenance {
  /** More sources than this are no list that anybody reads. */
  static final int MOST = 1_000;

  private static final String NONE = "";

  private final Map<String, Ranking.Source> sources = new TreeMap<>();

  /** The properties that say it, where a view shows them. */
  static List<Property> properties(View view) {
    List<Property> said = new ArrayList<>();
    view.byRole(Role.SOURCE).ifPresent(said::add);
    view.byRole(Role.AS_OF).ifPresent(said::add);
    return said;
  }

  /**
   * Counts a record.
   *
   * @param view of it
   * @param from where the values of {@link #properties} begin
   */
  void add(View view, FeatureCursor cursor, int from) {
    boolean hasSource = view.byRole(Role.SOURCE).isPresent();
    boolean hasDate = view.byRole(Role.AS_OF).isPresent();
    Object source = hasSource ? cursor.value(from) : null;
    Object day = hasDate ? cursor.value(from + (hasSource ? 1 : 0)) : null;
    add(source == null ? NONE : source.toString().strip(), day == null ? null : day.toString());
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
