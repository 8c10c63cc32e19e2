package kr.maeul.store.sql.tables;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
import kr.maeul.layer.SnakeCase;
import kr.maeul.store.StoreException;
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
   * @throws StoreException if a column is of a kind that cannot be carried over
   */
  public List<DataTable> all() {
    try {
      Connection c = handle.getConnection();
      Map<String, DataTable> tables = new TreeMap<>();
      for (String name : names(c)) {
        tables.put(name, table(c, name));
      }
      return ordered(c, tables);
    } catch (SQLException e) {
      throw new StoreException("데이터베이스 오류입니다. / The database failed", e);
    }
  }

  private Set<String> names(Connection c) throws SQLException {
    Set<String> there = new TreeSet<>();
    try (PreparedStatement s =
            c.prepareStatement(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema"
                    + " AND table_type = 'BASE TABLE'");
        ResultSet r = s.executeQuery()) {
      while (r.next()) {
        there.add(r.getString(1));
      }
    }
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

  private DataTable table(Connection c, String name) throws SQLException {
    List<DataTable.Column> columns = new ArrayList<>();
    String counter = null;
    try (PreparedStatement s =
        c.prepareStatement(
            "SELECT column_name, data_type, "
                + (isPostGis ? "udt_name" : "CAST(NULL AS VARCHAR)")
                + ", is_identity FROM information_schema.columns WHERE table_schema = current_schema"
                + " AND table_name = ? AND is_generated <> 'ALWAYS' ORDER BY ordinal_position")) {
      s.setString(1, name);
      try (ResultSet r = s.executeQuery()) {
        while (r.next()) {
          String column = r.getString(1);
          String type = r.getString(2);
          ValueKind kind =
              ValueKind.of(type, r.getString(3))
                  .orElseThrow(() -> cannotCarry(name + "." + column, type));
          columns.add(new DataTable.Column(column, kind));
          counter = "YES".equals(r.getString(4)) ? column : counter;
        }
      }
    }
    return new DataTable(name, List.copyOf(columns), counter);
  }

  private static StoreException cannotCarry(String column, String type) {
    return new StoreException(
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
    for (String name : tables.keySet()) {
      Set<String> others = new TreeSet<>();
      try (ResultSet r = c.getMetaData().getImportedKeys(null, c.getSchema(), name)) {
        while (r.next()) {
          others.add(r.getString("PKTABLE_NAME"));
        }
      }
      refersTo.put(name, others);
    }
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
    return handle.createQuery("SELECT COUNT(*) FROM " + quote(table)).mapTo(Long.class).one();
  }

  /** Takes away all rows of a table. */
  public void empty(String table) {
    handle.execute("DELETE FROM " + quote(table));
  }

  /** Lets a table's own numbers go on after the highest there is. */
  public void goOnCounting(DataTable table) {
    if (table.counter() != null) {
      String column = quote(table.counter());
      long highest =
          handle
              .createQuery("SELECT COALESCE(MAX(" + column + "), 0) FROM " + quote(table.name()))
              .mapTo(Long.class)
              .one();
      handle.execute(
          "ALTER TABLE "
              + quote(table.name())
              + " ALTER COLUMN "
              + column
              + " RESTART WITH "
              + (highest + 1));
    }
  }

  static String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
