package kr.maeul.store.sql.statement;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import kr.maeul.layer.Ends;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.store.sql.dialect.Dialect;

/**
 * That values which can end ({@link Ends}) have not ended. The day stands in the text, as the rules
 * of layer files do where a column stands for an expression; so a statement is good for that day.
 * Stateless.
 */
public final class EndsSql {
  private EndsSql() {}

  /**
   * What is to be added to a condition that a property has one of some values, beginning with
   * {@code AND}; nothing where they hold for good.
   *
   * @param values all of them end or none does, as layer files are checked; empty for none at all
   * @param of before the names of columns, such as {@code r.}
   * @param day in the town's time zone
   */
  static String hold(Property property, List<Object> values, String of, LocalDate day) {
    Ends ends = property.ends();
    boolean canEnd =
        ends != null
            && (values.isEmpty() ? ends.canEnd(null) : values.stream().anyMatch(ends::canEnd));
    if (!canEnd) {
      return "";
    }
    StringBuilder sql = new StringBuilder();
    for (Ends.Way way : ends.ways()) {
      String column = of + Dialect.column(way.date());
      sql.append(" AND (").append(column).append(" IS NULL OR ").append(column);
      sql.append(way.isLastDay() ? " >= " : " > ").append("DATE '").append(day).append("')");
    }
    return sql.toString();
  }

  /**
   * That an end is on record and has come, whatever the property's value is.
   *
   * @param of before the names of columns, such as {@code t.}
   * @param day in the town's time zone
   */
  public static String haveEnded(Property property, String of, LocalDate day) {
    return property.ends().ways().stream()
        .map(
            way ->
                of
                    + Dialect.column(way.date())
                    + (way.isLastDay() ? " < " : " <= ")
                    + "DATE '"
                    + day
                    + "'")
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  /** How a layer's public rows end, in words that are others where that is. */
  public static String text(Layer layer) {
    StringBuilder text = new StringBuilder();
    for (String name : layer.publicRule().where().keySet().stream().sorted().toList()) {
      Ends ends = layer.property(name).map(Property::ends).orElse(null);
      if (ends != null) {
        text.append(' ').append(name).append(ends.values()).append(ends.isBlankEnding());
        ends.ways().forEach(w -> text.append(w.date().name()).append(w.isLastDay()));
      }
    }
    return text.toString();
  }
}
