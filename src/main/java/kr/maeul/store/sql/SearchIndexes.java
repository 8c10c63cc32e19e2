package kr.maeul.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyType;
import kr.maeul.layer.View;

/**
 * Indexes for text search on PostGIS: the pairs of characters (see {@code maeul_pairs}) in what one
 * audience may search, over the rows that it may see. Each audience whose view differs has an index
 * of its own, so a text that is hidden from an audience takes no part in what it is answered, nor
 * in how fast.
 */
final class SearchIndexes {
  /** Enough to be selective; more would only make the statement longer. */
  private static final int MOST_PAIRS_A_WORD = 24;

  private static final int LONGEST_IDENTIFIER = 63;

  private SearchIndexes() {}

  /** Names of indexes and what stands after {@code CREATE INDEX … ON table}. */
  private static Map<String, String> wanted(Layer layer) {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (Audience audience : Audience.values()) {
      View view = layer.viewFor(audience);
      if (!view.empty() && isIndexed(view)) {
        String definition = "USING gin (" + pairs(view) + ")" + visibleRows(view);
        if (!wanted.containsValue(definition)) {
          wanted.put(name(layer, audience), definition);
        }
      }
    }
    return wanted;
  }

  private static String name(Layer layer, Audience audience) {
    String end = "_search_" + audience.word();
    String table = Dialect.tableName(layer);
    int room = LONGEST_IDENTIFIER - end.length();
    return table.substring(0, Math.min(table.length(), room)) + end;
  }

  private static boolean isIndexed(View view) {
    List<Property> searched = view.searched();
    return !searched.isEmpty() && searched.stream().allMatch(p -> p.type() == PropertyType.STRING);
  }

  private static String pairs(View view) {
    return "maeul_pairs(ARRAY["
        + view.searched().stream().map(Dialect::column).collect(Collectors.joining(", "))
        + "])";
  }

  /** As a query says it, or the planner would not know that the index covers it. */
  private static String visibleRows(View view) {
    boolean isText =
        view.where().entrySet().stream()
            .allMatch(e -> e.getValue().isEmpty() || e.getKey().type() == PropertyType.STRING);
    if (view.where().isEmpty() || !isText) {
      return "";
    }
    return view.where().entrySet().stream()
        .map(
            e ->
                e.getValue().isEmpty()
                    ? Dialect.column(e.getKey()) + " IS NULL"
                    : Dialect.column(e.getKey())
                        + " IN ("
                        + e.getValue().stream()
                            .map(v -> Sql.literal(v.toString()))
                            .collect(Collectors.joining(", "))
                        + ")")
        .collect(Collectors.joining(" AND ", " WHERE ", ""));
  }

  static List<String> drop(Layer layer) {
    return wanted(layer).keySet().stream()
        .map(name -> "DROP INDEX IF EXISTS " + Sql.quote(name))
        .toList();
  }

  static List<String> create(Layer layer) {
    List<String> statements = new ArrayList<>();
    wanted(layer).forEach((name, definition) -> create(layer, name, definition, statements));
    return statements;
  }

  /** What an index was made from is kept as its comment, to see when the layer file says other. */
  private static void create(Layer layer, String name, String definition, List<String> to) {
    String index = Sql.quote(name);
    to.add("CREATE INDEX " + index + " ON " + Dialect.table(layer) + " " + definition);
    to.add("COMMENT ON INDEX " + index + " IS " + Sql.literal(definition));
  }

  /** Makes the indexes of a table that has grown, or that is older than they are. */
  static void keep(Connection connection, Layer layer) throws SQLException {
    Map<String, String> wanted = wanted(layer);
    List<String> statements = new ArrayList<>();
    for (Audience audience : Audience.values()) {
      String name = name(layer, audience);
      String is = made(connection, name);
      String should = wanted.get(name);
      if (is != null && !is.equals(should)) {
        statements.add("DROP INDEX " + Sql.quote(name));
      }
      if (should != null && !should.equals(is)) {
        create(layer, name, should, statements);
      }
    }
    if (!statements.isEmpty()) {
      statements.add("ANALYZE " + Dialect.table(layer));
      Dialect.execute(connection, statements);
    }
  }

  private static String made(Connection connection, String name) throws SQLException {
    Sql sql =
        new Sql()
            .add("SELECT coalesce(obj_description(c.oid, 'pg_class'), '') FROM pg_class c")
            .add(" JOIN pg_namespace n ON n.oid = c.relnamespace")
            .add(" WHERE n.nspname = current_schema AND c.relkind = 'i' AND c.relname = ")
            .bind(name);
    try (PreparedStatement s = sql.prepare(connection);
        ResultSet r = s.executeQuery()) {
      return r.next() ? r.getString(1) : null;
    }
  }

  /**
   * Binds what every row with these words has, for the index; whether a row has the words is still
   * to be asked. Nothing where no word is longer than a syllable.
   *
   * @return whether something was added
   */
  static boolean bound(Sql sql, View view, List<String> words) {
    List<String> all = words.stream().flatMap(w -> pairs(w).stream()).distinct().toList();
    if (all.isEmpty() || !isIndexed(view)) {
      return false;
    }
    sql.add(pairs(view)).add(" @> ARRAY[").bindAll(all).add("]::text[]");
    return true;
  }

  /** An initial that stands by itself pairs as initials do, all else as it is. */
  static List<String> pairs(String word) {
    int[] c = word.codePoints().limit(MOST_PAIRS_A_WORD + 1L).toArray();
    List<String> pairs = new ArrayList<>();
    for (int i = 1; i < c.length; i++) {
      boolean byInitials = Choseong.isInitial(c[i - 1]) || Choseong.isInitial(c[i]);
      pairs.add(
          byInitials
              ? Character.toString(Choseong.initialOf(c[i - 1]))
                  + Character.toString(Choseong.initialOf(c[i]))
              : Character.toString(c[i - 1]) + Character.toString(c[i]));
    }
    return pairs;
  }
}
