package kr.maeul.db.table;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a column holds, as both databases can say it. The Java type of a value is {@link String},
 * {@link Long}, {@link Double}, {@link Boolean}, {@link LocalDate}, {@link OffsetDateTime}, a list
 * of texts, or bytes: for a geometry its EWKB, longitude first.
 */
public enum ValueKind {
  TEXT,
  WHOLE_NUMBER,
  NUMBER,
  BOOLEAN,
  DATE,
  TIME,
  TEXT_LIST,
  GEOMETRY,
  BYTES;

  /** The word in a backup, such as {@code whole-number}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws IllegalArgumentException if there is none of that word
   */
  public static ValueKind ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /**
   * @param dataType as {@code information_schema.columns} has it
   * @param udtName the same of PostgreSQL's own, or null
   */
  static Optional<ValueKind> of(String dataType, String udtName) {
    return switch (dataType.toLowerCase(Locale.ROOT)) {
      case "text", "character varying", "character", "character large object" -> Optional.of(TEXT);
      case "bigint", "integer", "smallint", "tinyint" -> Optional.of(WHOLE_NUMBER);
      case "double precision", "real" -> Optional.of(NUMBER);
      case "boolean" -> Optional.of(BOOLEAN);
      case "date" -> Optional.of(DATE);
      case "timestamp with time zone" -> Optional.of(TIME);
      case "array" ->
          udtName == null || udtName.equals("_text") || udtName.equals("_varchar")
              ? Optional.of(TEXT_LIST)
              : Optional.empty();
      case "geometry" -> Optional.of(GEOMETRY);
      case "user-defined" -> "geometry".equals(udtName) ? Optional.of(GEOMETRY) : Optional.empty();
      case "bytea", "binary varying", "binary large object", "binary" -> Optional.of(BYTES);
      default -> Optional.empty();
    };
  }

  /** How a column of it is declared. */
  String declared(boolean isPostGis) {
    return switch (this) {
      case TEXT -> isPostGis ? "text COLLATE \"C\"" : "CHARACTER VARYING";
      case WHOLE_NUMBER -> "bigint";
      case NUMBER -> "double precision";
      case BOOLEAN -> "boolean";
      case DATE -> "date";
      case TIME -> "timestamp with time zone";
      case TEXT_LIST -> isPostGis ? "text[]" : "CHARACTER VARYING ARRAY";
      case GEOMETRY -> isPostGis ? "geometry(Geometry,4326)" : "GEOMETRY(GEOMETRY, 4326)";
      case BYTES -> isPostGis ? "bytea" : "BINARY LARGE OBJECT";
    };
  }

  String selected(String column, boolean isPostGis) {
    return this == GEOMETRY && isPostGis ? "ST_AsEWKB(" + column + ")" : column;
  }

  String placeholder(boolean isPostGis) {
    return this != GEOMETRY ? "?" : isPostGis ? "ST_GeomFromEWKB(?)" : "CAST(? AS GEOMETRY)";
  }

  Object read(ResultSet row, int i) throws SQLException {
    Object value =
        switch (this) {
          case TEXT -> row.getString(i);
          case WHOLE_NUMBER -> row.getLong(i);
          case NUMBER -> row.getDouble(i);
          case BOOLEAN -> row.getBoolean(i);
          case DATE -> row.getObject(i, LocalDate.class);
          case TIME -> row.getObject(i, OffsetDateTime.class);
          case TEXT_LIST -> list(row.getArray(i));
          case GEOMETRY, BYTES -> row.getBytes(i);
        };
    return row.wasNull() ? null : value;
  }

  private static List<String> list(Array array) throws SQLException {
    if (array == null) {
      return null;
    }
    List<String> list = new ArrayList<>();
    for (Object each : (Object[]) array.getArray()) {
      list.add(each == null ? null : each.toString());
    }
    return list;
  }

  void bind(PreparedStatement insert, int i, Object value) throws SQLException {
    switch (this) {
      case TEXT -> insert.setString(i, (String) value);
      case TEXT_LIST -> {
        Object[] all = value == null ? null : ((List<?>) value).toArray();
        if (all == null) {
          insert.setNull(i, Types.ARRAY);
        } else {
          insert.setArray(i, insert.getConnection().createArrayOf("varchar", all));
        }
      }
      case GEOMETRY, BYTES -> insert.setBytes(i, (byte[]) value);
      default -> insert.setObject(i, value);
    }
  }
}
