package kr.maeul.web.ogc;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import kr.maeul.geo.Crs;
import kr.maeul.layer.Particle;
import kr.maeul.layer.Text;
import kr.maeul.web.request.BadRequestException;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.MediaTypes;
import kr.maeul.web.request.RefusedException;

/**
 * The JSON body of a request that writes.
 *
 * @param json as it was read; nothing about it is known but that it is JSON
 * @param crs in which its coordinates are
 */
record ItemBody(JsonNode json, Crs crs) {
  /** Longer bodies are refused. */
  static final int MOST_BYTES = 2_000_000;

  static final List<String> FEATURE = List.of(MediaTypes.GEO_JSON, MediaTypes.JSON);
  static final List<String> PATCH = List.of(MediaTypes.MERGE_PATCH);

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads the body.
   *
   * @param types the media types that are taken
   * @throws RefusedException if it is of another type, or too large
   * @throws BadRequestException if it is no JSON, does not say what it is, or is in a reference
   *     system that there is none of
   */
  static ItemBody of(Exchange e, List<String> types) throws IOException {
    String type = e.requestHeader("Content-Type");
    if (type == null || type.isBlank()) {
      throw new BadRequestException(
          null,
          new Text(
              "Content-Type 헤더가 없습니다. 쓸 수 있는 것: " + String.join(", ", types),
              "there is no Content-Type; taken are: " + String.join(", ", types)));
    }
    String bare = type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    if (!types.contains(bare)) {
      throw new RefusedException(
          RefusedException.Status.UNSUPPORTED,
          new Text(
              "이런 형식은 받지 않습니다. 쓸 수 있는 것: " + String.join(", ", types),
              "this media type is not taken; taken are: " + String.join(", ", types)));
    }
    Crs crs = crs(e.requestHeader("Content-Crs"));
    try {
      JsonNode json = MAPPER.readTree(e.body(MOST_BYTES));
      if (json.isMissingNode()) {
        throw new BadRequestException(null, new Text("본문이 비었습니다.", "the body is empty"));
      }
      return new ItemBody(json, crs);
    } catch (JsonProcessingException notJson) {
      String where =
          notJson.getLocation() == null
              ? ""
              : " ("
                  + notJson.getLocation().getLineNr()
                  + ":"
                  + notJson.getLocation().getColumnNr()
                  + ")";
      throw new BadRequestException(
          null,
          new Text(
              "본문이 올바른 JSON이 아닙니다" + where + ".",
              "the body is not JSON as it should be, at line and column" + where));
    }
  }

  private static Crs crs(String header) {
    if (header == null || header.isBlank()) {
      return Crs.CRS84;
    }
    String name = header.strip();
    String uri =
        name.startsWith("<") && name.endsWith(">") ? name.substring(1, name.length() - 1) : name;
    return Crs.ofUri(uri)
        .orElseThrow(
            () ->
                new BadRequestException(
                    "Content-Crs",
                    new Text(
                        "Content-Crs: "
                            + Particle.TOPIC.after(BadValueException.quote(uri))
                            + " 쓸 수 없는 좌표계입니다. 쓸 수 있는 것: "
                            + String.join(", ", CommonParameters.crsUris()),
                        "Content-Crs: "
                            + BadValueException.quote(uri)
                            + " is not a reference system of this service; there are: "
                            + String.join(", ", CommonParameters.crsUris()))));
  }
}
