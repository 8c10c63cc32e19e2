package kr.maeul.store.sql.row;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.db.revision.Epoch;
import kr.maeul.db.revision.Revisions;
import kr.maeul.db.sql.Sql;
import kr.maeul.layer.Layer;
import kr.maeul.layer.View;
import kr.maeul.store.sql.dialect.Dialect;

/** Revisions of layers within a transaction: of the moment that its connection sees. */
public final class RevisionSql {
  private RevisionSql() {}

  /** {@link View#revision}. */
  public static long of(Connection c, Dialect dialect, View view) throws SQLException {
    return view.revision(all(c, dialect, view.layers().toList()));
  }

  public static long of(Connection c, Dialect dialect, Layer layer) throws SQLException {
    return all(c, dialect, List.of(layer)).get(layer.id());
  }

  /** As {@link Revisions} counts them, of the moment that the connection sees. */
  private static Map<String, Long> all(Connection c, Dialect dialect, List<Layer> layers)
      throws SQLException {
    LocalDate day = dialect.today();
    Sql sql =
        new Sql()
            .add("SELECT \"id\", \"revision\", " + dialect.engine().epoch())
            .add(" FROM \"maeul_layer\" WHERE \"id\" IN (")
            .bindAll(layers.stream().map(Layer::id).toList())
            .add(")");
    Map<String, Long> revisions = new HashMap<>();
    sql.each(
        c,
        0,
        r -> {
          String id = r.getString(1);
          boolean countsDays =
              layers.stream().anyMatch(l -> l.id().equals(id) && l.changesByTheDay());
          revisions.put(id, Epoch.start(r.getString(3), countsDays ? day : null) + r.getLong(2));
        });
    return revisions;
  }
}
