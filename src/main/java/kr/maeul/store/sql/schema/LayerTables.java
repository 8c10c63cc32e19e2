package kr.maeul.store.sql.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.db.sql.Sql;
import kr.maeul.layer.GeometryProperty;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Property;
import kr.maeul.layer.file.SnakeCase;
import kr.maeul.layer.kind.GeometryType;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.layer.text.Particle;
import kr.maeul.layer.text.Text;
import kr.maeul.store.sql.dialect.Dialect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the layers' tables and lets them grow with their files. Columns and values are only ever
 * added; whatever would lose data is refused before anything is touched. The table of a layer whose
 * file has gone stays as it is, unserved.
 */
public final class LayerTables {
  private static final int LONGEST_IDENTIFIER = 63;
  private static final Logger LOG = LoggerFactory.getLogger(LayerTables.class);

  private final Dialect dialect;
  private final Connection connection;

  public LayerTables(Dialect dialect, Connection connection) {
    this.dialect = dialect;
    this.connection = connection;
  }

  /**
   * Brings all tables to where their files are.
   *
   * @throws DatabaseException with every refusal; nothing was changed then
   */
  public void migrate(LayerCatalog catalog) throws SQLException {
    connection.setAutoCommit(!dialect.engine().migratesInTransaction());
    bring(catalog);
    if (!connection.getAutoCommit()) {
      connection.commit();
    }
  }

  /** The same within a transaction that somebody else ends. */
  void bring(LayerCatalog catalog) throws SQLException {
    List<String> refusals = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    for (Layer layer : catalog.all()) {
      TableShape wanted = TableShape.of(layer);
      TableShape recorded = recorded(layer);
      if (recorded == null) {
        checkFree(layer, refusals);
        steps.add(() -> create(layer, wanted));
      } else if (!recorded.equals(wanted)) {
        Set<String> there = columns(layer);
        refusals.addAll(Loss.refusals(layer, recorded, wanted, there));
        steps.add(() -> change(layer, recorded, wanted));
      }
    }
    if (!refusals.isEmpty()) {
      throw new DatabaseException(String.join("\n", refusals));
    }
    for (Step step : steps) {
      step.run();
    }
    for (Layer layer : catalog.all()) {
      clearRetired(layer);
      dialect.keepSearchIndexes(connection, layer);
    }
  }

  /**
   * Makes the table of a layer whose file has gone, as it was recorded.
   *
   * @param definition its {@code maeul_layer.definition}
   */
  void createUnserved(String id, String definition) throws SQLException {
    TableShape shape = TableShape.fromJson(definition);
    Text title = new Text(shape.title(), shape.title());
    GeometryType type = GeometryType.valueOf(shape.geometryType().toUpperCase(Locale.ROOT));
    create(
        Layer.builder(id, "id")
            .title(title, Text.EMPTY)
            .geometry(new GeometryProperty(shape.geometryColumn(), type, title, false))
            .build(),
        shape);
  }

  private interface Step {
    void run() throws SQLException;
  }

  private TableShape recorded(Layer layer) throws SQLException {
    Sql sql =
        new Sql()
            .add("SELECT \"definition\" FROM \"maeul_layer\" WHERE \"id\" = ")
            .bind(layer.id());
    return sql.first(connection, r -> TableShape.fromJson(r.getString(1)));
  }

  /**
   * A table that is there without a record is somebody else's, unless the last start died while
   * making it.
   */
  private void checkFree(Layer layer, List<String> refusals) throws SQLException {
    if (!exists(Dialect.tableName(layer))) {
      return;
    }
    if (!connection.getAutoCommit() || !isEmpty(layer)) {
      refusals.add(
          "레이어 "
              + layer.id()
              + ": 표 "
              + Particle.SUBJECT.after(Dialect.tableName(layer))
              + " 이미 있습니다. 이름을 바꾸거나 비켜 주세요."
              + " / Layer "
              + layer.id()
              + ": a table called "
              + Dialect.tableName(layer)
              + " is there already and is not this service's; rename one of them.");
    } else {
      Sql.execute(connection, List.of("DROP TABLE " + Dialect.table(layer)));
    }
  }

  private boolean exists(String table) throws SQLException {
    Sql sql =
        new Sql()
            .add("SELECT 1 FROM information_schema.tables WHERE table_name = ")
            .bind(table)
            .add(" AND table_schema = current_schema");
    return sql.findsAny(connection);
  }

  private boolean isEmpty(Layer layer) throws SQLException {
    Sql sql = new Sql().add("SELECT 1 FROM " + Dialect.table(layer) + " FETCH FIRST 1 ROW ONLY");
    return !sql.findsAny(connection);
  }

  /** The columns of properties that the file has retired. */
  static List<String> retired(Layer layer) {
    return layer.retired().stream().map(SnakeCase::of).toList();
  }

  /**
   * A column of a property that the file has retired goes once it holds nothing. Until then it
   * stays, unserved, and every start says so: what it holds is somebody's, and is for them to move.
   */
  private void clearRetired(Layer layer) throws SQLException {
    for (String column : retired(layer)) {
      if (!columns(layer).contains(column)) {
        continue;
      }
      long values = count(layer, column);
      if (values == 0) {
        Sql.execute(
            connection,
            List.of("ALTER TABLE " + Dialect.table(layer) + " DROP COLUMN " + Sql.quote(column)));
      } else {
        LOG.warn(
            "{}.{}: 이제 쓰지 않는 열에 값이 {}개 남아 있습니다. 지우지 않았고 아무에게도 보이지 않습니다. 옮긴 뒤 비우면 다음 시작 때"
                + " 열이 없어집니다 (docs/operating.md) / holds {} values of a property that has gone; they are kept"
                + " and served to nobody. Move them and set them to null, and the column goes at the next start",
            Dialect.tableName(layer),
            column,
            values,
            values);
      }
    }
  }

  private long count(Layer layer, String column) throws SQLException {
    Sql sql = new Sql().add("SELECT COUNT(" + Sql.quote(column) + ") FROM " + Dialect.table(layer));
    return sql.number(connection);
  }

  private Set<String> columns(Layer layer) throws SQLException {
    Sql sql =
        new Sql()
            .add(
                "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema AND table_name = ")
            .bind(Dialect.tableName(layer));
    return new HashSet<>(sql.list(connection, r -> r.getString(1)));
  }

  private void create(Layer layer, TableShape shape) throws SQLException {
    List<String> columns = new ArrayList<>();
    columns.add("\"id\" " + dialect.idColumn());
    columns.add(Dialect.geometry(layer) + " " + dialect.geometryColumn(layer.geometry().type()));
    shape
        .columns()
        .forEach(
            (name, column) ->
                columns.add(
                    Sql.quote(name)
                        + " "
                        + dialect.columnType(PropertyType.valueOf(column.type()))));
    List<String> statements = new ArrayList<>();
    statements.add(
        "CREATE TABLE " + Dialect.table(layer) + " (" + String.join(", ", columns) + ")");
    statements.addAll(dialect.finishTable(layer));
    layer.properties().forEach(p -> addCheck(layer, p, statements));
    addComments(layer, shape, statements);
    Sql.execute(connection, statements);
    new Sql()
        .add("INSERT INTO \"maeul_layer\" (\"id\", \"definition\") VALUES (")
        .bind(layer.id())
        .add(", ")
        .bind(shape.toJson())
        .add(")")
        .run(connection);
  }

  private void change(Layer layer, TableShape recorded, TableShape shape) throws SQLException {
    List<String> statements = new ArrayList<>();
    String alter = "ALTER TABLE " + Dialect.table(layer);
    for (Property p : layer.properties()) {
      String name = SnakeCase.of(p.name());
      TableShape.Column was = recorded.columns().get(name);
      if (was == null) {
        statements.add(
            alter
                + " ADD COLUMN IF NOT EXISTS "
                + Dialect.column(p)
                + " "
                + dialect.columnType(p.type()));
      }
      if (was == null || !was.values().equals(shape.columns().get(name).values())) {
        statements.add(alter + " DROP CONSTRAINT IF EXISTS " + checkName(layer, p));
        addCheck(layer, p, statements);
      }
    }
    addComments(layer, shape, statements);
    try {
      Sql.execute(connection, statements);
    } catch (SQLException e) {
      if (e.getSQLState() != null && e.getSQLState().startsWith("23")) {
        throw new DatabaseException(
            "레이어 "
                + layer.id()
                + ": 저장된 값 가운데 새 목록에 없는 것이 있습니다. / Layer "
                + layer.id()
                + ": rows use a value that the file's enumeration no longer has. Put the value back, or change those rows"
                + " first.",
            e);
      }
      throw e;
    }
    new Sql()
        .add("UPDATE \"maeul_layer\" SET \"definition\" = ")
        .bind(shape.toJson())
        .add(", \"revision\" = \"revision\" + 1 WHERE \"id\" = ")
        .bind(layer.id())
        .run(connection);
  }

  private void addCheck(Layer layer, Property p, List<String> statements) {
    if (p.choices().isEmpty()) {
      return;
    }
    List<String> values = p.choices().stream().map(c -> c.value()).toList();
    String check =
        p.type() == PropertyType.STRING_LIST
            ? dialect.listCheck(Dialect.column(p), values)
            : Dialect.column(p)
                + " IN ("
                + values.stream().map(Sql::literal).collect(Collectors.joining(", "))
                + ")";
    if (check != null) {
      statements.add(
          "ALTER TABLE "
              + Dialect.table(layer)
              + " ADD CONSTRAINT "
              + checkName(layer, p)
              + " CHECK ("
              + check
              + ")");
    }
  }

  private static String checkName(Layer layer, Property p) {
    String name = Dialect.tableName(layer) + "_" + SnakeCase.of(p.name()) + "_values";
    if (name.length() > LONGEST_IDENTIFIER) {
      name =
          name.substring(0, LONGEST_IDENTIFIER - 9)
              + "_"
              + HexFormat.of().toHexDigits(name.hashCode());
    }
    return Sql.quote(name);
  }

  private static void addComments(Layer layer, TableShape shape, List<String> statements) {
    String table = Dialect.table(layer);
    statements.add("COMMENT ON TABLE " + table + " IS " + Sql.literal(shape.title()));
    String column = "COMMENT ON COLUMN " + table + ".";
    statements.add(
        column
            + Dialect.geometry(layer)
            + " IS "
            + Sql.literal(layer.geometry().title().toString()));
    for (Map.Entry<String, TableShape.Column> e : shape.columns().entrySet()) {
      statements.add(column + Sql.quote(e.getKey()) + " IS " + Sql.literal(e.getValue().title()));
    }
  }
}
