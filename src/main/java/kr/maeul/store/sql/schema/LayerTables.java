package kr.maeul.store.sql.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import kr.maeul.layer.GeometryProperty;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Property;
import kr.maeul.layer.file.SnakeCase;
import kr.maeul.layer.kind.GeometryType;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.layer.text.Particle;
import kr.maeul.layer.text.Text;
import kr.maeul.store.StoreException;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.dialect.Sql;
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
   * @throws StoreException with every refusal; nothing was changed then
   */
  public void migrate(LayerCatalog catalog) throws SQLException {
    connection.setAutoCommit(!dialect.migratesInTransaction());
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
        refuseLoss(layer, recorded, wanted, refusals);
        steps.add(() -> change(layer, recorded, wanted));
      }
    }
    if (!refusals.isEmpty()) {
      throw new StoreException(String.join("\n", refusals));
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
    try (PreparedStatement s = sql.prepare(connection);
        ResultSet r = s.executeQuery()) {
      return r.next() ? TableShape.fromJson(r.getString(1)) : null;
    }
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
      Dialect.execute(connection, List.of("DROP TABLE " + Dialect.table(layer)));
    }
  }

  private boolean exists(String table) throws SQLException {
    Sql sql =
        new Sql()
            .add("SELECT 1 FROM information_schema.tables WHERE table_name = ")
            .bind(table)
            .add(" AND table_schema = current_schema");
    try (PreparedStatement s = sql.prepare(connection);
        ResultSet r = s.executeQuery()) {
      return r.next();
    }
  }

  private boolean isEmpty(Layer layer) throws SQLException {
    Sql sql = new Sql().add("SELECT 1 FROM " + Dialect.table(layer) + " FETCH FIRST 1 ROW ONLY");
    try (PreparedStatement s = sql.prepare(connection);
        ResultSet r = s.executeQuery()) {
      return !r.next();
    }
  }

  private void refuseLoss(
      Layer layer, TableShape recorded, TableShape wanted, List<String> refusals)
      throws SQLException {
    String where = "레이어 / Layer " + layer.id() + ": ";
    if (!recorded.geometryColumn().equals(wanted.geometryColumn())
        || !recorded.geometryType().equals(wanted.geometryType())) {
      refusals.add(
          where
              + "위치 속성이 바뀌었습니다."
              + WHAT_TO_DO_KO
              + " / the geometry was "
              + recorded.geometryColumn()
              + " ("
              + recorded.geometryType()
              + ") and is now "
              + wanted.geometryColumn()
              + " ("
              + wanted.geometryType()
              + ")."
              + WHAT_TO_DO_EN);
    }
    for (Map.Entry<String, TableShape.Column> e : recorded.columns().entrySet()) {
      String name = e.getKey();
      TableShape.Column is = wanted.columns().get(name);
      if (is == null && !retired(layer).contains(name) && hasColumn(layer, name)) {
        refusals.add(
            where
                + "열 "
                + name
                + "의 속성이 없어졌습니다."
                + WHAT_TO_DO_KO
                + " / the property of column "
                + name
                + " has gone."
                + WHAT_TO_DO_EN);
      } else if (is != null && !is.type().equals(e.getValue().type())) {
        refusals.add(
            where
                + "속성의 종류가 바뀌었습니다."
                + WHAT_TO_DO_KO
                + " / column "
                + name
                + " holds "
                + e.getValue().type()
                + " and the file now says "
                + is.type()
                + "."
                + WHAT_TO_DO_EN);
      }
    }
  }

  private static List<String> retired(Layer layer) {
    return layer.retired().stream().map(SnakeCase::of).toList();
  }

  /**
   * A column of a property that the file has retired goes once it holds nothing. Until then it
   * stays, unserved, and every start says so: what it holds is somebody's, and is for them to move.
   */
  private void clearRetired(Layer layer) throws SQLException {
    for (String column : retired(layer)) {
      if (!hasColumn(layer, column)) {
        continue;
      }
      long values = count(layer, column);
      if (values == 0) {
        Dialect.execute(
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
    try (PreparedStatement s = sql.prepare(connection);
        ResultSet r = s.executeQuery()) {
      r.next();
      return r.getLong(1);
    }
  }

  /** Whoever dropped a column by hand wants it gone. */
  private boolean hasColumn(Layer layer, String column) throws SQLException {
    Sql sql =
        new Sql()
            .add(
                "SELECT 1 FROM information_schema.columns WHERE table_schema = current_schema AND table_name = ")
            .bind(Dialect.tableName(layer))
            .add(" AND column_name = ")
            .bind(column);
    try (PreparedStatement s = sql.prepare(connection);
        ResultSet r = s.executeQuery()) {
      return r.next();
    }
  }

  private static final String WHAT_TO_DO_KO =
      " 아무것도 바꾸지 않았습니다. 레이어 파일을 되돌려 놓거나 자료를 손으로 옮기세요(docs/layer-files.md). 더 새로운 프로그램이 쓰던"
          + " 데이터베이스라면 그 프로그램으로 시작하세요.";
  private static final String WHAT_TO_DO_EN =
      " Nothing was changed: put the layer file back as it was, or move the data by hand (see docs/layer-files.md). If a"
          + " newer version of the program made it, start that one.";

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
    Dialect.execute(connection, statements);
    run(
        new Sql()
            .add("INSERT INTO \"maeul_layer\" (\"id\", \"definition\") VALUES (")
            .bind(layer.id())
            .add(", ")
            .bind(shape.toJson())
            .add(")"));
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
      Dialect.execute(connection, statements);
    } catch (SQLException e) {
      if (e.getSQLState() != null && e.getSQLState().startsWith("23")) {
        throw new StoreException(
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
    run(
        new Sql()
            .add("UPDATE \"maeul_layer\" SET \"definition\" = ")
            .bind(shape.toJson())
            .add(", \"revision\" = \"revision\" + 1 WHERE \"id\" = ")
            .bind(layer.id()));
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

  private void run(Sql sql) throws SQLException {
    try (PreparedStatement s = sql.prepare(connection)) {
      s.executeUpdate();
    }
  }
}
