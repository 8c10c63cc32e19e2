package kr.maeul.store.sql.statement;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import kr.maeul.db.sql.Sql;
import kr.maeul.geo.HexGrid;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.View;
import kr.maeul.layer.kind.GeometryType;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.store.Grouping;
import kr.maeul.store.Tally;
import kr.maeul.store.sql.dialect.Dialect;

/**
 * Counts rows in groups, of those alone that the view shows. The published counts over all rows are
 * {@link SummarySql}'s and never mix with these.
 */
public final class GroupSql {
  private static final String NOTHING = "CAST(NULL AS CHARACTER VARYING)";

  private final Dialect dialect;
  private final View view;
  private final Grouping grouping;

  public GroupSql(Dialect dialect, View view, Grouping grouping) {
    this.dialect = dialect;
    this.view = view;
    this.grouping = grouping;
  }

  public List<Tally> run(Connection connection) throws SQLException {
    Sql sql =
        new Sql().add("SELECT k, t, te, s, COUNT(*), COUNT(m), SUM(m), MIN(m), MAX(m) FROM (");
    if (grouping.by() instanceof Grouping.Value value) {
      byValue(sql, value.property());
    } else if (grouping.by() instanceof Grouping.Area area) {
      byArea(sql, area.areas());
    } else if (grouping.by() instanceof Grouping.Hexagon hexagon) {
      byHexagon(sql, hexagon.grid());
    }
    sql.add(") r GROUP BY k, t, te, s ORDER BY 5 DESC, k, s FETCH FIRST ")
        .bind(grouping.most() + 1L)
        .add(" ROWS ONLY");
    return sql.list(connection, r -> tally(r));
  }

  private Tally tally(ResultSet r) throws SQLException {
    boolean isMeasured = r.getLong(6) > 0;
    boolean isCell = grouping.by() instanceof Grouping.Hexagon && r.getString(1) != null;
    return new Tally(
        isCell ? cell(r.getLong(1)) : r.getString(1),
        r.getString(2),
        r.getString(3),
        r.getString(4),
        r.getLong(5),
        r.getLong(6),
        r.getDouble(7),
        isMeasured ? r.getDouble(8) : Double.NaN,
        isMeasured ? r.getDouble(9) : Double.NaN);
  }

  private void byValue(Sql sql, Property property) {
    sql.add("SELECT " + text(property) + " AS k, " + NOTHING + " AS t, " + NOTHING + " AS te, ");
    addRest(sql);
  }

  /** The second property and the measured one of the rows that count. */
  private void addRest(Sql sql) {
    Property measured = grouping.measured();
    sql.add(grouping.second() == null ? NOTHING : text(grouping.second())).add(" AS s, CAST(");
    sql.add(measured == null ? "NULL" : column(measured)).add(" AS DOUBLE PRECISION) AS m");
    new FilterSql(dialect, view).addFromWhere(sql, grouping.filters());
  }

  private void byArea(Sql sql, View areas) {
    FilterSql of = new FilterSql(dialect, areas);
    Optional<Property> title = areas.byRole(PropertyRole.TITLE);
    Optional<Property> titleEn = title.flatMap(areas::translationOf);
    sql.add("SELECT b.k, b.t, b.te, a.s, a.m FROM (SELECT " + point() + " AS p, ");
    addRest(sql);
    sql.add(") a LEFT JOIN (SELECT \"id\" AS k, ")
        .add(title.map(of::column).orElse(NOTHING) + " AS t, ")
        .add(titleEn.map(of::column).orElse(NOTHING) + " AS te, ")
        .add(Dialect.geometry(areas.layer()) + " AS g");
    of.addFromWhere(sql, List.of());
    sql.add(") b ON b.g && a.p AND ST_Intersects(b.g, a.p)");
  }

  /** As {@link HexGrid#cellAt} does it: of the two lattices of centres, the nearer one. */
  private void byHexagon(Sql sql, HexGrid grid) {
    String even = number("2 * ROUND(u)", "2 * ROUND(v)");
    String odd = number("2 * FLOOR(u) + 1", "2 * FLOOR(v) + 1");
    String half = "CAST(0.5 AS DOUBLE PRECISION)"; // H2 would go on in decimals
    sql.add("SELECT CASE WHEN u IS NULL THEN NULL WHEN ")
        .add("(u - ROUND(u)) * (u - ROUND(u)) + 3 * (v - ROUND(v)) * (v - ROUND(v)) <= ")
        .add("(u - FLOOR(u) - h) * (u - FLOOR(u) - h)".replace("h", half))
        .add(" + 3 * (v - FLOOR(v) - h) * (v - FLOOR(v) - h)".replace("h", half))
        .add(" THEN " + even + " ELSE " + odd + " END AS k, ")
        .add(NOTHING + " AS t, " + NOTHING + " AS te, s, m FROM (SELECT ST_X(p) * ")
        .bind(grid.widthsPerDegree())
        .add(" AS u, SIN(RADIANS(ST_Y(p))) * ")
        .bind(grid.doubleRowsPerSine())
        .add(" AS v, s, m FROM (SELECT " + point() + " AS p, ");
    addRest(sql);
    sql.add(") a) h");
  }

  /** Column and row in one whole number, which groups faster than text; {@link #cell} undoes it. */
  private static String number(String column, String row) {
    return "CAST(" + column + " AS BIGINT) * 4294967296 + CAST(" + row + " AS BIGINT)";
  }

  private static String cell(long number) {
    int row = (int) number;
    return (number - row >> Integer.SIZE) + ":" + row;
  }

  private String point() {
    String column = Dialect.geometry(view.layer());
    return view.layer().geometry().type() == GeometryType.POINT
        ? column
        : "ST_PointOnSurface(" + column + ")";
  }

  private String text(Property property) {
    String column = column(property);
    if (property.type() == PropertyType.BOOLEAN) {
      return "CASE WHEN " + column + " THEN 'true' WHEN NOT " + column + " THEN 'false' END";
    }
    return property.type() == PropertyType.STRING
        ? column
        : "CAST(" + column + " AS CHARACTER VARYING)";
  }

  private String column(Property property) {
    return new FilterSql(dialect, view).column(property);
  }
}
