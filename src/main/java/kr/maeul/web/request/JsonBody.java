package kr.maeul.web.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import kr.maeul.layer.Text;
import kr.maeul.web.request.InvalidContentException.Fault;

/**
 * A small JSON object that somebody sent. Ask for every field that there may be, then call {@link
 * #done()}: it tells of everything that is wrong, fields that were not asked for among it. For one
 * thread.
 */
public final class JsonBody {
  private static final int DEEPEST = 20;
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final JsonNode json;
  private final Set<String> known = new TreeSet<>();
  private final List<Fault> faults = new ArrayList<>();

  private JsonBody(JsonNode json) {
    this.json = json;
  }

  /**
   * Reads the body.
   *
   * @param mostBytes longer ones are refused
   * @throws RefusedException if it is too long or does not say that it is JSON
   * @throws BadRequestException if it is no JSON object
   */
  public static JsonBody of(Exchange e, int mostBytes) throws IOException {
    byte[] bytes = e.body("application/json", mostBytes);
    try {
      JsonNode json = MAPPER.readTree(bytes);
      if (json != null && json.isObject()) {
        return new JsonBody(json);
      }
    } catch (JsonProcessingException notJson) {
      // told below
    }
    throw new BadRequestException(
        null, new Text("본문이 JSON 객체가 아닙니다.", "the body is not a JSON object"));
  }

  public boolean has(String name) {
    known.add(name);
    return json.hasNonNull(name);
  }

  /** A text; empty where it is missing, none, or has U+0000. */
  public String text(String name) {
    if (!has(name)) {
      fault(name, "필요합니다.", "is required");
      return "";
    }
    if (!json.get(name).isTextual()) {
      fault(name, "문자열이어야 합니다.", "must be a string");
      return "";
    }
    String text = json.get(name).asText();
    if (text.indexOf('\0') >= 0) { // which no text column can hold
      fault(name, "쓸 수 없는 글자가 들어 있습니다.", "has characters that cannot be used");
      return "";
    }
    return text;
  }

  /** Yes or no; no where it is neither. */
  public boolean yesOrNo(String name) {
    if (!has(name) || !json.get(name).isBoolean()) {
      fault(name, "true 또는 false여야 합니다.", "must be true or false");
    }
    return json.path(name).asBoolean();
  }

  /** A whole number; 0 where it is none. */
  public int integer(String name) {
    if (!has(name) || !json.get(name).canConvertToInt() || !json.get(name).isIntegralNumber()) {
      fault(name, "정수여야 합니다.", "must be a whole number");
      return 0;
    }
    return json.get(name).asInt();
  }

  /**
   * Words of a list, each of which means something.
   *
   * @param meaning empty where a word means nothing
   * @param allowed told to who gives another one
   */
  public <T> List<T> words(String name, Function<String, Optional<T>> meaning, String allowed) {
    List<T> values = new ArrayList<>();
    if (!has(name) || !json.get(name).isArray()) {
      fault(name, "목록이어야 합니다. 쓸 수 있는 것: " + allowed, "must be a list; allowed are: " + allowed);
      return values;
    }
    for (int i = 0; i < json.get(name).size(); i++) {
      Optional<T> value = meaning.apply(json.get(name).get(i).asText());
      if (value.isPresent()) {
        values.add(value.get());
      } else {
        fault(name + "/" + i, "쓸 수 있는 것: " + allowed, "allowed are: " + allowed);
      }
    }
    return values;
  }

  /**
   * A text that need not be there; null where it is not.
   *
   * @param longest in characters, without the blanks around it
   * @param mayHaveLines whether it may go over several lines
   */
  public String text(String name, int longest, boolean mayHaveLines) {
    return has(name) ? plain(name, json.get(name), longest, mayHaveLines) : null;
  }

  /**
   * The same of a member anywhere in the body.
   *
   * @param path of it, such as {@code houses/2/note}; told where something is wrong with it
   * @return empty where something is wrong with it
   */
  public String plain(String path, JsonNode node, int longest, boolean mayHaveLines) {
    if (!node.isTextual()) {
      fault(path, "문자열이어야 합니다.", "must be a string");
      return "";
    }
    String text = node.asText().strip();
    if (text.length() > longest) {
      fault(
          path,
          "너무 깁니다 (최대 " + longest + "자).",
          "is too long (at most " + longest + " characters)");
      return "";
    }
    boolean isClean =
        text.codePoints()
            .allMatch(
                c ->
                    Character.getType(c) != Character.SURROGATE
                        && (!Character.isISOControl(c)
                            || mayHaveLines && "\n\r\t".indexOf(c) >= 0));
    if (!isClean) {
      fault(
          path,
          mayHaveLines ? "쓸 수 없는 글자가 들어 있습니다." : "한 줄로 써 주세요. 쓸 수 없는 글자가 들어 있습니다.",
          "has characters that cannot be used" + (mayHaveLines ? "" : " in one line"));
      return "";
    }
    return text;
  }

  /** What a member holds, as it came; missing where it is not there or null. */
  public JsonNode node(String name) {
    return has(name) ? json.get(name) : json.path("\0");
  }

  /** Notes that something is wrong, at a path such as {@code houses/2/id}. */
  public void fault(String path, Text reason) {
    fault(path, reason.ko(), reason.en());
  }

  private void fault(String path, String ko, String en) {
    faults.add(new Fault("/" + path, new Text("/" + path + ": " + ko, "/" + path + ": " + en)));
  }

  /**
   * Call when every field has been asked for.
   *
   * @throws InvalidContentException with everything that is wrong
   */
  public void done() {
    String allowed = String.join(", ", known);
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                String path = name.replace("~", "~0").replace("/", "~1");
                String shown = path.length() > 60 ? path.substring(0, 60) + "…" : path;
                fault(shown, "없는 항목입니다. 있는 것: " + allowed, "is unknown; there are: " + allowed);
              }
            });
    if (!faults.isEmpty()) {
      throw new InvalidContentException(faults);
    }
  }
}
