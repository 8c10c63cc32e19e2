package kr.maeul.store.sql.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.layer.Audience;
import kr.maeul.layer.View;
import kr.maeul.store.sql.SqlFeatureStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("postgis")
class PostGisLayerTablesTest extends LayerTablesContract {
  @Override
  long sql(String statement) throws SQLException {
    try (Connection c = database.connect();
        Statement s = c.createStatement()) {
      if (!s.execute(statement)) {
        return s.getUpdateCount();
      }
      ResultSet r = s.getResultSet();
      r.next();
      return r.getLong(1);
    }
  }

  @Test
  void theDatabaseExplainsItself() throws SQLException {
    open().close();
    String here = "current_schema()";
    assertThat(
            ask(
                "SELECT f_geometry_column || ' ' || srid || ' ' || type FROM geometry_columns WHERE f_table_schema = "
                    + here
                    + " AND f_table_name = 'things' ORDER BY 1"))
        .containsExactly("spot 4326 POINT", "spot_3857 3857 GEOMETRY");
    assertThat(ask("SELECT obj_description('things'::regclass)")).containsExactly("것");
    assertThat(
            ask(
                "SELECT col_description('things'::regclass, attnum) FROM pg_attribute WHERE attrelid ="
                    + " 'things'::regclass AND attname = 'name'"))
        .containsExactly("이름: a = a; b = b");
    assertThat(
            ask(
                "SELECT indexdef FROM pg_indexes WHERE tablename = 'things' AND schemaname = "
                    + here))
        .anyMatch(d -> d.contains("gist"));
    assertThat(
            ask(
                "SELECT conname FROM pg_constraint WHERE conrelid = 'things'::regclass AND contype = 'c'"))
        .containsExactly("things_name_values");
  }

  @Test
  void editsMadeInPsqlAreSeen() throws SQLException {
    try (SqlFeatureStore store = open()) {
      View view = catalog().layer("things").orElseThrow().viewFor(Audience.PUBLIC);
      assertThat(store.state(view).count()).isZero();
      try (Connection c = database.connect();
          Statement s = c.createStatement()) {
        s.execute(
            "INSERT INTO things (name, spot) VALUES ('a', ST_SetSRID(ST_MakePoint(127, 90), 4326))");
      }
      assertThat(store.state(view).count()).isEqualTo(1);
    }
  }

  @Test
  void aForeignTableOfTheSameNameIsLeftAlone() throws SQLException {
    try (Connection c = database.connect();
        Statement s = c.createStatement()) {
      s.execute("CREATE TABLE things (mine int); INSERT INTO things VALUES (1)");
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("is there already");
    assertThat(ask("SELECT mine::text FROM things")).containsExactly("1");
    assertThat(ask("SELECT id FROM maeul_layer")).isEmpty();
  }

  @Test
  void aColumnDroppedByHandIsGone() throws Exception {
    open().close();
    write("");
    assertThatThrownBy(this::open).hasMessageContaining("column name has gone");
    try (Connection c = database.connect();
        Statement s = c.createStatement()) {
      s.execute("ALTER TABLE things DROP COLUMN name");
    }
    open().close();
    write("\"name\": { \"type\": \"integer\" },");
    open().close();
    assertThat(
            ask(
                "SELECT data_type FROM information_schema.columns WHERE table_name = 'things' AND column_name = 'name' AND table_schema = current_schema()"))
        .containsExactly("bigint");
  }

  @Test
  void severalInstancesMayStartTogether() throws Exception {
    var pool = java.util.concurrent.Executors.newFixedThreadPool(3);
    try {
      List<java.util.concurrent.Future<SqlFeatureStore>> starts = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        starts.add(pool.submit(this::open));
      }
      for (var start : starts) {
        try (SqlFeatureStore store = start.get()) {
          add(store, Map.of("name", "a"));
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private List<String> ask(String sql) throws SQLException {
    try (Connection c = database.connect();
        Statement s = c.createStatement();
        ResultSet r = s.executeQuery(sql)) {
      List<String> answers = new ArrayList<>();
      while (r.next()) {
        answers.add(r.getString(1));
      }
      return answers;
    }
  }
}
