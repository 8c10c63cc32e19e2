package kr.maeul.web.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import kr.maeul.layer.text.NoCharacter;
import kr.maeul.layer.text.Text;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.negotiation.MediaTypes;
import kr.maeul.web.request.refusal.BadRequestException;
import kr.maeul.web.request.refusal.InvalidContentException;
import kr.maeul.web.request.refusal.InvalidContentException.Fault;
import kr.maeul.web.request.refusal.RefusedException;

/**
 * The body of a request as JSON: {@link #read} and {@link #object} give it as it came, within
 * {@link Limits}; an object of this class is one that is asked for its {@link Members}. Ask, then
 * call {@link #done()}: it tells of everything that is wrong, members that there are none of among
 * it. For one thread.
 */
public final class JsonBody {
  private static final List<String> TYPE = List.of(MediaTypes.JSON);
  private static final int LONGEST_NUMBER = 100;
  private static final ObjectReader SMALL = reader(20);

  private final JsonNode json;
  private final Members members;
  private final List<Fault> faults = new ArrayList<>();

  JsonBody(JsonNode json, Members members) {
    this.json = json;
    this.members = members;
  }

  /**
   * What a body may be.
   *
   * @param types media types that are taken
   * @param mostBytes longer ones are refused
   * @param reader of no deeper ones
   */
  public record Limits(List<String> types, int mostBytes, ObjectReader reader) {
    /** Makes a reader, which takes a while: once for a kind of body. */
    public static Limits of(List<String> types, int mostBytes, int deepest) {
      return new Limits(types, mostBytes, JsonBody.reader(deepest));
    }

    /** Of a body that says that it is JSON and is not deep. */
    static Limits small(int mostBytes) {
      return new Limits(TYPE, mostBytes, SMALL);
    }
  }

  private static ObjectReader reader(int deepest) {
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(deepest)
            .maxNumberLength(LONGEST_NUMBER)
            .build();
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(constraints)
            .build();
    return new ObjectMapper(factory)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .reader();
  }

  /**
   * Any JSON.
   *
   * @throws RefusedException if it is too long or of another type
   * @throws BadRequestException if it has no type, is no JSON, says a name twice, or is too deep
   * @throws InvalidContentException if a text of it has what is no character: U+0000, which no text
   *     column can hold, or half of a surrogate pair, which no answer can
   */
  public static JsonNode read(Exchange e, Limits limits) throws IOException {
    String type = e.requestHeader("Content-Type");
    String taken = String.join(", ", limits.types);
    if (type == null || type.isBlank()) {
      throw new BadRequestException(
          null,
          new Text(
              "Content-Type 헤더가 없습니다. 쓸 수 있는 것: " + taken,
              "there is no Content-Type; taken are: " + taken));
    }
    if (!limits.types.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))) {
      throw new RefusedException(
          RefusedException.Status.UNSUPPORTED,
          new Text(
              "이런 형식은 받지 않습니다. 쓸 수 있는 것: " + taken,
              "this media type is not taken; taken are: " + taken));
    }
    try {
      JsonNode json = limits.reader.readTree(e.body(limits.mostBytes));
      if (json.isMissingNode()) {
        throw new BadRequestException(null, new Text("본문이 비었습니다.", "the body is empty"));
      }
      requireText(json, "");
      return json;
    } catch (JsonProcessingException notJson) {
      throw noJson(notJson.getLocation());
    } catch (CharConversionException notUtf8) {
      throw noJson(null);
    }
  }

  private static void requireText(JsonNode node, String pointer) {
    if (node.isTextual()) {
      requireText(node.textValue(), pointer);
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        requireText(node.get(i), pointer + "/" + i);
      }
    } else if (node.isObject()) {
      node.properties()
          .forEach(
              member -> {
                requireText(member.getKey(), pointer);
                requireText(member.getValue(), pointer + "/" + escaped(member.getKey()));
              });
    }
  }

  private static void requireText(String text, String pointer) {
    if (NoCharacter.isIn(text)) {
      throw InvalidContentException.at(
          pointer,
          new Text(
              pointer + ": " + NoCharacter.REFUSED.ko(),
              pointer + ": " + NoCharacter.REFUSED.en()));
    }
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static BadRequestException noJson(JsonLocation at) {
    String where = at == null ? "" : " (" + at.getLineNr() + ":" + at.getColumnNr() + ")";
    return new BadRequestException(
        null,
        new Text(
            "본문이 올바른 JSON이 아닙니다" + where + ".",
            "the body is not JSON as it should be, at line and column" + where));
  }

  /**
   * A JSON object.
   *
   * @throws RefusedException if it is too long or of another type
   * @throws BadRequestException if it is none
   */
  static ObjectNode object(Exchange e, Limits limits) throws IOException {
    if (read(e, limits) instanceof ObjectNode object) {
      return object;
    }
    throw new BadRequestException(
        null, new Text("본문이 JSON 객체가 아닙니다.", "the body is not a JSON object"));
  }

  /** What a member says; null where it is not there and need not be. */
  public <T> T get(Member<T> member) {
    return members.member(member.name()).isRequired() || has(member) ? need(member) : null;
  }

  /** The same where the member is needed for once. */
  public <T> T need(Member<T> member) {
    JsonNode value = has(member) ? json.get(member.name()) : MissingNode.getInstance();
    return member.reader().read(this, member.name(), value);
  }

  /** Whether it is there, and not null. */
  public boolean has(Member<?> member) {
    return json.hasNonNull(members.member(member.name()).name());
  }

  String text(String name, JsonNode value) {
    if (value.isMissingNode()) {
      fault(name, "필요합니다.", "is required");
      return "";
    }
    if (!value.isTextual()) {
      fault(name, "문자열이어야 합니다.", "must be a string");
      return "";
    }
    return value.asText();
  }

  boolean yesOrNo(String name, JsonNode value) {
    if (!value.isBoolean()) {
      fault(name, "true 또는 false여야 합니다.", "must be true or false");
    }
    return value.asBoolean();
  }

  int integer(String name, JsonNode value) {
    if (!value.canConvertToInt() || !value.isIntegralNumber()) {
      fault(name, "정수여야 합니다.", "must be a whole number");
      return 0;
    }
    return value.asInt();
  }

  /**
   * Words of a list that is a member, each of which means something.
   *
   * @param meaning empty where a word means nothing
   * @param allowed told to who gives another one
   */
  public <T> List<T> words(
      Member<JsonNode> member, Function<String, Optional<T>> meaning, String allowed) {
    return words(member.name(), need(member), meaning, allowed);
  }

  <T> List<T> words(
      String name, JsonNode value, Function<String, Optional<T>> meaning, String allowed) {
    List<T> values = new ArrayList<>();
    if (!value.isArray()) {
      fault(name, "목록이어야 합니다. 쓸 수 있는 것: " + allowed, "must be a list; allowed are: " + allowed);
      return values;
    }
    for (int i = 0; i < value.size(); i++) {
      Optional<T> word = meaning.apply(value.get(i).asText());
      if (word.isPresent()) {
        values.add(word.get());
      } else {
        fault(name + "/" + i, "쓸 수 있는 것: " + allowed, "allowed are: " + allowed);
      }
    }
    return values;
  }

  /**
   * A text without the blanks around it, of a member anywhere in the body.
   *
   * @param path of it, such as {@code houses/2/note}; told where something is wrong with it
   * @param longest in characters
   * @param mayHaveLines whether it may go over several lines
   * @return empty where something is wrong with it
   */
  public String plain(String path, JsonNode node, int longest, boolean mayHaveLines) {
    if (node.isMissingNode()) {
      fault(path, "필요합니다.", "is required");
      return "";
    }
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

  /** Notes that something is wrong, at a path such as {@code houses/2/id}. */
  public void fault(String path, Text reason) {
    fault(path, reason.ko(), reason.en());
  }

  private void fault(String path, String ko, String en) {
    faults.add(new Fault("/" + path, new Text("/" + path + ": " + ko, "/" + path + ": " + en)));
  }

  /**
   * Call when every member has been asked for.
   *
   * @throws InvalidContentException with everything that is wrong
   */
  public void done() {
    Set<String> known = members.names();
    String allowed = String.join(", ", known);
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                String path = escaped(name);
                String shown = path.length() > 60 ? path.substring(0, 60) + "…" : path;
                fault(shown, "없는 항목입니다. 있는 것: " + allowed, "is unknown; there are: " + allowed);
              }
            });
    if (!faults.isEmpty()) {
      throw new InvalidContentException(faults);
    }
  }
}
