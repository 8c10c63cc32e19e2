package kr.maeul.web.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import kr.maeul.layer.text.Text;

/**
 * One member of a JSON body: its reading, its refusing and its description are this one thing.
 * Immutable.
 *
 * @param name as in the body
 * @param description for people; null where the name says it
 * @param schema its schema in OpenAPI 3.0
 * @param isRequired whether the body makes no sense without it; otherwise it is read as null where
 *     it is not there
 * @param reader reads it, and notes what is wrong with it
 * @param <T> what it means
 */
public record Member<T>(
    String name, Text description, ObjectNode schema, boolean isRequired, Reader<T> reader) {

  /** Reads a value, which is missing only of a member that is required. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(JsonBody body, String name, JsonNode value);
  }

  /** A text that must be there; read as empty where something is wrong with it. */
  public static Member<String> text(String name) {
    return new Member<>(name, null, Schemas.string(), true, JsonBody::text);
  }

  /**
   * A text that need not be there.
   *
   * @param longest in characters, without the blanks around it
   * @param mayHaveLines whether it may go over several lines
   */
  public static Member<String> text(String name, int longest, boolean mayHaveLines) {
    return new Member<>(
        name,
        null,
        Schemas.string(longest),
        false,
        (body, n, value) -> body.plain(n, value, longest, mayHaveLines));
  }

  /** Yes or no, which need not be there. */
  public static Member<Boolean> yesOrNo(String name) {
    return new Member<>(name, null, Schemas.bool(), false, JsonBody::yesOrNo);
  }

  /** A whole number that must be there; 0 where it is none. */
  public static Member<Integer> integer(String name) {
    return new Member<>(
        name, null, Schemas.object().put("type", "integer"), true, JsonBody::integer);
  }

  /**
   * Words of a list that must be there, each of which means something.
   *
   * @param meaning empty where a word means nothing
   * @param allowed the words; empty where there is no end of them
   * @param reported if another one is given
   */
  public static <T> Member<List<T>> words(
      String name, Function<String, Optional<T>> meaning, List<String> allowed, String told) {
    ObjectNode word = allowed.isEmpty() ? Schemas.string() : Schemas.oneOf(allowed);
    return new Member<>(
        name,
        null,
        Schemas.listOf(word),
        true,
        (body, n, value) -> body.words(n, value, meaning, told));
  }

  /** What its reader parses itself; null where it is not there. */
  public static Member<JsonNode> json(String name, ObjectNode schema) {
    return new Member<>(name, null, schema, false, (body, n, value) -> value);
  }

  /** One of a few words, which must be there; null where it is none of them. */
  public static <T> Member<T> word(
      String name, Function<String, Optional<T>> meaning, List<String> words) {
    String all = String.join(", ", words);
    return new Member<>(
        name,
        null,
        Schemas.oneOf(words),
        true,
        (body, n, value) -> {
          T meant = meaning.apply(body.text(n, value)).orElse(null);
          if (meant == null && !value.isMissingNode()) {
            body.fault(n, new Text("쓸 수 있는 것: " + all, "there are: " + all));
          }
          return meant;
        });
  }

  /** The same, which is described more closely than it is read here. */
  public Member<T> as(ObjectNode closer) {
    return new Member<>(name, description, closer, isRequired, reader);
  }

  public Member<T> required() {
    return new Member<>(name, description, schema, true, reader);
  }

  public Member<T> optional() {
    return new Member<>(name, description, schema, false, reader);
  }

  public Member<T> saying(String ko, String en) {
    return new Member<>(name, new Text(ko, en), schema, isRequired, reader);
  }
}
