package kr.maeul.layer;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kr.maeul.layer.text.Text;

/**
 * How the files of others are read into a layer, beyond their headers. All of it stands in the
 * layer file, so that a grading scheme that changes is a change to a file.
 *
 * @param forms property → how its text is tidied ({@code x-maeul-import-as})
 * @param words property → word of a file → value of the enumeration, beside values and titles
 * @param derivations property as written → what follows for others ({@code x-maeul-derive})
 * @param parcel where the parcel number and its parts stand, or null ({@code x-maeul-parcel})
 * @param elsewhere columns that are not kept in this layer ({@code x-maeul-elsewhere})
 * @param keeps property or geometry → how far a file may write to what is there already ({@code
 *     x-maeul-import}: {@code keep})
 * @param neverBack enumerations whose values stand in an order that a file does not go back in
 *     ({@code x-maeul-import}: {@code never-back})
 * @param with property → the one that it says more about, such as its date: it changes with that
 *     one, and stays where that one stays ({@code x-maeul-import}: {@code with})
 */
public record ImportRules(
    Map<String, Form> forms,
    Map<String, Map<String, String>> words,
    Map<String, List<Derivation>> derivations,
    Parcel parcel,
    List<Elsewhere> elsewhere,
    Map<String, Keep> keeps,
    Set<String> neverBack,
    Map<String, String> with) {

  public static final ImportRules NONE =
      new ImportRules(Map.of(), Map.of(), Map.of(), null, List.of(), Map.of(), Set.of(), Map.of());

  /** The property that this one is said about ({@link #with}) or whose text it comes from. */
  public Optional<String> belongsTo(String property) {
    String other = with.get(property);
    return other != null
        ? Optional.of(other)
        : derivations.entrySet().stream()
            .filter(
                e ->
                    e.getValue().stream()
                        .anyMatch(d -> !d.is().isEmpty() && d.set().containsKey(property)))
            .map(Map.Entry::getKey)
            .findFirst();
  }

  /** Names of properties that are a right of a person where they are true. */
  public Set<String> rights() {
    return keeps.entrySet().stream()
        .filter(e -> e.getValue() == Keep.RIGHT)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What a file may do to a value of a feature that is there already. */
  public enum Keep {
    /** Nothing: people alone change it. */
    ALWAYS("always"),
    /** Fill it where there is none. */
    IF_SET("ifSet"),
    /** Say yes: what a person asked for is taken, and never taken back. */
    RIGHT("right");

    private final String word;

    Keep(String word) {
      this.word = word;
    }

    public static Keep ofWord(String word) {
      for (Keep keep : values()) {
        if (keep.word.equals(word)) {
          return keep;
        }
      }
      throw new IllegalArgumentException(word);
    }
  }

  /** How a text is tidied. */
  public enum Form {
    /** Province and city as they are called now, blanks, {@code 225-0}. */
    ADDRESS("address"),
    /** {@code 2024년 11월} becomes {@code 2024-11}. */
    MONTH("month"),
    /** A year, a month or a day: {@code 2019}, {@code 2019-03}, {@code 2019-03-01}. */
    PARTIAL_DATE("partial-date");

    private final String word;

    Form(String word) {
      this.word = word;
    }

    public static Form ofWord(String word) {
      for (Form form : values()) {
        if (form.word.equals(word)) {
          return form;
        }
      }
      throw new IllegalArgumentException(word);
    }
  }

  /**
   * What follows from what a file says. It applies where all of its conditions hold.
   *
   * @param is texts, of which the property's is one; empty for any text
   * @param headers headers, under one of which the text came; empty for any
   * @param when property → what it must be: a text, a boolean, {@link Before}, or {@link #BLANK}
   * @param set property → value, or {@link #LAST_WORD}, given where the row has none
   * @param note what the report says of the row, or empty
   */
  public record Derivation(
      List<String> is,
      List<String> headers,
      Map<String, Object> when,
      Map<String, Object> set,
      Text note) {}

  /** A condition: a date before this one. */
  public record Before(LocalDate date) {}

  /** A value: the last word of what is written, such as the dong of a full name. */
  public static final Object LAST_WORD = new Object();

  /** A condition: no value. */
  public static final Object BLANK = new Object();

  /**
   * Names of properties; all but the first may be null.
   *
   * @param number the parcel number of 19 digits
   * @param district code of city or district, 5 digits
   * @param dong code of the legal dong, up to 10 digits
   * @param dongName its name
   * @param kind general or mountain
   * @param main main lot number
   * @param sub second lot number
   * @param address address by lot
   * @param register the number under which a register has the thing
   * @param apart what tells things on one lot apart, such as wing and unit; may be empty
   */
  public record Parcel(
      String number,
      String district,
      String dong,
      String dongName,
      String kind,
      String main,
      String sub,
      String address,
      String register,
      List<String> apart) {

    /** The names of what makes up the number. */
    public List<String> all() {
      return Stream.of(number, district, dong, kind, main, sub, address)
          .filter(Objects::nonNull)
          .toList();
    }
  }

  /**
   * Columns whose values belong somewhere else.
   *
   * @param headers their names
   * @param reason why, and where they belong
   */
  public record Elsewhere(List<String> headers, Text reason) {}
}
