package kr.maeul.store.sql.dialect.postgis;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.store.sql.dialect.Dialect;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Streams features into a stage by {@code COPY … FROM STDIN}, text format. For one thread. */
final class CopyWriter implements Dialect.StageWriter {
  private static final int FLUSH_CHARS = 64 * 1024;

  private final CopyIn copy;
  private final List<Property> properties;
  private final WKBWriter wkb = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN, true);
  private final StringBuilder buffer = new StringBuilder(FLUSH_CHARS + 8192);

  CopyWriter(Connection connection, Layer layer, String stage) throws SQLException {
    properties = layer.properties();
    String columns =
        Dialect.PLACE + ", " + Dialect.MARK + ", " + String.join(", ", Dialect.columns(layer));
    copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + stage + " (" + columns + ") FROM STDIN");
  }

  @Override
  public void write(long place, String id, Feature feature, String mark) throws SQLException {
    buffer.append(place).append('\t').append(mark == null ? "\\N" : mark).append('\t');
    text(id);
    buffer.append('\t');
    if (feature.geometry() == null) {
      buffer.append("\\N");
    } else {
      buffer.append(WKBWriter.toHex(wkb.write(feature.geometry())));
    }
    for (Property p : properties) {
      buffer.append('\t');
      Object value = feature.properties().get(p.name());
      if (value == null) {
        buffer.append("\\N");
      } else if (value instanceof String s) {
        text(s);
      } else if (value instanceof List<?> list) {
        list(list);
      } else {
        buffer.append(value);
      }
    }
    buffer.append('\n');
    if (buffer.length() >= FLUSH_CHARS) {
      flush();
    }
  }

  @Override
  public void finish() throws SQLException {
    flush();
    copy.endCopy();
  }

  @Override
  public void cancel() {
    try {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException e) {
      // The transaction is rolled back anyway.
    }
  }

  private void flush() throws SQLException {
    byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    buffer.setLength(0);
  }

  private void text(String s) {
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      switch (c) {
        case '\\' -> buffer.append("\\\\");
        case '\t' -> buffer.append("\\t");
        case '\n' -> buffer.append("\\n");
        case '\r' -> buffer.append("\\r");
        default -> buffer.append(c);
      }
    }
  }

  /**
   * An array literal such as {@code {"a","b"}}, whose own escapes are escaped once more for COPY.
   */
  private void list(List<?> list) {
    StringBuilder literal = new StringBuilder("{");
    for (Object member : list) {
      if (literal.length() > 1) {
        literal.append(',');
      }
      literal
          .append('"')
          .append(member.toString().replace("\\", "\\\\").replace("\"", "\\\""))
          .append('"');
    }
    text(literal.append('}').toString());
  }
}
