package kr.maeul.db.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.db.sql.Sql;
import kr.maeul.layer.file.SnakeCase;
import org.jdbi.v3.core.Handle;

/**
 * The service's tables as the database's own catalogue has them: those that begin with {@code
 * maeul_} and those of the layers on record, whether their files are still there or not. So a table
 * that is added tomorrow is among them. For one transaction.
 */
public final class Tables {
  /** One row a layer; it names the layers' tables. */
  public static final String LAYERS = "maeul_layer";

  private static final String OURS = "maeul_";

  private final Handle handle;
  private final boolean isPostGis;
  private final Predicate<String> isLeftOut;

  /**
   * @param isLeftOut which tables are of no interest, whatever they hold
   */
  public Tables(Handle handle, boolean isPostGis, Predicate<String> isLeftOut) {
    this.handle = handle;
    this.isPostGis = isPostGis;
    this.isLeftOut = isLeftOut;
  }

  /** The table of a layer. */
  public static String ofLayer(String layerId) {
    return SnakeCase.of(layerId);
  }

  /** Ids of all layers that have a table. */
  public List<String> layerIds() {
    return handle
        .createQuery("SELECT \"id\" FROM \"maeul_layer\" ORDER BY \"id\"")
        .mapTo(String.class)
        .list();
  }

  /**
   * All of them, every table after those that it refers to.
   *
   * @throws DatabaseException if a column is of a kind that cannot be carried over
   */
  public List<DataTable> all() {
    try {
      Connection c = handle.getConnection();
      Map<String, DataTable> tables = tables(c, names(c));
      return ordered(c, tables);
    } catch (SQLException e) {
      throw new DatabaseException("데이터베이스 오류입니다. / The database failed", e);
    }
  }

  private Set<String> names(Connection c) throws SQLException {
    List<String> there =
        new Sql()
            .add("SELECT table_name FROM information_schema.tables WHERE table_schema =")
            .add(" current_schema AND table_type = 'BASE TABLE'")
            .list(c, r -> r.getString(1));
    Set<String> ours = new TreeSet<>();
    there.stream().filter(t -> t.startsWith(OURS)).forEach(ours::add);
    for (String id : layerIds()) {
      if (there.contains(ofLayer(id))) { // an administrator may have dropped the table alone
        ours.add(ofLayer(id));
      }
    }
    ours.removeIf(isLeftOut);
    return ours;
  }

  private Map<String, DataTable> tables(Connection c, Set<String> names) throws SQLException {
    Map<String, List<DataTable.Column>> columns = new TreeMap<>();
    names.forEach(name -> columns.put(name, new ArrayList<>()));
    Map<String, String> counters = new TreeMap<>();
    Sql sql = new Sql().add("SELECT table_name, column_name, data_type, ");
    sql.add(isPostGis ? "udt_name" : "CAST(NULL AS VARCHAR)");
    sql.add(", is_identity FROM information_schema.columns WHERE table_schema = current_schema");
    sql.add(" AND is_generated <> 'ALWAYS' ORDER BY ordinal_position");
    sql.each(
        c,
        0,
        r -> {
          String table = r.getString(1);
          if (names.contains(table)) {
            String column = r.getString(2);
            String type = r.getString(3);
            ValueKind kind =
                ValueKind.of(type, r.getString(4))
                    .orElseThrow(() -> cannotCarry(table + "." + column, type));
            columns.get(table).add(new DataTable.Column(column, kind));
            if ("YES".equals(r.getString(5))) {
              counters.put(table, column);
            }
          }
        });
    Map<String, DataTable> tables = new TreeMap<>();
    columns.forEach(
        (name, list) ->
            tables.put(name, new DataTable(name, List.copyOf(list), counters.get(name))));
    return tables;
  }

  private static DatabaseException cannotCarry(String column, String type) {
    return new DatabaseException(
        column
            + ": 이 열의 종류("
            + type
            + ")는 옮길 수 없습니다. / the column is of type "
            + type
            + ", which cannot be carried over",
        null);
  }

  private List<DataTable> ordered(Connection c, Map<String, DataTable> tables) throws SQLException {
    Map<String, Set<String>> refersTo = new LinkedHashMap<>();
    tables.keySet().forEach(name -> refersTo.put(name, new TreeSet<>()));
    // Of all at once: a driver asks table by table, and each takes PostgreSQL as long as all do.
    Sql sql =
        new Sql()
            .add(
                "SELECT f.table_name, k.table_name FROM information_schema.referential_constraints r"
                    + " JOIN information_schema.table_constraints f"
                    + " ON f.constraint_schema = r.constraint_schema"
                    + " AND f.constraint_name = r.constraint_name"
                    + " JOIN information_schema.table_constraints k"
                    + " ON k.constraint_schema = r.unique_constraint_schema"
                    + " AND k.constraint_name = r.unique_constraint_name"
                    + " WHERE r.constraint_schema = current_schema");
    sql.each(
        c,
        0,
        r -> {
          if (refersTo.containsKey(r.getString(1))) {
            refersTo.get(r.getString(1)).add(r.getString(2));
          }
        });
    Set<String> order = new LinkedHashSet<>();
    refersTo.keySet().forEach(name -> add(name, refersTo, new TreeSet<>(), order));
    return order.stream().map(tables::get).toList();
  }

  private static void add(
      String name, Map<String, Set<String>> refersTo, Set<String> begun, Set<String> order) {
    if (!refersTo.containsKey(name) || !begun.add(name)) {
      return;
    }
    refersTo.get(name).forEach(other -> add(other, refersTo, begun, order));
    order.add(name);
  }

  /** How many rows a table has. */
  public long count(String table) {
    return handle.createQuery("SELECT COUNT(*) FROM " + Sql.quote(table)).mapTo(Long.class).one();
  }

  /** Takes away all rows of a table. */
  public void empty(String table) {
    handle.execute("DELETE FROM " + Sql.quote(table));
  }

  /** Takes tables away whose content is to be made anew. */
  public void drop(List<String> tables) {
    tables.forEach(table -> handle.execute("DROP TABLE " + Sql.quote(table)));
  }

  /** Adds a column that a table had where it comes from, such as one of a retired property. */
  public void addColumn(String table, DataTable.Column column) {
    handle.execute(
        "ALTER TABLE "
            + Sql.quote(table)
            + " ADD COLUMN "
            + Sql.quote(column.name())
            + " "
            + column.kind().declared(isPostGis));
  }

  /** Lets a table's own numbers go on after the highest there is. */
  public void goOnCounting(DataTable table) {
    if (table.counter() != null) {
      String column = Sql.quote(table.counter());
      long highest =
          handle
              .createQuery(
                  "SELECT COALESCE(MAX(" + column + "), 0) FROM " + Sql.quote(table.name()))
              .mapTo(Long.class)
              .one();
      handle.execute(
          "ALTER TABLE "
              + Sql.quote(table.name())
              + " ALTER COLUMN "
              + column
              + " RESTART WITH "
              + (highest + 1));
    }
  }
}
