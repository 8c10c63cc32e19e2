package kr.maeul.store.sql.dialect.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.db.sql.Sql;
import kr.maeul.db.table.Tables;
import kr.maeul.geo.GridCells;
import kr.maeul.layer.Layer;
import kr.maeul.layer.kind.GeometryType;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.dialect.Reach;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How H2 finds rows by place: a generated column of each layer's table says in which {@link
 * GridCells cell} the row is, and has an ordinary index. H2's own spatial index is not used: a
 * process that is killed while it is written to leaves a file that does not open any more, or an
 * index that has lost rows. Stateless.
 */
public final class H2Cells {
  private static final Logger LOG = LoggerFactory.getLogger(H2Cells.class);

  /** No property can be called so. */
  private static final String COLUMN = "\"_cell\"";

  private static final String FUNCTION = "MAEUL_CELL";

  /**
   * The name stands in the file of every embedded database, which does not open where there is no
   * such method: if it has to go elsewhere, one that is called so stays here.
   */
  private static final String METHOD = "kr.maeul.geo.GridCells.of";

  private H2Cells() {}

  /** Makes the function known; tables need it, so it stays as it is where it is. */
  public static void register(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        List.of(
            "CREATE ALIAS IF NOT EXISTS "
                + FUNCTION
                + " DETERMINISTIC FOR "
                + Sql.literal(METHOD)));
  }

  /** Statements that give a table its cells, unless it has them. */
  static List<String> statements(String tableName, String geometry) {
    String table = Sql.quote(tableName);
    return List.of(
        "ALTER TABLE "
            + table
            + " ADD COLUMN IF NOT EXISTS "
            + COLUMN
            + " BIGINT GENERATED ALWAYS AS ("
            + FUNCTION
            + "("
            + geometry
            + "))",
        "CREATE INDEX IF NOT EXISTS "
            + Sql.quote(tableName + "_cell")
            + " ON "
            + table
            + " ("
            + COLUMN
            + ")");
  }

  /** The table, joined with the spans of cells in which rows are to be looked for. */
  static void addTable(Sql sql, Layer layer, Reach reach) {
    sql.add(Dialect.table(layer));
    if (reach.boxes().isEmpty()) {
      return;
    }
    List<GridCells.Span> spans =
        new ArrayList<>(
            GridCells.spans(reach.boxes(), layer.geometry().type() == GeometryType.POINT));
    if (reach.orNowhere()) {
      spans.add(new GridCells.Span(GridCells.NOWHERE, GridCells.NOWHERE));
    }
    sql.add(" JOIN UNNEST(CAST(")
        .bind(spans.stream().map(GridCells.Span::first).toArray(Long[]::new))
        .add(" AS BIGINT ARRAY), CAST(")
        .bind(spans.stream().map(GridCells.Span::last).toArray(Long[]::new))
        .add(" AS BIGINT ARRAY)) \"_spans\" (\"_first\", \"_last\") ON ")
        .add(COLUMN)
        .add(" BETWEEN \"_first\" AND \"_last\"");
  }

  /**
   * Gives all layers' tables their cells that have none, and takes H2's spatial indexes away, which
   * earlier versions made. What is broken off goes on at the next start: the indexes go first, so
   * that no row is written while there is one.
   */
  public static void bring(Connection connection) throws SQLException {
    List<String> indexes = spatialIndexes(connection);
    for (String index : indexes) {
      Sql.execute(connection, List.of("DROP INDEX " + Sql.quote(index)));
    }
    for (Map.Entry<String, String> table : withoutCells(connection).entrySet()) {
      LOG.info("{}: 위치 색인을 새로 만듭니다 / making the index of places anew", table.getKey());
      Sql.execute(connection, statements(table.getKey(), Sql.quote(table.getValue())));
    }
  }

  private static List<String> spatialIndexes(Connection connection) throws SQLException {
    return new Sql()
        .add(
            "SELECT INDEX_NAME FROM INFORMATION_SCHEMA.INDEXES WHERE INDEX_SCHEMA = CURRENT_SCHEMA")
        .add(" AND INDEX_TYPE_NAME = 'SPATIAL INDEX'")
        .list(connection, r -> r.getString(1));
  }

  /** Table → its column of places. */
  private static Map<String, String> withoutCells(Connection connection) throws SQLException {
    Map<String, String> found = new LinkedHashMap<>();
    Set<String> tables = new LinkedHashSet<>();
    new Sql()
        .add("SELECT \"id\" FROM " + Sql.quote(Tables.LAYERS))
        .each(connection, 0, r -> tables.add(Tables.ofLayer(r.getString(1))));
    new Sql()
        .add("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.INDEX_COLUMNS")
        .add(" WHERE TABLE_SCHEMA = CURRENT_SCHEMA AND COLUMN_NAME = '_cell'")
        .each(connection, 0, r -> tables.remove(r.getString(1)));
    for (String table : tables) {
      new Sql()
          .add("SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA =")
          .add(" CURRENT_SCHEMA AND DATA_TYPE = 'GEOMETRY' AND TABLE_NAME = ")
          .bind(table)
          .each(connection, 0, r -> found.putIfAbsent(table, r.getString(1)));
    }
    return found;
  }
}
