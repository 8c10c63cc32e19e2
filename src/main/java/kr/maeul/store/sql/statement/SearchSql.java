package kr.maeul.store.sql.statement;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.Filter;
import kr.maeul.layer.Naming;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.View;
import kr.maeul.store.SearchHit;
import kr.maeul.store.sql.dialect.Choseong;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.dialect.TextMatch;

/**
 * Search of one layer: titles that are the text, begin with it, hold it; then addresses and the
 * rest. Titles that begin with the text come in their own order, all else in that of the ids. Of
 * words that very many rows have, those with the first {@value #LOOKED_AT} ids are compared.
 */
public final class SearchSql {
  private static final int LOOKED_AT = 100;

  /** Rows to go through for these at the most; where it is in vain the index has to do it. */
  private static final int FIRST_NAMING = 7; // column of a result

  private static final int GONE_THROUGH = 20_000;

  private final Dialect dialect;
  private final View view;
  private final FilterSql filters;
  private final TextMatch match;
  private final Optional<Property> title;
  private final Optional<Property> address;
  private final Naming naming;

  public SearchSql(Dialect dialect, View view) {
    this.dialect = dialect;
    this.view = view;
    this.filters = new FilterSql(dialect, view);
    this.match = new TextMatch(dialect);
    this.title = view.byRole(PropertyRole.TITLE);
    this.address = view.byRole(PropertyRole.ADDRESS);
    this.naming = Naming.of(view);
  }

  public List<SearchHit> run(Connection connection, String text, int limit) throws SQLException {
    List<SearchHit> hits = new ArrayList<>();
    List<String> words = TextMatch.words(text);
    if (words.isEmpty() || view.searched().isEmpty()) {
      return hits;
    }
    String whole = TextMatch.normal(text).replaceAll("[\\s\\p{Z}]+", "");
    boolean titlesFirst =
        !Choseong.isIn(whole)
            && dialect.readsTitlesInOrder(view)
            && view.searched().contains(title.orElseThrow());
    if (titlesFirst) {
      read(connection, titlesThatBegin(whole, limit), hits);
    }
    if (hits.size() < limit && dialect.areFrequent(connection, view, words, LOOKED_AT)) {
      List<SearchHit> more = new ArrayList<>();
      boolean begun = titlesFirst;
      int most = limit - hits.size();
      best(connection, whole, most, sql -> firstFew(sql, words, whole, begun), more);
      if (hits.size() + more.size() == limit) {
        hits.addAll(more);
      }
    }
    if (hits.size() < limit) {
      int most = limit - hits.size();
      boolean begun = titlesFirst;
      best(connection, whole, most, sql -> all(sql, text, whole, begun), hits);
    }
    return hits;
  }

  /**
   * The ids of the best rows, and then what is told of them: where very many rows match, what is
   * told of each would take longer than to find them.
   *
   * @param fromWhere adds where to look
   */
  private void best(
      Connection connection, String whole, int most, Consumer<Sql> fromWhere, List<SearchHit> hits)
      throws SQLException {
    List<Consumer<Sql>> order = List.of(s -> rank(s, whole), s -> titleThatBegins(s, whole));
    List<String> ids = dialect.firstIds(connection, order, fromWhere, most);
    if (ids.isEmpty()) {
      return;
    }
    Sql sql = select(whole);
    filters.addFromWhere(sql, List.of(new Filter.IdIn(ids)));
    sql.add(" ORDER BY 4, ");
    titleThatBegins(sql, whole);
    read(connection, sql.add(", \"id\""), hits);
  }

  private void titleThatBegins(Sql sql, String whole) {
    if (title.isEmpty()) {
      sql.add("CAST(NULL AS VARCHAR)");
      return;
    }
    sql.add("CASE WHEN ");
    match.contains(sql, title.get(), whole, "", "%");
    sql.add(" THEN " + TextMatch.asCompared(title.get()) + " END");
  }

  /** In the order of the index: what is the text comes before what goes on. */
  private Sql titlesThatBegin(String whole, int limit) {
    Sql sql = select(whole);
    filters.addFromWhere(sql, List.of());
    sql.add(" AND ");
    match.contains(sql, title.orElseThrow(), whole, "", "%");
    return sql.add(" ORDER BY " + TextMatch.asCompared(title.orElseThrow()))
        .add(", \"id\" FETCH FIRST ")
        .bind(limit)
        .add(" ROWS ONLY");
  }

  private void all(Sql sql, String text, String whole, boolean withoutTitles) {
    filters.addFromWhere(sql, List.of(new Filter.Matches(text)));
    if (withoutTitles) {
      notAgain(sql, whole);
    }
  }

  /** Reads in the order of the ids until there are enough, without the index for text. */
  private void firstFew(Sql sql, List<String> words, String whole, boolean withoutTitles) {
    sql.add(" FROM (SELECT * FROM (SELECT *");
    filters.addFromWhere(sql, List.of());
    sql.add(" ORDER BY \"id\" FETCH FIRST ").bind(GONE_THROUGH).add(" ROWS ONLY) begun WHERE ");
    match.everyWord(sql, view.searched(), words);
    if (withoutTitles) {
      notAgain(sql, whole);
    }
    sql.add(" ORDER BY \"id\" FETCH FIRST ")
        .bind(LOOKED_AT)
        .add(" ROWS ONLY) " + Dialect.table(view.layer())); // as columns are called
  }

  private void notAgain(Sql sql, String whole) {
    String column = Dialect.column(title.orElseThrow());
    sql.add(" AND (" + column + " IS NULL OR NOT ");
    match.contains(sql, title.orElseThrow(), whole, "", "%");
    sql.add(")");
  }

  private Sql select(String whole) {
    String point = "ST_PointOnSurface(" + Dialect.geometry(view.layer()) + ")";
    Sql sql = new Sql().add("SELECT \"id\", ST_X(" + point + "), ST_Y(" + point + "), ");
    rank(sql, whole);
    for (Optional<Property> p : List.of(view.byRole(PropertyRole.SUBTITLE), address)) {
      sql.add(", ").add(p.map(filters::column).orElse("NULL"));
    }
    for (Property p : naming.properties()) {
      sql.add(", ").add(filters.column(p));
    }
    return sql;
  }

  private void rank(Sql sql, String whole) {
    sql.add("CASE");
    if (title.isPresent()) {
      sql.add(" WHEN ");
      match.contains(sql, title.get(), whole, "", "");
      sql.add(" THEN 0 WHEN ");
      match.contains(sql, title.get(), whole, "", "%");
      sql.add(" THEN 1 WHEN ");
      match.contains(sql, title.get(), whole, "%", "%");
      sql.add(" THEN 2");
    }
    if (address.isPresent()) {
      sql.add(" WHEN ");
      match.contains(sql, address.get(), whole, "%", "%");
      sql.add(" THEN 3");
    }
    sql.add(title.isEmpty() && address.isEmpty() ? " WHEN 1=1 THEN 4 END" : " ELSE 4 END");
  }

  private void read(Connection connection, Sql sql, List<SearchHit> hits) throws SQLException {
    hits.addAll(sql.list(connection, r -> hit(r)));
  }

  private SearchHit hit(ResultSet r) throws SQLException {
    String id = r.getString(1);
    double x = r.getDouble(2);
    boolean placed = !r.wasNull();
    double y = r.getDouble(3);
    Map<Property, String> values = new HashMap<>();
    for (int i = 0; i < naming.properties().size(); i++) {
      values.put(naming.properties().get(i), r.getString(FIRST_NAMING + i));
    }
    return new SearchHit(
        view.layer(),
        id,
        naming.name(values),
        r.getString(5),
        r.getString(6),
        placed ? x : Double.NaN,
        placed ? y : Double.NaN,
        r.getInt(4));
  }
}
