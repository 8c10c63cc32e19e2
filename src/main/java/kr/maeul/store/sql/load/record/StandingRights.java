package kr.maeul.store.sql.load.record;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Layer;

/**
 * Rights of persons that are on record beside the features of a layer, such as the wish not to be
 * contacted: other rooms say so in the view {@code maeul_right}. What stands there is a yes in the
 * layer, too, and only who changes that record takes it away. Immutable; few features have any.
 */
public final class StandingRights {
  private final Map<String, Set<String>> idsOf;

  private StandingRights(Map<String, Set<String>> idsOf) {
    this.idsOf = idsOf;
  }

  public static StandingRights of(Connection c, Layer layer) throws SQLException {
    Map<String, Set<String>> idsOf = new HashMap<>();
    Set<String> rights = layer.imports().rights();
    if (rights.isEmpty()) {
      return new StandingRights(idsOf);
    }
    Sql sql = new Sql().add("SELECT \"property\", \"feature\" FROM \"maeul_right\"");
    sql.add(" WHERE \"layer\" = ")
        .bind(layer.id())
        .each(
            c,
            0,
            r -> {
              if (rights.contains(r.getString(1))) {
                idsOf.computeIfAbsent(r.getString(1), p -> new HashSet<>()).add(r.getString(2));
              }
            });
    return new StandingRights(idsOf);
  }

  public boolean stands(String property, String id) {
    return idsOf.getOrDefault(property, Set.of()).contains(id);
  }

  /** A feature with what stands. */
  public Feature over(Feature feature) {
    Map<String, Object> values = new LinkedHashMap<>(feature.properties());
    idsOf.forEach(
        (property, ids) -> {
          if (ids.contains(feature.id())) {
            values.put(property, true);
          }
        });
    return new Feature(feature.id(), feature.geometry(), values);
  }

  /** Tells of each property and the features for which it stands. */
  public void each(BiConsumer<String, Set<String>> told) {
    idsOf.forEach(told);
  }
}
