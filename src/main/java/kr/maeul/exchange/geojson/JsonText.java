package kr.maeul.exchange.geojson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.LongSupplier;
import kr.maeul.exchange.row.Limits;

/** Reads JSON values of bounded size from a stream of them. For one thread. */
final class JsonText {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final JsonParser parser;
  private final LongSupplier bytesRead;
  private long end;
  private int depth;

  /** A value that is longer than a feature may be; it has been skipped. */
  static final class TooLongException extends Exception {

    TooLongException() {
      super(null, null, false, false);
    }
  }

  JsonText(JsonParser parser, LongSupplier bytesRead) {
    this.parser = parser;
    this.bytesRead = bytesRead;
  }

  static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(Limits.DEPTH)
                .maxNumberLength(Limits.NUMBER_DIGITS)
                .maxStringLength(Limits.FEATURE_BYTES)
                .build())
        .build();
  }

  /** The value at the parser's current token. */
  JsonNode read() throws IOException, TooLongException {
    end = bytesRead.getAsLong() + Limits.FEATURE_BYTES;
    depth = 0;
    try {
      return value();
    } catch (TooLongException e) {
      while (depth > 0) {
        JsonToken token = parser.nextToken();
        if (token == null) {
          throw e;
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      }
      throw e;
    }
  }

  private JsonNode value() throws IOException, TooLongException {
    if (bytesRead.getAsLong() > end) {
      // The token at hand, if it opens something, has not been counted.
      depth += parser.currentToken().isStructStart() ? 1 : 0;
      throw new TooLongException();
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> JSON.textNode(parser.getText());
      case VALUE_NUMBER_INT ->
          switch (parser.getNumberType()) {
            case INT -> JSON.numberNode(parser.getIntValue());
            case LONG -> JSON.numberNode(parser.getLongValue());
            default -> JSON.numberNode(parser.getBigIntegerValue());
          };
      case VALUE_NUMBER_FLOAT -> JSON.numberNode(parser.getDoubleValue());
      case VALUE_TRUE -> JSON.booleanNode(true);
      case VALUE_FALSE -> JSON.booleanNode(false);
      default -> JSON.nullNode();
    };
  }

  private ObjectNode object() throws IOException, TooLongException {
    depth++;
    ObjectNode object = JSON.objectNode();
    String name;
    while ((name = parser.nextFieldName()) != null) {
      parser.nextToken();
      object.set(name, value());
    }
    depth--;
    return object;
  }

  private ArrayNode array() throws IOException, TooLongException {
    depth++;
    ArrayNode array = JSON.arrayNode(2);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value());
    }
    depth--;
    return array;
  }

  /** Where reading ended and, in English, which is what the parser speaks, why. */
  static String say(JsonProcessingException e, boolean korean) {
    var at = e.getLocation();
    if (korean) {
      return at == null ? "" : at.getLineNr() + "번째 줄 " + at.getColumnNr() + "번째 글자입니다.";
    }
    String where = at == null ? "" : at.getLineNr() + ", " + at.getColumnNr() + ": ";
    String message =
        e.getOriginalMessage().split("\n", 2)[0].replaceFirst(" \\(start marker.*", "");
    return where + (message.length() <= 200 ? message : message.substring(0, 200) + "…");
  }
}
