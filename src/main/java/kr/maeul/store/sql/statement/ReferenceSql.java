package kr.maeul.store.sql.statement;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kr.maeul.db.sql.Sql;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.View;
import kr.maeul.layer.kind.MediaKind;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.store.sql.dialect.Dialect;

/**
 * Columns as a view shows them: of references to rows that its audience does not see, nothing is
 * left, in whatever a statement does with the column; nor of addresses of photos that it does not
 * see. The values of the rules come from layer files and stand in the text, so that a column can
 * stand wherever an expression can.
 */
public final class ReferenceSql {
  private final Dialect dialect;
  private final View view;
  private final LocalDate day;

  /**
   * @param day as of which values of the other rows have ended or not
   */
  ReferenceSql(Dialect dialect, View view, LocalDate day) {
    this.dialect = dialect;
    this.view = view;
    this.day = day;
  }

  /** The column, or an expression for what the view shows of it. */
  String column(Property property) {
    View seen = view.references().get(property);
    if (seen == null) {
      return property.uri()
              && property.has(PropertyRole.IMAGE)
              && view.audience() == Audience.PUBLIC
          ? picture(property)
          : Dialect.column(property);
    }
    if (seen.empty()) {
      return property.type() == PropertyType.STRING_LIST
          ? "CAST(NULL AS " + dialect.columnType(property.type()) + ")"
          : "CAST(NULL AS CHARACTER VARYING)";
    }
    // Qualified: the other table may have a column of that name, or be the same one.
    String column = Dialect.table(view.layer()) + "." + Dialect.column(property);
    String shown = " FROM " + Dialect.table(seen.layer()) + " r WHERE " + isShown(seen);
    return property.type() == PropertyType.STRING_LIST
        ? dialect.membersShown(column, "r.\"id\"", shown)
        : "CASE WHEN EXISTS (SELECT 1"
            + shown
            + " AND r.\"id\" = "
            + column
            + ") THEN "
            + column
            + " END";
  }

  /**
   * Everyone sees an upload with a feature that has it among its photos, so its address, too, is
   * for everyone only there.
   */
  private String picture(Property property) {
    String column = Dialect.column(property);
    String id = "SUBSTRING(" + column + " FROM POSITION('media/' IN " + column + ") + 6 FOR 32)";
    String isThere =
        view.properties().stream()
            .filter(p -> p.media() == MediaKind.PHOTO)
            .map(p -> isAmong(id, p))
            .map(among -> " WHEN " + among + " THEN " + column)
            .collect(Collectors.joining());
    String isUpload = column + " LIKE '/media/%' OR " + column + " LIKE 'media/%'";
    String shown = isThere.isEmpty() ? "NULL" : "CASE" + isThere + " END";
    return "CASE WHEN " + isUpload + " THEN " + shown + " ELSE " + column + " END";
  }

  private static String isAmong(String id, Property photos) {
    String column = Dialect.column(photos);
    return photos.type() == PropertyType.STRING_LIST
        ? id + " = ANY(" + column + ")"
        : id + " = " + column;
  }

  private String isShown(View seen) {
    return seen.where().entrySet().stream()
        .map(this::condition)
        .collect(Collectors.joining(" AND "));
  }

  private String condition(Map.Entry<Property, List<Object>> rule) {
    String column = "r." + Dialect.column(rule.getKey());
    String isOne = rule.getValue().isEmpty() ? " IS NULL" : " IN " + Sql.literals(rule.getValue());
    return column + isOne + EndsSql.hold(rule.getKey(), rule.getValue(), "r.", day);
  }
}
