package kr.maeul.store.sql.load;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.db.sql.Sql;
import kr.maeul.layer.ImportRules;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.text.Choice;
import kr.maeul.store.load.FeatureLoad.Cleared;
import kr.maeul.store.load.FeatureLoad.Kept;
import kr.maeul.store.load.FeatureLoad.Listener;
import kr.maeul.store.load.FeatureLoad.Taken;
import kr.maeul.store.load.FeatureLoad.Why;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.dialect.Values;

/**
 * Makes of staged rows what the layer's rows of the same ids are to become: what the load says, and
 * else what is there. What people changed stays, as does what the layer file keeps. For one load.
 */
final class LoadMerge {
  private final LoadStage stage;
  private final Layer layer;
  private final ImportRules rules;
  private final Set<String> overwrites;
  private final Set<String> assumed;
  private final Map<String, String> follows = new HashMap<>();
  private final Listener listener;

  /**
   * @param overwrites properties for which the load's word counts in any case
   * @param assumed properties whose values nobody said in some rows
   */
  LoadMerge(LoadStage stage, Set<String> overwrites, Set<String> assumed, Listener listener) {
    this.stage = stage;
    this.layer = stage.layer();
    this.rules = layer.imports();
    this.overwrites = overwrites;
    this.assumed = assumed;
    this.listener = listener;
    layer.properties().stream()
        .filter(p -> !p.required())
        .map(Property::name)
        .forEach(name -> rules.belongsTo(name).ifPresent(from -> follows.put(name, from)));
  }

  void merge() throws SQLException {
    new LoadEdits(stage, overwrites, follows, listener::kept).keep();
    tellRules();
    List<String> columns = new ArrayList<>(List.of(Dialect.geometry(layer)));
    List<String> values =
        new ArrayList<>(List.of(merged(layer.geometry().name(), Dialect.geometry(layer))));
    for (Property p : layer.properties()) {
      columns.add(Dialect.column(p));
      values.add(merged(p.name(), Dialect.column(p)));
    }
    stage.execute(
        "UPDATE "
            + stage.name()
            + " s SET ("
            + String.join(", ", columns)
            + ") = (SELECT "
            + String.join(", ", values)
            + " FROM "
            + Dialect.table(layer)
            + " t WHERE t.\"id\" = s.\"id\") WHERE "
            + stage.isThere());
  }

  private String said(String name, String column) {
    return stage.said(name, column, assumed);
  }

  private String merged(String name, String column) {
    String said = said(name, column);
    String ours = "t." + column;
    Why rule = rule(name);
    if (rule == Why.ALWAYS) {
      return ours;
    }
    if (rule == Why.IF_SET) {
      return "COALESCE(" + ours + ", " + said + ")";
    }
    String merged = "COALESCE(" + said + ", " + ours + ")";
    String cases = "";
    if (rule != null) {
      cases = " WHEN " + stays(rule, name, column) + " THEN " + ours;
    }
    String from = overwrites.contains(name) ? null : follows.get(name);
    if (from != null) {
      cases += " WHEN " + said + " IS NULL AND " + isToldAnew(from, name) + " THEN " + said;
    }
    return cases.isEmpty() ? merged : "CASE" + cases + " ELSE " + merged + " END";
  }

  /**
   * Condition that the load tells a value anew: as another one, or as the same with another date,
   * source or what else says more about it. What it does not say of that belonged to the claim
   * before.
   *
   * @param but one that says more about it, and is not looked at
   */
  private String isToldAnew(String name, String but) {
    String column = column(name);
    StringBuilder anew = new StringBuilder("(" + said(name, column) + " <> t." + column);
    rules
        .with()
        .forEach(
            (more, about) -> {
              if (about.equals(name) && !more.equals(but)) {
                String said = said(more, column(more));
                anew.append(" OR (" + said + " IS NOT NULL AND ")
                    .append(said + " IS DISTINCT FROM t." + column(more))
                    .append(" AND NOT COALESCE(" + staysBeside(name, column) + ", FALSE))");
              }
            });
    return anew.append(")").toString();
  }

  private Why rule(String name) {
    if (overwrites.contains(name)) {
      return null;
    }
    if (layer.isEnd(name)) {
      return Why.ENDS; // a right of a person goes before what is kept by hand
    }
    if (rules.keeps().containsKey(name)) {
      return switch (rules.keeps().get(name)) {
        case ALWAYS -> Why.ALWAYS;
        case IF_SET -> Why.IF_SET;
        case RIGHT -> Why.RIGHT;
      };
    }
    if (rules.neverBack().contains(name)) {
      return Why.NEVER_BACK;
    }
    return rules.with().containsKey(name) ? Why.WITH : null;
  }

  /** Condition that the layer's value stays by the rule, whatever else the load has. */
  private String stays(Why rule, String name, String column) {
    String ours = "t." + column;
    return switch (rule) {
      case IF_SET -> ours + " IS NOT NULL";
      case ENDS -> ours + " <= " + said(name, column);
      case RIGHT -> ours;
      case NEVER_BACK -> {
        List<Choice> choices = layer.property(name).orElseThrow().choices();
        yield rank(said(name, column), choices) + " < " + rank(ours, choices);
      }
      case WITH -> {
        String other = rules.with().get(name);
        yield staysBeside(other, Dialect.column(layer.property(other).orElseThrow()));
      }
      default -> "TRUE";
    };
  }

  /** Condition that a value which others say more about stays: unsaid, or not to be changed. */
  private String staysBeside(String name, String column) {
    String said = said(name, column);
    String unsaid = "(" + said + " IS NULL AND t." + column + " IS NOT NULL)";
    Why rule = rule(name);
    return rule == null || rule == Why.WITH
        ? unsaid
        : "("
            + unsaid
            + " OR ("
            + said
            + " IS DISTINCT FROM t."
            + column
            + " AND "
            + stays(rule, name, column)
            + "))";
  }

  private static String rank(String expression, List<Choice> choices) {
    StringBuilder rank = new StringBuilder("CASE " + expression);
    for (int i = 0; i < choices.size(); i++) {
      rank.append(" WHEN ").append(Sql.literal(choices.get(i).value())).append(" THEN ").append(i);
    }
    return rank.append(" END").toString();
  }

  private void tellRules() throws SQLException {
    String geometry = layer.geometry().name();
    tellRule(geometry, Dialect.geometry(layer), null);
    for (Property p : layer.properties()) {
      tellRule(p.name(), Dialect.column(p), p);
      tellCleared(p);
      tellTaken(p);
    }
  }

  private void tellRule(String name, String column, Property property) throws SQLException {
    Why why = rule(name);
    if (why == null) {
      return;
    }
    String isOther = "s." + column + " IS DISTINCT FROM t." + column;
    String where =
        said(name, column) + " IS NOT NULL AND " + isOther + " AND " + stays(why, name, column);
    stage.each(
        property == null ? "" : ", s." + column + ", t." + column,
        where,
        r -> {
          Object given = property == null ? null : Values.read(r, 3, property.type());
          Object ours = property == null ? null : Values.read(r, 4, property.type());
          listener.kept(new Kept(r.getLong(1), r.getString(2), name, why, given, ours));
        });
  }

  private void tellTaken(Property p) throws SQLException {
    Why why = rule(p.name());
    if (why != Why.ENDS && why != Why.RIGHT) {
      return;
    }
    String column = Dialect.column(p);
    String said = said(p.name(), column);
    String isNew =
        why == Why.RIGHT
            ? said + " AND NOT COALESCE(t." + column + ", FALSE)"
            : "(t." + column + " IS NULL OR " + said + " < t." + column + ")";
    stage.each(
        ", s." + column + ", t." + column,
        said + " IS NOT NULL AND " + isNew,
        r ->
            listener.taken(
                new Taken(
                    r.getLong(1),
                    r.getString(2),
                    p.name(),
                    Values.read(r, 3, p.type()),
                    Values.read(r, 4, p.type()))));
  }

  /** What was derived from a text goes without a word: the row's own notes tell of the text. */
  private void tellCleared(Property p) throws SQLException {
    String about = rules.with().get(p.name());
    if (about == null || rule(p.name()) != Why.WITH || p.required()) {
      return;
    }
    String column = Dialect.column(p);
    stage.each(
        ", t." + column,
        "t."
            + column
            + " IS NOT NULL AND "
            + said(p.name(), column)
            + " IS NULL AND NOT COALESCE("
            + stays(Why.WITH, p.name(), column)
            + ", FALSE) AND "
            + isToldAnew(about, p.name()),
        r -> {
          Object was = Values.read(r, 3, p.type());
          listener.cleared(new Cleared(r.getLong(1), r.getString(2), p.name(), was));
        });
  }

  private String column(String name) {
    return name.equals(layer.geometry().name())
        ? Dialect.geometry(layer)
        : Dialect.column(layer.property(name).orElseThrow());
  }
}
