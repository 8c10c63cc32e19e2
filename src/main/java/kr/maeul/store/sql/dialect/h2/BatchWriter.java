package kr.maeul.store.sql.dialect.h2;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.store.sql.dialect.Dialect;

/** Inserts features into a stage, in batches. For one thread. */
final class BatchWriter implements Dialect.StageWriter {
  private static final int BATCH = 500;
  private final List<Property> properties;
  private final PreparedStatement insert;
  private int waiting;

  BatchWriter(Connection connection, Layer layer, String stage) throws SQLException {
    properties = layer.properties();
    List<String> columns = Dialect.columns(layer);
    insert =
        connection.prepareStatement(
            "INSERT INTO "
                + stage
                + " ("
                + Dialect.PLACE
                + ", "
                + Dialect.MARK
                + ", "
                + String.join(", ", columns)
                + ") VALUES (?, ?, "
                + String.join(", ", Collections.nCopies(columns.size(), "?"))
                + ")");
  }

  @Override
  public void write(long place, String id, Feature feature, String mark) throws SQLException {
    insert.setLong(1, place);
    insert.setString(2, mark);
    insert.setString(3, id);
    insert.setObject(4, feature.geometry());
    for (int i = 0; i < properties.size(); i++) {
      Object value = feature.properties().get(properties.get(i).name());
      insert.setObject(5 + i, value instanceof List<?> list ? list.toArray() : value);
    }
    insert.addBatch();
    if (++waiting == BATCH) {
      insert.executeBatch();
      waiting = 0;
    }
  }

  @Override
  public void finish() throws SQLException {
    if (waiting > 0) {
      insert.executeBatch();
    }
    insert.close();
  }

  @Override
  public void cancel() {
    try {
      insert.close();
    } catch (SQLException e) {
      // The transaction is rolled back anyway.
    }
  }
}
