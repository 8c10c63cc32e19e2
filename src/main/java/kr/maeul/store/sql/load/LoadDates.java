package kr.maeul.store.sql.load;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.store.load.FeatureLoad.Listener;
import kr.maeul.store.load.FeatureLoad.Older;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.dialect.Values;

/**
 * Where a load knows something of an earlier day than the layer does: an older survey that comes
 * after a newer one. Looks at dates that say more about another value. For one load.
 */
final class LoadDates {
  private final LoadStage stage;
  private final Map<Property, Long> older = new LinkedHashMap<>();

  /**
   * Looks at what the load says, before anything of it is left out.
   *
   * @param assumed properties whose values nobody said in some rows
   */
  LoadDates(LoadStage stage, Set<String> assumed) throws SQLException {
    this.stage = stage;
    Layer layer = stage.layer();
    for (String name : layer.imports().with().keySet()) {
      Property p = layer.property(name).orElseThrow();
      if (p.type() == PropertyType.DATE) {
        long features =
            stage.count(
                "SELECT COUNT(*)"
                    + stage.fromBoth()
                    + stage.said(name, Dialect.column(p), assumed)
                    + " < t."
                    + Dialect.column(p));
        if (features > 0) {
          older.put(p, features);
        }
      }
    }
  }

  /** Tells what has become of them, once it is known what the rows are to be. */
  void tell(Listener listener) throws SQLException {
    for (Map.Entry<Property, Long> e : older.entrySet()) {
      Property p = e.getKey();
      String column = Dialect.column(p);
      long[] taken = {0};
      stage.each(
          ", s." + column + ", t." + column,
          "s." + column + " < t." + column,
          r -> {
            taken[0]++;
            listener.older(
                new Older(
                    r.getLong(1),
                    r.getString(2),
                    p.name(),
                    Values.read(r, 3, p.type()),
                    Values.read(r, 4, p.type())));
          });
      listener.older(p.name(), e.getValue(), taken[0]);
    }
  }
}
