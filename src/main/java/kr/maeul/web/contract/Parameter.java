package kr.maeul.web.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import kr.maeul.layer.TownZone;
import kr.maeul.layer.text.Lang;
import kr.maeul.layer.text.Particle;
import kr.maeul.layer.text.Text;
import kr.maeul.web.request.negotiation.Format;

/**
 * One query parameter of a resource: its reading, its refusing and its description are this one
 * thing. Immutable.
 *
 * @param name as in the query
 * @param description for people; null where the name says it
 * @param schema its schema in OpenAPI 3.0
 * @param required whether the resource makes no sense without it
 * @param reader takes a value into the request, or refuses it
 * @param <R> what is asked of the resource
 */
public record Parameter<R>(
    String name, Text description, ObjectNode schema, boolean required, Reader<R> reader) {

  /** Reads one value. */
  @FunctionalInterface
  public interface Reader<R> {
    void read(String value, R request) throws InvalidParameterException;
  }

  public static <R> Parameter<R> optional(
      String name, String ko, String en, ObjectNode schema, Reader<R> reader) {
    return new Parameter<>(name, new Text(ko, en), schema, false, reader);
  }

  /** One whose name says what it is. */
  public static <R> Parameter<R> optional(String name, ObjectNode schema, Reader<R> reader) {
    return new Parameter<>(name, null, schema, false, reader);
  }

  /** A text of any length. */
  public static <R> Parameter<R> text(String name, BiConsumer<R, String> into) {
    return optional(name, Schemas.string(), (v, r) -> into.accept(r, v));
  }

  /** A text without the blanks around it. */
  public static <R> Parameter<R> text(String name, int longest, BiConsumer<R, String> into) {
    return optional(
        name,
        Schemas.string(longest),
        (v, r) -> {
          String text = v.strip();
          if (text.length() > longest) {
            throw new InvalidParameterException(
                "너무 깁니다 (최대 " + longest + "자).", "at most " + longest + " characters");
          }
          into.accept(r, text);
        });
  }

  /** True or false; of this and of the following ones an empty value is none. */
  public static <R> Parameter<R> yesOrNo(String name, BiConsumer<R, Boolean> into) {
    return unlessEmpty(
        name,
        Schemas.bool(),
        (v, r) -> {
          if (!v.equals("true") && !v.equals("false")) {
            throw new InvalidParameterException("true 또는 false여야 합니다.", "must be true or false");
          }
          into.accept(r, v.equals("true"));
        });
  }

  /**
   * A whole number.
   *
   * @param otherwise what is meant where it is not given, for the description; null where nothing
   */
  public static <R> Parameter<R> number(
      String name, long least, long most, Long otherwise, BiConsumer<R, Long> into) {
    return unlessEmpty(
        name,
        Schemas.integer(least, most == Long.MAX_VALUE ? null : (Long) most, otherwise),
        (v, r) -> into.accept(r, wholeNumber(v, least, most)));
  }

  private static <R> Parameter<R> unlessEmpty(String name, ObjectNode schema, Reader<R> reader) {
    return optional(
        name,
        schema,
        (v, r) -> {
          if (!v.isEmpty()) {
            reader.read(v, r);
          }
        });
  }

  private static long wholeNumber(String value, long least, long most)
      throws InvalidParameterException {
    try {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notOne) {
      // reported below
    }
    throw new InvalidParameterException(
        least + "~" + most + "의 정수여야 합니다.", "must be a whole number from " + least + " to " + most);
  }

  /** One of a few words. */
  public static <R> Parameter<R> word(String name, List<String> words, BiConsumer<R, String> into) {
    return unlessEmpty(
        name,
        Schemas.oneOf(words),
        (v, r) -> {
          check(v, words);
          into.accept(r, v);
        });
  }

  /**
   * An instant, or a day as the people who work here have it.
   *
   * @param daysLater which midnight a day stands for: 0 the one before it, 1 the one after
   */
  public static <R> Parameter<R> time(String name, int daysLater, BiConsumer<R, Instant> into) {
    return unlessEmpty(
        name,
        Schemas.string(),
        (v, r) -> {
          try {
            into.accept(
                r,
                v.length() == 10
                    ? LocalDate.parse(v).plusDays(daysLater).atStartOfDay(TownZone.ID).toInstant()
                    : Instant.parse(v));
          } catch (DateTimeException notOne) {
            throw new InvalidParameterException(
                "2026-11-26 또는 2026-11-26T09:00:00Z 꼴이어야 합니다.",
                "must look like 2026-11-26 or 2026-11-26T09:00:00Z");
          }
        });
  }

  /** Those that every resource has; the exchange acts on them. */
  public static <R> List<Parameter<R>> formatAndLanguage() {
    return formatAndLanguage(Stream.of(Format.values()).map(Format::word).toList());
  }

  /** The same where there are other formats. */
  public static <R> List<Parameter<R>> formatAndLanguage(List<String> formats) {
    List<String> languages = Stream.of(Lang.values()).map(Lang::tag).toList();
    return List.of(
        optional(
            "f",
            "답의 형식. 없으면 Accept 헤더를 따릅니다.",
            "format of the answer; goes by the Accept header where absent",
            Schemas.oneOf(formats),
            (value, r) -> check(value, formats)),
        optional(
            "lang",
            "답의 언어. 없으면 Accept-Language 헤더를 따릅니다.",
            "language of the answer; goes by the Accept-Language header where absent",
            Schemas.oneOf(languages),
            (value, r) -> check(value, languages)));
  }

  /** Refuses what is not one of some words. */
  public static void check(String value, List<String> allowed) throws InvalidParameterException {
    if (!allowed.contains(value)) {
      String given = InvalidParameterException.quote(value);
      String list = String.join(", ", allowed);
      throw new InvalidParameterException(
          Particle.TOPIC.after(given) + " 쓸 수 없습니다. 쓸 수 있는 값: " + list,
          given + " is not one of: " + list);
    }
  }
}
