package kr.maeul.web.ogc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import kr.maeul.layer.text.Text;

/**
 * One query parameter of a resource: its reading, its refusing and its description are this one
 * thing.
 *
 * @param name as in the query
 * @param description for people
 * @param schema its schema in OpenAPI 3.0
 * @param required whether the resource makes no sense without it
 * @param reader takes a value into the request, or refuses it
 * @param <R> what is asked of the resource
 */
record Parameter<R>(
    String name, Text description, ObjectNode schema, boolean required, Reader<R> reader) {

  /** Reads one value. */
  @FunctionalInterface
  interface Reader<R> {
    void read(String value, R request) throws BadValueException;
  }

  static <R> Parameter<R> optional(
      String name, String ko, String en, ObjectNode schema, Reader<R> reader) {
    return new Parameter<>(name, new Text(ko, en), schema, false, reader);
  }
}
