package kr.maeul.web.review;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import kr.maeul.layer.Text;
import kr.maeul.web.request.BadRequestException;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.InvalidContentException;
import kr.maeul.web.request.RefusedException;

/** Reads bodies of JSON, of bounded size and depth. Safe for use by several threads. */
final class Bodies {
  private static final int MOST_BYTES = 256 * 1024;
  private static final int DEEPEST = 12;

  private final ObjectMapper mapper =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(50)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  ObjectMapper mapper() {
    return mapper;
  }

  /**
   * The body. Its type must say JSON, so that no page elsewhere can send one by a plain form.
   *
   * @throws RefusedException if it is too large or of another type
   * @throws BadRequestException if it cannot be read
   */
  JsonNode json(Exchange e) throws IOException {
    String type = e.requestHeader("Content-Type");
    String bare = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!bare.equals("application/json")
        && !bare.endsWith("+json")
        && !bare.equals("application/merge-patch+json")) {
      throw new RefusedException(
          RefusedException.Status.UNSUPPORTED,
          new Text("application/json으로 보내세요.", "send application/json"));
    }
    try {
      return mapper.readTree(e.body(MOST_BYTES));
    } catch (JsonProcessingException | CharConversionException broken) {
      throw new BadRequestException(
          null, new Text("본문이 올바른 JSON(UTF-8)이 아닙니다.", "the body is not JSON in UTF-8"));
    }
  }

  /**
   * A body with no members but those known.
   *
   * @throws InvalidContentException if there are others
   */
  JsonNode json(Exchange e, List<String> members) throws IOException {
    JsonNode json = json(e);
    List<InvalidContentException.Fault> problems =
        json.properties().stream()
            .filter(m -> !members.contains(m.getKey()))
            .map(
                m ->
                    new InvalidContentException.Fault(
                        "/" + m.getKey().replace("~", "~0").replace("/", "~1"),
                        new Text(
                            "모르는 칸입니다. 쓸 수 있는 것: " + String.join(", ", members),
                            "is unknown here; there are: " + String.join(", ", members))))
            .toList();
    if (!problems.isEmpty() || !json.isObject()) {
      throw problems.isEmpty()
          ? invalid("", new Text("JSON 객체를 보내세요.", "send a JSON object"))
          : new InvalidContentException(problems);
    }
    return json;
  }

  static InvalidContentException invalid(String pointer, Text reason) {
    return new InvalidContentException(List.of(new InvalidContentException.Fault(pointer, reason)));
  }
}
