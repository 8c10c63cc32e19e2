package kr.maeul.store.sql.row;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.Feature;
import kr.maeul.feature.Filter;
import kr.maeul.geo.Wkb;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.store.edit.IdTakenException;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.dialect.Values;
import kr.maeul.store.sql.statement.FilterSql;
import org.locationtech.jts.geom.Geometry;

/** Single rows of layers' tables, all of their columns. Stateless. */
public final class FeatureRows {
  private static final String UNIQUE_VIOLATION = "23505";

  private final Dialect dialect;

  public FeatureRows(Dialect dialect) {
    this.dialect = dialect;
  }

  /** {@link Dialect#today}. */
  LocalDate today() {
    return dialect.today();
  }

  /**
   * Lets no other writer of single features into the layer until the transaction ends. All take
   * this lock first, so they do not wait for each other in a circle; the write would take it anyway
   * when it raises the layer's revision.
   */
  public void lock(Connection c, Layer layer) throws SQLException {
    Sql sql =
        new Sql()
            .add("SELECT \"revision\" FROM \"maeul_layer\" WHERE \"id\" = ")
            .bind(layer.id())
            .add(" FOR UPDATE");
    sql.findsAny(c);
  }

  /** The row of that id if the view shows it, with what the view does not show of it. */
  public Optional<Feature> read(Connection c, View view, String id, boolean holds)
      throws SQLException {
    Layer layer = view.layer();
    Sql sql = new Sql().add("SELECT ").add(columns(layer, null));
    new FilterSql(dialect, view).addFromWhere(sql, List.of(new Filter.IdIn(List.of(id))));
    if (holds) {
      sql.add(" FOR UPDATE");
    }
    return Optional.ofNullable(sql.first(c, r -> at(r, 1, layer)));
  }

  /**
   * What is selected of a table to be read by {@link #at}.
   *
   * @param alias of the table, or null
   */
  public String columns(Layer layer, String alias) {
    String of = alias == null ? "" : alias + ".";
    StringBuilder columns = new StringBuilder(of).append("\"id\", ");
    columns.append(dialect.selectGeometry(of + Dialect.geometry(layer)));
    layer.properties().forEach(p -> columns.append(", ").append(of).append(Dialect.column(p)));
    return columns.toString();
  }

  /** The row whose {@link #columns} begin at this one; null where its id is. */
  public Feature at(ResultSet r, int first, Layer layer) throws SQLException {
    String id = r.getString(first);
    if (id == null) {
      return null;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < layer.properties().size(); i++) {
      Property p = layer.properties().get(i);
      Object value = Values.read(r, first + 2 + i, p.type());
      if (value != null) {
        values.put(p.name(), value);
      }
    }
    return new Feature(id, Wkb.read(r.getBytes(first + 1)), values);
  }

  /** Whether there is a row of that id, shown or not. */
  public boolean isTaken(Connection c, Layer layer, String id) throws SQLException {
    Sql sql = new Sql().add("SELECT 1 FROM " + Dialect.table(layer) + " WHERE \"id\" = ").bind(id);
    return sql.findsAny(c);
  }

  public Set<String> existing(Connection c, View view, Collection<String> ids) throws SQLException {
    Set<String> found = new HashSet<>();
    if (ids.isEmpty()) {
      return found;
    }
    Sql sql = new Sql().add("SELECT \"id\"");
    new FilterSql(dialect, view)
        .addFromWhere(sql, List.of(new Filter.IdIn(List.copyOf(new HashSet<>(ids)))));
    found.addAll(sql.list(c, r -> r.getString(1)));
    return found;
  }

  /**
   * Adds a row.
   *
   * @throws IdTakenException if there is one of its id
   */
  public void insert(Connection c, Layer layer, Feature feature) throws SQLException {
    List<String> columns = Dialect.columns(layer);
    Sql sql =
        new Sql()
            .add("INSERT INTO " + Dialect.table(layer))
            .add(" (" + String.join(", ", columns) + ") VALUES (")
            .bind(feature.id())
            .add(", ");
    bindGeometry(sql, feature.geometry());
    for (Property p : layer.properties()) {
      bindValue(sql.add(", "), feature, p);
    }
    try {
      change(c, layer, sql.add(")"));
    } catch (SQLException e) {
      if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
        throw new IdTakenException();
      }
      throw e;
    }
  }

  /** Sets all columns of the row of that id. */
  public void update(Connection c, Layer layer, Feature feature) throws SQLException {
    Sql sql =
        new Sql().add("UPDATE " + Dialect.table(layer) + " SET " + Dialect.geometry(layer) + " = ");
    bindGeometry(sql, feature.geometry());
    for (Property p : layer.properties()) {
      bindValue(sql.add(", ").add(Dialect.column(p)).add(" = "), feature, p);
    }
    change(c, layer, sql.add(" WHERE \"id\" = ").bind(feature.id()));
  }

  public void delete(Connection c, Layer layer, String id) throws SQLException {
    change(
        c,
        layer,
        new Sql().add("DELETE FROM " + Dialect.table(layer) + " WHERE \"id\" = ").bind(id));
  }

  /** When anything of the layer was changed last, by whomever. */
  public Instant changed(Connection c, Layer layer) throws SQLException {
    Sql sql =
        new Sql()
            .add("SELECT \"changed_at\" FROM \"maeul_layer\" WHERE \"id\" = ")
            .bind(layer.id());
    return sql.first(c, r -> r.getObject(1, OffsetDateTime.class).toInstant());
  }

  private void change(Connection c, Layer layer, Sql sql) throws SQLException {
    sql.run(c);
    if (!dialect.touchesByItself()) {
      new Sql()
          .add("UPDATE \"maeul_layer\" SET \"revision\" = \"revision\" + 1,")
          .add(" \"changed_at\" = CURRENT_TIMESTAMP WHERE \"id\" = ")
          .bind(layer.id())
          .run(c);
    }
  }

  private void bindGeometry(Sql sql, Geometry geometry) {
    if (geometry == null) {
      sql.add("NULL");
    } else {
      dialect.bindGeometry(sql, geometry);
    }
  }

  private static void bindValue(Sql sql, Feature feature, Property property) {
    Object value = feature.properties().get(property.name());
    sql.bind(
        value instanceof List<?> list
            ? list.stream().map(String::valueOf).toArray(String[]::new)
            : value);
  }
}
