package kr.maeul.store.sql.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.db.sql.Sql;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Property;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.layer.text.Text;
import kr.maeul.store.load.FeatureLoads.Use;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.dialect.Values;

/**
 * What is kept beside the features of a layer: by other rooms, which say so in the view {@code
 * maeul_tie}, and by features of other layers that refer to them. Immutable; few features have any.
 */
final class Ties {
  static final Ties NONE = new Ties(Map.of());

  private final Map<String, Set<Text>> byId;

  private Ties(Map<String, Set<Text>> byId) {
    this.byId = byId;
  }

  /**
   * @param layers all that may refer to the layer
   */
  static Ties of(Connection c, Layer layer, LayerCatalog layers) throws SQLException {
    Map<String, Set<Text>> byId = new HashMap<>();
    Sql sql = new Sql().add("SELECT \"feature\", \"ko\", \"en\" FROM \"maeul_tie\" WHERE");
    sql.add(" \"layer\" = ")
        .bind(layer.id())
        .each(c, 0, r -> tie(byId, r.getString(1), new Text(r.getString(2), r.getString(3))));
    Set<String> known = withTables(c);
    for (Layer other : layers.all()) {
      if (!known.contains(other.id())) {
        continue; // a new layer's file, before its table is made
      }
      for (Property p : other.properties()) {
        if (layer.id().equals(p.ref())) {
          references(c, other, p, byId);
        }
      }
    }
    return new Ties(byId);
  }

  /** What is kept beside one feature, and how much of it. */
  static List<Use> uses(Connection c, Layer layer, LayerCatalog layers, String id)
      throws SQLException {
    List<Use> uses = new ArrayList<>();
    Sql ties =
        new Sql().add("SELECT \"ko\", \"en\", COUNT(*) FROM \"maeul_tie\" WHERE \"layer\" = ");
    ties.bind(layer.id()).add(" AND \"feature\" = ").bind(id);
    uses.addAll(
        ties.add(" GROUP BY \"ko\", \"en\" ORDER BY 2")
            .list(c, r -> new Use(new Text(r.getString(1), r.getString(2)), r.getLong(3))));
    Set<String> known = withTables(c);
    for (Layer other : layers.all()) {
      Sql count = new Sql().add("SELECT COUNT(*) FROM " + Dialect.table(other) + " WHERE 1=0");
      for (Property p : other.properties()) {
        if (layer.id().equals(p.ref())) {
          boolean isList = p.type() == PropertyType.STRING_LIST;
          count
              .add(" OR ")
              .bind(id)
              .add(isList ? " = ANY(" : " = (")
              .add(Dialect.column(p))
              .add(")");
        }
      }
      if (known.contains(other.id())) {
        try (PreparedStatement s = count.prepare(c);
            ResultSet r = s.executeQuery()) {
          r.next();
          if (r.getLong(1) > 0) {
            uses.add(new Use(other.title(), r.getLong(1)));
          }
        }
      }
    }
    return uses;
  }

  private static Set<String> withTables(Connection c) throws SQLException {
    return new HashSet<>(
        new Sql().add("SELECT \"id\" FROM \"maeul_layer\"").list(c, r -> r.getString(1)));
  }

  private static void references(Connection c, Layer other, Property p, Map<String, Set<Text>> byId)
      throws SQLException {
    String column = Dialect.column(p);
    String select = p.type() == PropertyType.STRING_LIST ? "SELECT " : "SELECT DISTINCT ";
    String sql =
        select + column + " FROM " + Dialect.table(other) + " WHERE " + column + " IS NOT NULL";
    new Sql()
        .add(sql)
        .each(
            c,
            LoadStage.ROWS_FETCHED,
            r -> {
              Object value = Values.read(r, 1, p.type());
              List<?> ids = value instanceof List<?> list ? list : List.of(value);
              ids.forEach(id -> tie(byId, id.toString(), other.title()));
            });
  }

  private static void tie(Map<String, Set<Text>> byId, String id, Text what) {
    byId.computeIfAbsent(id, i -> new LinkedHashSet<>()).add(what);
  }

  boolean isEmpty() {
    return byId.isEmpty();
  }

  /** What is kept beside a feature, in words; empty for nothing. */
  Set<Text> of(String id) {
    return byId.getOrDefault(id, Set.of());
  }
}
