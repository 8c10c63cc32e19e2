package kr.maeul.store.sql.statement;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.Filter;
import kr.maeul.feature.TimeInterval;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.layer.kind.OgcRole;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.dialect.Reach;
import kr.maeul.store.sql.dialect.TextMatch;

/**
 * The only place where a WHERE clause over a layer's table begins: with the rows that the view
 * shows. Filters follow, and they can name nothing but what the view shows.
 */
public final class FilterSql {
  private final Dialect dialect;
  private final View view;
  private final LocalDate day;
  private final ReferenceSql references;

  /** Good for the day on which it is made. */
  public FilterSql(Dialect dialect, View view) {
    this(dialect, view, dialect.today());
  }

  /**
   * @param day as of which values of the rows have ended or not
   */
  public FilterSql(Dialect dialect, View view, LocalDate day) {
    this.dialect = dialect;
    this.view = view;
    this.day = day;
    this.references = new ReferenceSql(dialect, view, day);
  }

  /** {@code FROM table WHERE} what the view shows and the filters ask for. */
  public void addFromWhere(Sql sql, List<Filter> filters) {
    addFromWhere(sql, filters, Reach.of(filters));
  }

  /**
   * @param reach where the rows are, if that is said after the filters
   */
  void addFromWhere(Sql sql, List<Filter> filters, Reach reach) {
    dialect.addTable(sql.add(" FROM "), view.layer(), reach);
    sql.add(" WHERE ");
    addView(sql);
    for (Filter filter : filters) {
      sql.add(" AND ");
      add(sql, filter);
    }
  }

  /** The condition for the rows that the view shows. */
  void addView(Sql sql) {
    addView(sql, "");
  }

  /**
   * The same of rows that have a name.
   *
   * @param of before the names of columns, such as {@code s.}
   */
  public void addView(Sql sql, String of) {
    sql.add(view.empty() ? "1=0" : "1=1");
    for (Map.Entry<Property, List<Object>> e : view.where().entrySet()) {
      sql.add(" AND ").add(of).add(Dialect.column(e.getKey()));
      if (e.getValue().isEmpty()) {
        sql.add(" IS NULL");
      } else {
        sql.add(" IN (").bindAll(e.getValue()).add(")");
      }
      sql.add(EndsSql.hold(e.getKey(), e.getValue(), of, day));
    }
  }

  private void add(Sql sql, Filter filter) {
    if (filter instanceof Filter.During f) {
      during(sql, f.interval());
    } else if (filter instanceof Filter.OneOf f) {
      oneOf(sql, f.property(), f.values());
    } else if (filter instanceof Filter.IdIn f) {
      sql.add("\"id\" IN (").bindAll(f.ids()).add(")");
    } else if (filter instanceof Filter.Matches f) {
      List<String> words = TextMatch.words(f.text());
      if (dialect.boundOfWords(sql, view, words)) {
        sql.add(" AND ");
      }
      new TextMatch(dialect).everyWord(sql, view.searched(), words);
    } else if (filter instanceof Filter.Cql f) {
      new CqlSql(dialect.cql(), this, view.layer(), sql).add(f.condition());
    } else if (!new PlaceSql(dialect, view).add(sql, filter)) {
      throw new IllegalArgumentException("no SQL for " + filter);
    }
  }

  private void during(Sql sql, TimeInterval interval) {
    Optional<Property> instant = view.byRole(OgcRole.PRIMARY_INSTANT);
    Property start = instant.or(() -> view.byRole(OgcRole.PRIMARY_INTERVAL_START)).orElse(null);
    Property end = instant.or(() -> view.byRole(OgcRole.PRIMARY_INTERVAL_END)).orElse(null);
    sql.add("1=1");
    if (interval.start() != null && end != null) {
      bound(sql, end, " >= ", interval.start().atOffset(ZoneOffset.UTC));
    }
    if (interval.end() != null && start != null) {
      bound(sql, start, " <= ", interval.end().atOffset(ZoneOffset.UTC));
    }
  }

  /** An open end compares as if it were infinite. A date is compared by its day in UTC. */
  private static void bound(Sql sql, Property property, String comparison, OffsetDateTime limit) {
    String column = Dialect.column(property);
    Object value = property.type() == PropertyType.DATE ? limit.toLocalDate() : limit;
    if (value instanceof LocalDate day && (day.getYear() < -4000 || day.getYear() > 290_000)) {
      throw new IllegalArgumentException("year " + day.getYear());
    }
    sql.add(" AND (")
        .add(column)
        .add(" IS NULL OR ")
        .add(column)
        .add(comparison)
        .bind(value)
        .add(")");
  }

  private void oneOf(Sql sql, Property property, List<Object> values) {
    String shown = column(property);
    if (view.references().containsKey(property)) {
      // What is shown is what is there: so few rows are left to be looked at more closely.
      oneOf(sql, property, Dialect.column(property), values);
      sql.add(" AND ");
    }
    oneOf(sql, property, shown, values);
  }

  private void oneOf(Sql sql, Property property, String column, List<Object> values) {
    if (values.isEmpty()) {
      sql.add("1=0");
    } else if (property.type() == PropertyType.STRING_LIST) {
      String or = "(";
      for (Object value : values) {
        sql.add(or);
        dialect.listContains(sql, column, value);
        or = " OR ";
      }
      sql.add(")");
    } else {
      sql.add(column).add(" IN (").bindAll(values).add(")");
    }
  }

  /** What a statement over the view's rows may know of a property: an expression. */
  public String column(Property property) {
    return references.column(requireVisible(property));
  }

  /** Callers take properties from the view; this is what holds should one not. */
  private Property requireVisible(Property property) {
    for (Property visible : view.properties()) {
      if (visible == property) { // by far the most often, and much quicker than equals
        return property;
      }
    }
    if (!view.properties().contains(property)) {
      throw new IllegalArgumentException("not in the view: " + property.name());
    }
    return property;
  }
}
