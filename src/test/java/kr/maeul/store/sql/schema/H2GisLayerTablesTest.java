package kr.maeul.store.sql.schema;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.store.sql.SqlFeatureStore;
import org.junit.jupiter.api.Test;

class H2GisLayerTablesTest extends LayerTablesContract {
  @Override
  long sql(String statement) throws Exception {
    try (var c =
            java.sql.DriverManager.getConnection(
                "jdbc:h2:file:"
                    + database.directory().toAbsolutePath().resolve("maeul")
                    + ";FILE_LOCK=FS",
                "",
                "");
        var s = c.createStatement()) {
      if (!s.execute(statement)) {
        return s.getUpdateCount();
      }
      var r = s.getResultSet();
      r.next();
      return r.getLong(1);
    }
  }

  @Test
  void saysSoWhenTheFileIsNoDatabase() throws java.io.IOException {
    open().close();
    java.nio.file.Files.writeString(
        database.directory().resolve("maeul.mv.db"), "이것은 데이터베이스가 아닙니다".repeat(500));
    assertThatThrownBy(this::open).isInstanceOf(DatabaseException.class);
  }

  @Test
  void opensAgainAfterAnAbandonedLoad() {
    try (SqlFeatureStore store = open()) {
      add(store, Map.of("name", "a"));
      var load =
          store.load(catalog().layer("things").orElseThrow(), kr.maeul.store.load.LoadMode.REPLACE);
      load.add(1, new kr.maeul.feature.Feature(null, null, Map.of()));
    }
    try (SqlFeatureStore store = open()) {
      add(store, Map.of("name", "b"));
    }
  }
}
