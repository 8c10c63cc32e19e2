package kr.maeul.exchange.geojson;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kr.maeul.exchange.mapping.ColumnMatcher;
import kr.maeul.exchange.mapping.FeatureBuilder;
import kr.maeul.exchange.mapping.IdMaker;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.mapping.ValueReader;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.exchange.row.Limits;
import kr.maeul.exchange.row.Row;
import kr.maeul.exchange.row.RowProblem;
import kr.maeul.geo.Crs;
import kr.maeul.layer.text.Text;

/** Turns GeoJSON features in a file's names into rows in the layer's names. For one thread. */
public final class GeoJsonRows {
  private final FeatureBuilder builder;
  private final ColumnMatcher matcher;
  private final ImportRequest request;
  private final IdMaker ids;

  public GeoJsonRows(ImportRequest request, ColumnMatcher matcher) throws InvalidFileException {
    this.request = request;
    this.matcher = matcher;
    this.builder = new FeatureBuilder(request);
    this.ids =
        request.idFrom().isEmpty() ? null : new IdMaker(request.idPrefix(), request.idFrom());
  }

  Row row(long place, JsonNode given) {
    builder.begin(place);
    if (!given.isObject() || !"Feature".equals(given.path("type").asText())) {
      builder.problem("type", "GeoJSON Feature가 아닙니다.", "is not a GeoJSON Feature");
      return Row.unreadable(place, builder.problems(), null, given);
    }
    JsonNode properties = given.path("properties");
    JsonNode id = given.path("id");
    if (!id.isMissingNode() && !id.isNull()) {
      builder.id(id);
    }
    for (Map.Entry<String, JsonNode> e : properties.properties()) {
      builder.property(matcher.column(e.getKey()), e.getValue());
    }
    if (ids != null && isGiven(properties)) {
      makeId(given);
    } else if (ids != null) {
      builder.id(null); // made of what is computed, once it is
    }
    ObjectNode feature = builder.read(given.get("geometry"));
    if (!properties.isObject() && !properties.isNull() && !properties.isMissingNode()) {
      feature.set("properties", properties); // for the parser to refuse
    }
    return Row.of(place, feature, builder.problems(), builder.notes(), null, given);
  }

  /** Whether the id is made of nothing but what the file says. */
  private boolean isGiven(JsonNode properties) {
    return request.idFrom().stream()
        .allMatch(n -> properties.has(n) || IdMaker.property(request, List.of(), n).isEmpty());
  }

  /** A row of which nothing can be read. */
  Row unreadable(long place, Text reason) {
    return Row.unreadable(place, List.of(new RowProblem(place, "", reason)), null, null);
  }

  Row tooLong(long place) {
    return unreadable(
        place,
        new Text(
            "도형 하나가 너무 큽니다 (최대 " + Limits.FEATURE_MEBIBYTES + " MiB).",
            "one feature may have at most " + Limits.FEATURE_MEBIBYTES + " MiB of text"));
  }

  private void makeId(JsonNode given) {
    List<String> values = new ArrayList<>();
    for (String name : request.idFrom()) {
      if (!name.equals(IdMaker.COUNT)) {
        JsonNode value = given.path("properties").path(name);
        values.add(
            value.isMissingNode() && name.equals("id")
                ? given.path("id").asText("")
                : value.asText(""));
      }
    }
    String id = ids.make(values);
    if (id == null) {
      builder.problem(
          String.join(", ", request.idFrom()),
          "id를 만들 속성이 없거나 비어 있습니다.",
          "the properties that the id is made of are missing or blank");
    } else {
      builder.id(JsonNodeFactory.instance.textNode(id));
    }
  }

  String columnOf(String pointer) {
    if (pointer.startsWith("/properties/")) {
      return builder.columnOf(pointer.substring("/properties/".length()).split("/", 2)[0]);
    }
    return pointer.isEmpty() ? "" : pointer.substring(1);
  }

  /**
   * GeoJSON of before 2016 may name a reference system; to take its numbers for degrees would be
   * wrong.
   */
  void checkCrs(JsonNode crs) throws InvalidFileException {
    String name = crs.path("properties").path("name").asText("");
    if (crs.isMissingNode() || crs.isNull() || request.crsGiven()) {
      return;
    }
    var known = Crs.of(name);
    if (known.isPresent() && known.get().isLonLat()) {
      return;
    }
    String option = known.map(Crs::code).orElse("EPSG:…");
    throw new InvalidFileException(
        "파일의 좌표계(crs)가 경위도가 아닙니다: "
            + ValueReader.quote(name)
            + ". --crs "
            + option
            + " 를 주면 바꾸어 읽습니다.",
        "the file's \"crs\" is not longitude, latitude: "
            + ValueReader.quote(name)
            + "; give --crs "
            + option
            + " to convert it");
  }
}
