package kr.maeul.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import kr.maeul.db.table.DataTable.Column;
import kr.maeul.db.table.Rows;
import kr.maeul.db.table.ValueKind;

/**
 * Rows as lines of JSON: an array of the values in the order of the columns. Times are ISO 8601
 * with their zone, geometries EWKB in hex, other bytes Base64. Stateless.
 */
final class JsonRows {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build()
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);

  private JsonRows() {}

  /** Writes rows as they come; close it to be done. The stream stays open. */
  static final class Writer implements AutoCloseable {
    private final List<Column> columns;
    private final JsonGenerator json;
    private long rows;

    Writer(OutputStream out, List<Column> columns) throws IOException {
      this.columns = columns;
      this.json = JSON.createGenerator(out);
      json.setRootValueSeparator(null);
    }

    void write(Object[] values) throws IOException {
      json.writeStartArray();
      for (int i = 0; i < values.length; i++) {
        write(columns.get(i).kind(), values[i]);
      }
      json.writeEndArray();
      json.writeRaw('\n');
      rows++;
    }

    private void write(ValueKind kind, Object value) throws IOException {
      if (value == null) {
        json.writeNull();
        return;
      }
      switch (kind) {
        case TEXT -> text((String) value);
        case WHOLE_NUMBER -> json.writeNumber((Long) value);
        case NUMBER -> json.writeNumber((Double) value); // as text where it is not finite
        case BOOLEAN -> json.writeBoolean((Boolean) value);
        case DATE, TIME -> json.writeString(value.toString());
        case TEXT_LIST -> {
          json.writeStartArray();
          for (Object each : (List<?>) value) {
            if (each == null) {
              json.writeNull();
            } else {
              text(each.toString());
            }
          }
          json.writeEndArray();
        }
        case GEOMETRY -> json.writeString(HexFormat.of().formatHex((byte[]) value));
        case BYTES -> json.writeString(Base64.getEncoder().encodeToString((byte[]) value));
      }
    }

    /** Half of a surrogate pair, which H2 keeps, has no UTF-8 but an escape. */
    private void text(String text) throws IOException {
      boolean isWhole = text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
      if (isWhole) {
        json.writeString(text);
        return;
      }
      StringBuilder escaped = new StringBuilder("\"");
      text.chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
      json.writeRawValue(escaped.append('"').toString());
    }

    long rows() {
      return rows;
    }

    @Override
    public void close() throws IOException {
      json.close();
    }
  }

  /**
   * Reads all rows.
   *
   * @throws IOException if it breaks off or does not fit the columns
   */
  static void read(InputStream in, List<Column> columns, Rows.Taker<RuntimeException> taker)
      throws IOException {
    try (JsonParser json = JSON.createParser(in)) {
      while (json.nextToken() != null) {
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
          json.nextToken();
          values[i] = value(json, columns.get(i).kind());
        }
        if (json.nextToken() != JsonToken.END_ARRAY) {
          throw new IOException("a row has more values than there are columns");
        }
        taker.take(values);
      }
    }
  }

  private static Object value(JsonParser json, ValueKind kind) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    return switch (kind) {
      case TEXT -> json.getText();
      case WHOLE_NUMBER -> json.getLongValue();
      case NUMBER -> Double.valueOf(json.getText());
      case BOOLEAN -> json.getBooleanValue();
      case DATE -> LocalDate.parse(json.getText());
      case TIME -> OffsetDateTime.parse(json.getText());
      case TEXT_LIST -> list(json);
      case GEOMETRY -> HexFormat.of().parseHex(json.getText());
      case BYTES -> Base64.getDecoder().decode(json.getText());
    };
  }

  private static List<String> list(JsonParser json) throws IOException {
    List<String> list = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      list.add(json.currentToken() == JsonToken.VALUE_NULL ? null : json.getText());
    }
    return list;
  }
}
