package kr.maeul.store.sql.dialect;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import kr.maeul.layer.kind.PropertyType;

/** Reads columns as the Java types that {@link PropertyType} names. Stateless. */
public final class Values {
  private Values() {}

  /** The value of a column, or null. */
  public static Object read(ResultSet row, int column, PropertyType type) throws SQLException {
    return switch (type) {
      case STRING -> row.getString(column);
      case INTEGER -> {
        long v = row.getLong(column);
        yield row.wasNull() ? null : (Object) v;
      }
      case NUMBER -> {
        double v = row.getDouble(column);
        yield row.wasNull() ? null : (Object) v;
      }
      case BOOLEAN -> {
        boolean v = row.getBoolean(column);
        yield row.wasNull() ? null : (Object) v;
      }
      case DATE -> row.getObject(column, LocalDate.class);
      case DATE_TIME -> {
        OffsetDateTime v = row.getObject(column, OffsetDateTime.class);
        yield v == null ? null : v.withOffsetSameInstant(ZoneOffset.UTC);
      }
      case STRING_LIST -> list(row.getArray(column));
    };
  }

  private static List<String> list(Array array) throws SQLException {
    if (array == null) {
      return null;
    }
    Object[] members = (Object[]) array.getArray();
    return Arrays.stream(members).filter(m -> m != null).map(Object::toString).toList();
  }
}
