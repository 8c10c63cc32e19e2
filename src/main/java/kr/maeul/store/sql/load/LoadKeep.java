package kr.maeul.store.sql.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kr.maeul.layer.ImportRules;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.store.load.FeatureLoad.Cleared;
import kr.maeul.store.load.FeatureLoad.Kept;
import kr.maeul.store.load.FeatureLoad.Listener;
import kr.maeul.store.load.FeatureLoad.Why;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.dialect.Values;

/**
 * What stays where whole features are replaced: what people keep, as far as the load says nothing
 * of it in any feature; a value that nobody said, with what is said about it; and whatever ends an
 * agreement, which no load removes or puts off. For one load.
 */
final class LoadKeep {
  private final LoadStage stage;
  private final Layer layer;
  private final Set<String> assumed;
  private final Set<String> unsaid;
  private final Map<String, Keeping> keepings = new LinkedHashMap<>();

  /**
   * @param property null for the geometry
   * @param about name of the property that it says more about, or its own
   */
  private record Keeping(Why why, String column, Property property, String about) {}

  /**
   * @param overwrites properties for which the load's word counts in any case
   * @param unsaid properties of which it says nothing at all
   * @param assumed properties whose values nobody said in some rows
   */
  LoadKeep(LoadStage stage, Set<String> overwrites, Set<String> unsaid, Set<String> assumed) {
    this.stage = stage;
    this.layer = stage.layer();
    this.assumed = assumed;
    this.unsaid = new TreeSet<>(unsaid);
    Map<String, ImportRules.Keep> keeps = layer.imports().keeps();
    String geometry = layer.geometry().name();
    if (keeps.get(geometry) == ImportRules.Keep.ALWAYS && unsaid.contains(geometry)) {
      keepings.put(geometry, new Keeping(Why.UNSAID, Dialect.geometry(layer), null, geometry));
    }
    for (Property p : layer.properties()) {
      boolean isEnd = layer.isEnd(p.name());
      boolean isKept = keeps.get(p.name()) == ImportRules.Keep.ALWAYS || p.media() != null;
      boolean isUnsaid = isKept && unsaid.contains(p.name());
      boolean isRight = keeps.get(p.name()) == ImportRules.Keep.RIGHT;
      String about = layer.imports().with().getOrDefault(p.name(), p.name());
      if (isEnd || isUnsaid || isRight || assumed.contains(about)) {
        Why ofClaim = about.equals(p.name()) ? Why.ASSUMED : Why.WITH;
        Why why = isUnsaid ? Why.UNSAID : isRight ? Why.RIGHT : isEnd ? Why.ENDS : ofClaim;
        keepings.put(p.name(), new Keeping(why, Dialect.column(p), p, about));
      }
    }
    keepings.keySet().removeAll(overwrites);
  }

  void keep(Listener listener) throws SQLException {
    if (!keepings.isEmpty()) {
      keepAll(listener);
    }
    for (String name : unsaid) {
      tellWiped(name, listener);
    }
  }

  /** What goes because the load has no word of it. */
  private void tellWiped(String name, Listener listener) throws SQLException {
    Property p = layer.property(name).orElse(null);
    String column = p == null ? Dialect.geometry(layer) : Dialect.column(p);
    stage.each(
        p == null ? "" : ", t." + column,
        "t." + column + " IS NOT NULL AND s." + column + " IS NULL",
        r -> {
          Object was = p == null ? null : Values.read(r, 3, p.type());
          listener.wiped(new Cleared(r.getLong(1), r.getString(2), name, was));
        });
  }

  private void keepAll(Listener listener) throws SQLException {
    for (Map.Entry<String, Keeping> e : keepings.entrySet()) {
      tell(e.getKey(), e.getValue(), listener);
    }
    List<String> columns = new ArrayList<>();
    List<String> values = new ArrayList<>();
    keepings.forEach(
        (name, keeping) -> {
          columns.add(keeping.column());
          String ours = "t." + keeping.column();
          values.add(
              "CASE WHEN "
                  + stays(name, keeping)
                  + " THEN "
                  + ours
                  + " ELSE s."
                  + keeping.column()
                  + " END");
        });
    String any =
        keepings.entrySet().stream()
            .map(e -> stays(e.getKey(), e.getValue()))
            .collect(Collectors.joining(" OR "));
    String table = Dialect.table(layer) + " t WHERE t.\"id\" = s.\"id\"";
    stage.execute(
        "UPDATE "
            + stage.name()
            + " s SET ("
            + String.join(", ", columns)
            + ") = (SELECT "
            + String.join(", ", values)
            + " FROM "
            + table
            + ") WHERE EXISTS (SELECT 1 FROM "
            + table
            + " AND ("
            + any
            + "))");
  }

  /** Condition that what the layer has of {@code t} stays. */
  private String stays(String name, Keeping keeping) {
    String ours = "t." + keeping.column();
    if (keeping.why()
        == Why.WITH) { // what is said about a value that stays, regardless of who says another
      String about = Dialect.column(layer.property(keeping.about()).orElseThrow());
      return "(" + isUnsaid(keeping.about(), about) + " AND t." + about + " IS NOT NULL)";
    }
    if (keeping.why() == Why.RIGHT) {
      return "(" + ours + " AND NOT COALESCE(s." + keeping.column() + ", FALSE))";
    }
    String said = stage.said(name, keeping.column(), assumed);
    String isPutOff = layer.isWithdrawal(name) ? " OR " + said + " > " + ours : "";
    return "(" + ours + " IS NOT NULL AND (" + isUnsaid(name, keeping.column()) + isPutOff + "))";
  }

  /** Condition that nobody said the value of a row. */
  private String isUnsaid(String name, String column) {
    return stage.said(name, column, assumed) + " IS NULL";
  }

  private void tell(String name, Keeping keeping, Listener listener) throws SQLException {
    Property p = keeping.property();
    String values = p == null ? "" : ", s." + keeping.column() + ", t." + keeping.column();
    stage.each(
        values,
        stays(name, keeping)
            + (" AND s." + keeping.column() + " IS DISTINCT FROM t." + keeping.column()),
        r ->
            listener.kept(
                new Kept(
                    r.getLong(1),
                    r.getString(2),
                    name,
                    keeping.why(),
                    given(r, name, p),
                    p == null ? null : Values.read(r, 4, p.type()))));
  }

  private Object given(ResultSet r, String name, Property p) throws SQLException {
    return p == null || assumed.contains(name) ? null : Values.read(r, 3, p.type());
  }
}
