package kr.maeul.exchange.geojson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import kr.maeul.exchange.read.ForeignFile;
import kr.maeul.exchange.row.CountedInput;
import kr.maeul.exchange.row.FeatureSource;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.exchange.row.Limits;
import kr.maeul.exchange.row.Row;
import kr.maeul.layer.text.Particle;
import kr.maeul.layer.text.Text;

/**
 * One GeoJSON document, a FeatureCollection or a Feature, its members in any order; features one at
 * a time.
 */
public final class GeoJsonDocument implements FeatureSource {
  private final GeoJsonRows rows;
  private final JsonParser parser;
  private final JsonText text;
  private final ObjectNode members = JsonNodeFactory.instance.objectNode();
  private boolean inFeatures;
  private boolean sawFeatures;
  private boolean ended;
  private long place;

  public GeoJsonDocument(CountedInput in, GeoJsonRows rows) throws IOException {
    this.rows = rows;
    this.parser = JsonText.factory().createParser(in);
    this.text = new JsonText(parser, in::count);
  }

  @Override
  public Row next() throws IOException, InvalidFileException {
    try {
      return ended ? null : read();
    } catch (JsonProcessingException e) {
      throw new InvalidFileException(
          "JSON을 읽을 수 없습니다. 파일이 끊겼는지 확인하세요. " + JsonText.say(e, true),
          "is not JSON from here on; is the file cut off? Line " + JsonText.say(e, false));
    }
  }

  private Row read() throws IOException, InvalidFileException {
    if (!inFeatures
        && !sawFeatures
        && members.isEmpty()
        && parser.nextToken() != JsonToken.START_OBJECT) {
      throw new InvalidFileException(
          "GeoJSON 객체로 시작하지 않습니다.", "does not begin with a GeoJSON object");
    }
    while (true) {
      if (inFeatures) {
        if (parser.nextToken() != JsonToken.END_ARRAY) {
          return feature();
        }
        inFeatures = false;
      }
      String name = parser.nextFieldName();
      if (name == null) {
        return end();
      }
      JsonToken token = parser.nextToken();
      if (name.equals("features") && token == JsonToken.START_ARRAY) {
        if (sawFeatures) {
          throw new InvalidFileException("\"features\"가 두 번 나옵니다.", "has \"features\" twice");
        }
        sawFeatures = true;
        inFeatures = true;
      } else {
        member(name);
      }
    }
  }

  private Row feature() throws IOException {
    place++;
    try {
      return rows.row(place, text.read());
    } catch (JsonText.TooLongException e) {
      return rows.tooLong(place);
    }
  }

  private void member(String name) throws IOException, InvalidFileException {
    JsonNode value;
    try {
      value = text.read();
    } catch (JsonText.TooLongException e) {
      throw new InvalidFileException(
          Particle.SUBJECT.after("\"" + name + "\"")
              + " 너무 큽니다 (최대 "
              + Limits.FEATURE_MEBIBYTES
              + " MiB).",
          "\"" + name + "\" is over " + Limits.FEATURE_MEBIBYTES + " MiB");
    }
    if (name.equals("crs")) {
      rows.checkCrs(value);
    }
    members.set(name, value);
  }

  private Row end() throws IOException, InvalidFileException {
    ended = true;
    if (parser.nextToken() != null) {
      throw new InvalidFileException(
          "GeoJSON이 끝난 뒤에 다른 내용이 있습니다.", "there is more after the end of the GeoJSON");
    }
    String type = members.path("type").asText("");
    if (type.equals("Feature") && !sawFeatures) {
      return rows.row(++place, members);
    }
    if (!type.equals("FeatureCollection") || !sawFeatures) {
      Text what =
          ForeignFile.ofJson(members.properties().stream().map(Map.Entry::getKey).toList(), type);
      throw new InvalidFileException(what.ko(), what.en());
    }
    return null;
  }

  @Override
  public String format() {
    return sawFeatures ? "GeoJSON FeatureCollection" : "GeoJSON";
  }

  @Override
  public boolean placesAreLines() {
    return false;
  }

  @Override
  public List<String> header() {
    return List.of();
  }

  @Override
  public String columnOf(String pointer) {
    return rows.columnOf(pointer);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
