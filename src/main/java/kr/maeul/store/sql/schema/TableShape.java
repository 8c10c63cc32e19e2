package kr.maeul.store.sql.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.file.SnakeCase;

/**
 * What a layer's table looks like, as recorded in {@code maeul_layer.definition} when it was last
 * made or changed.
 *
 * @param title comment of the table
 * @param geometryColumn name of the geometry column
 * @param geometryType as in a layer file, such as {@code point}
 * @param columns the other columns but the id, by name
 */
record TableShape(
    String title, String geometryColumn, String geometryType, Map<String, Column> columns) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * @param type name of a {@link kr.maeul.layer.kind.PropertyType}
   * @param title comment of the column
   * @param values of an enumeration, else empty
   */
  record Column(String type, String title, List<String> values) {}

  static TableShape of(Layer layer) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (Property p : layer.properties()) {
      List<String> values = p.choices().stream().map(c -> c.value()).toList();
      columns.put(SnakeCase.of(p.name()), new Column(p.type().name(), comment(p), values));
    }
    return new TableShape(
        layer.title().toString(),
        SnakeCase.of(layer.geometry().name()),
        layer.geometry().type().word(),
        columns);
  }

  private static String comment(Property p) {
    StringBuilder text = new StringBuilder(p.title().toString());
    if (p.unit() != null) {
      text.append(" [").append(p.unit()).append(']');
    }
    if (!p.choices().isEmpty()) {
      String sep = ": ";
      for (var c : p.choices()) {
        text.append(sep).append(c.value()).append(" = ").append(c.title());
        sep = "; ";
      }
    }
    return text.toString();
  }

  static TableShape fromJson(String json) {
    try {
      return MAPPER.readValue(json, TableShape.class);
    } catch (JsonProcessingException e) {
      throw new DatabaseException("maeul_layer.definition cannot be read", e);
    }
  }

  String toJson() {
    try {
      return MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new DatabaseException("A table's shape cannot be written", e);
    }
  }
}
