package kr.maeul.store.sql.dialect.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import kr.maeul.db.sql.Sql;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.View;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.store.sql.dialect.Choseong;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.dialect.TextMatch;

/**
 * Indexes for text search on PostGIS: the pairs of characters (see {@code maeul_pairs}) in what one
 * audience may search, and its titles in order, over the rows that it may see. Each audience whose
 * view differs has an index of its own, so a text that is hidden from an audience takes no part in
 * what it is answered, nor in how fast.
 */
public final class SearchIndexes {
  /** Enough to be selective; more would only make the statement longer. */
  private static final int MOST_PAIRS_A_WORD = 24;

  private static final int LONGEST_IDENTIFIER = 63;

  /** Of so many rows the indexes are made within a second. */
  public static final int AT_ONCE = 10_000;

  private SearchIndexes() {}

  /** Names of indexes and what stands after {@code CREATE INDEX … ON table}. */
  private static Map<String, String> wanted(Layer layer) {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (Audience audience : Audience.values()) {
      View view = layer.viewFor(audience);
      if (view.empty()) {
        continue;
      }
      if (isIndexed(view)) {
        want(wanted, pairsName(layer, audience), "USING gin (" + pairs(view) + ")", view);
      }
      if (hasTitles(view)) {
        String title = TextMatch.asCompared(view.byRole(PropertyRole.TITLE).orElseThrow());
        want(wanted, titlesName(layer, audience), "((" + title + "), \"id\")", view);
      }
    }
    return wanted;
  }

  private static void want(Map<String, String> wanted, String name, String columns, View view) {
    String definition = columns + visibleRows(view);
    if (!wanted.containsValue(definition)) {
      wanted.put(name, definition);
    }
  }

  private static String pairsName(Layer layer, Audience audience) {
    return name(layer, "_search_" + audience.word());
  }

  private static String titlesName(Layer layer, Audience audience) {
    return name(layer, "_titles_" + audience.word());
  }

  private static String name(Layer layer, String end) {
    String table = Dialect.tableName(layer);
    int room = LONGEST_IDENTIFIER - end.length();
    return table.substring(0, Math.min(table.length(), room)) + end;
  }

  /** Whether titles that begin with a text can be read in order. */
  static boolean hasTitles(View view) {
    return view.byRole(PropertyRole.TITLE).filter(p -> p.type() == PropertyType.STRING).isPresent();
  }

  /**
   * The index that knows the pairs of a view: its own, or that of an audience that sees the same.
   */
  static String pairsIndex(View view) {
    String own = pairsName(view.layer(), view.audience());
    Map<String, String> wanted = wanted(view.layer());
    if (wanted.containsKey(own)) {
      return own;
    }
    String definition = "USING gin (" + pairs(view) + ")" + visibleRows(view);
    return wanted.entrySet().stream()
        .filter(e -> e.getValue().equals(definition))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(own);
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
    wanted(layer).forEach((name, definition) -> create(layer, name, definition, "", statements));
    return statements;
  }

  /** What an index was made from is kept as its comment, to see when the layer file says other. */
  private static void create(
      Layer layer, String name, String definition, String how, List<String> to) {
    String index = Sql.quote(name);
    to.add("CREATE INDEX " + how + index + " ON " + Dialect.table(layer) + " " + definition);
    to.add("COMMENT ON INDEX " + index + " IS " + Sql.literal(definition));
  }

  /**
   * Makes the indexes of a table that has grown, or that is older than they are, unless that would
   * take long.
   *
   * @return whether all are there now; else {@link #keepConcurrently} is to be run
   */
  static boolean keep(Connection connection, Layer layer) throws SQLException {
    List<String> statements = changes(connection, layer, "");
    if (!statements.isEmpty() && isLarge(connection, layer)) {
      return false;
    }
    Sql.execute(connection, statements);
    return true;
  }

  /** The same of a large table, while others write to it; outside of a transaction. */
  public static void keepConcurrently(Connection connection, Layer layer) throws SQLException {
    Sql.execute(connection, changes(connection, layer, "CONCURRENTLY "));
  }

  /** What a making that was broken off has left is no index, and made anew. */
  private static List<String> changes(Connection connection, Layer layer, String how)
      throws SQLException {
    Map<String, String> wanted = wanted(layer);
    List<String> statements = new ArrayList<>();
    for (String name : names(layer)) {
      String is = made(connection, name);
      String should = wanted.get(name);
      if (is != null && !is.equals(should)) {
        statements.add("DROP INDEX " + how + Sql.quote(name));
      }
      if (should != null && !should.equals(is)) {
        create(layer, name, should, how, statements);
      }
    }
    if (!statements.isEmpty()) {
      statements.add("ANALYZE " + Dialect.table(layer));
    }
    return statements;
  }

  private static boolean isLarge(Connection connection, Layer layer) throws SQLException {
    String sql =
        "SELECT 1 FROM " + Dialect.table(layer) + " OFFSET " + AT_ONCE + " FETCH FIRST ROW ONLY";
    return new Sql().add(sql).findsAny(connection);
  }

  /** All that an index of this layer may be called. */
  private static List<String> names(Layer layer) {
    List<String> names = new ArrayList<>();
    for (Audience audience : Audience.values()) {
      names.add(pairsName(layer, audience));
      names.add(titlesName(layer, audience));
    }
    return names;
  }

  private static String made(Connection connection, String name) throws SQLException {
    Sql sql =
        new Sql()
            .add("SELECT CASE WHEN i.indisvalid THEN obj_description(c.oid, 'pg_class') END")
            .add(" FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid")
            .add(" JOIN pg_namespace n ON n.oid = c.relnamespace")
            .add(" WHERE n.nspname = current_schema AND c.relkind = 'i' AND c.relname = ")
            .bind(name);
    return sql.first(connection, r -> Objects.requireNonNullElse(r.getString(1), ""));
  }

  /**
   * Binds what every row with these words has, for the index; whether a row has the words is still
   * to be asked. Nothing where no word is longer than a syllable.
   *
   * @return whether something was added
   */
  static boolean bound(Sql sql, View view, List<String> words) {
    List<String> all = pairsOf(words);
    if (all.isEmpty() || !isIndexed(view)) {
      return false;
    }
    sql.add(pairs(view)).add(" @> ARRAY[").bindAll(all).add("]::text[]");
    return true;
  }

  /** What every text with these words holds. */
  static List<String> pairsOf(List<String> words) {
    return words.stream().flatMap(w -> pairs(w).stream()).distinct().toList();
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
