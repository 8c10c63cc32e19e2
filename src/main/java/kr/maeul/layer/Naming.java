package kr.maeul.layer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.layer.text.Choice;
import kr.maeul.layer.text.Lang;
import kr.maeul.layer.text.Text;

/**
 * What features are called, by what one audience sees of them: their title; where they have none,
 * the first of the layer's {@code x-maeul-unnamed} whose values are all there; then their address,
 * what kind of thing they are, and what their layer is called. An id is no name. Immutable.
 */
public final class Naming {
  private static final String LOT = "lot ";
  private static final int PARTS_OF_LOT = 3;
  private static final Pattern SLOT = Pattern.compile("\\{([^{}]*)}");

  private final View view;
  private final Optional<Property> title;
  private final Optional<Property> english;
  private final List<Text> unnamed;
  private final Set<Property> properties = new LinkedHashSet<>();

  private Naming(View view) {
    this.view = view;
    title = view.byRole(PropertyRole.TITLE);
    english = title.flatMap(view::translationOf);
    unnamed = view.layer().unnamed().stream().filter(t -> visible(view, t)).toList();
    title.ifPresent(properties::add);
    english.ifPresent(properties::add);
    if (title.filter(Property::required).isEmpty()) {
      for (Text text : unnamed) {
        slots(text).forEach(name -> properties.add(view.property(name).orElseThrow()));
      }
      view.byRole(PropertyRole.ADDRESS).ifPresent(properties::add);
      view.byRole(PropertyRole.CATEGORY).ifPresent(properties::add);
    }
  }

  public static Naming of(View view) {
    return new Naming(view);
  }

  /** Properties that a name is made of; a query that wants names asks for them. */
  public List<Property> properties() {
    return List.copyOf(properties);
  }

  /**
   * What this audience's features without a title are called, with {@code {property}} where a value
   * belongs. One that would need what the audience does not see is none of them.
   */
  public List<Text> unnamed() {
    return unnamed;
  }

  /** The name of a feature with these values; never empty. */
  public Text name(Map<Property, ?> values) {
    return name(values::get);
  }

  /** The same for values by the names of their properties. */
  public Text named(Map<String, ?> values) {
    return name(p -> values.get(p.name()));
  }

  private Text name(Function<Property, ?> values) {
    String own = title.map(p -> said(p, values, Lang.KO)).orElse(null);
    String translated = english.map(p -> said(p, values, Lang.EN)).orElse(null);
    if (own != null) {
      return new Text(own, translated == null ? own : translated);
    }
    Text other = otherName(values);
    return translated == null ? other : new Text(other.ko(), translated);
  }

  private Text otherName(Function<Property, ?> values) {
    for (Text text : unnamed) {
      String ko = filled(text, Lang.KO, values);
      String en = filled(text, Lang.EN, values);
      if (ko != null && en != null) {
        return new Text(ko, en);
      }
    }
    for (PropertyRole role : List.of(PropertyRole.ADDRESS, PropertyRole.CATEGORY)) {
      Optional<Property> property = view.byRole(role).filter(p -> said(p, values, Lang.KO) != null);
      if (property.isPresent()) {
        Property p = property.get();
        return new Text(said(p, values, Lang.KO), said(p, values, Lang.EN));
      }
    }
    return view.layer().title();
  }

  /** The text with its values, or null where one is missing. */
  private String filled(Text text, Lang lang, Function<Property, ?> values) {
    StringBuilder out = new StringBuilder();
    Matcher slot = SLOT.matcher(text.in(lang));
    while (slot.find()) {
      String value = value(slot.group(1), values, lang);
      if (value == null) {
        return null;
      }
      slot.appendReplacement(out, Matcher.quoteReplacement(value));
    }
    return slot.appendTail(out).toString();
  }

  /** What stands in a slot: a value, or the number of a lot. */
  private String value(String slot, Function<Property, ?> values, Lang lang) {
    List<String> said = new ArrayList<>(); // of which any may be missing
    names(slot).forEach(name -> said.add(said(view.property(name).orElseThrow(), values, lang)));
    return slot.startsWith(LOT) ? lot(said.get(0), said.get(1), said.get(2)) : said.get(0);
  }

  /** As people write it: {@code 산 12-3}, {@code 225}; null without a main number. */
  private static String lot(String kind, String main, String sub) {
    String number = main == null ? "" : main.strip().replaceFirst("^0+", "");
    if (number.isEmpty()) {
      return null;
    }
    String second = sub == null ? "" : sub.strip().replaceFirst("^0+", "");
    boolean isWhole = second.isEmpty() || number.contains("-");
    return ("산".equals(kind) && !number.startsWith("산") ? "산 " : "")
        + (isWhole ? number : number + "-" + second);
  }

  private static String said(Property property, Function<Property, ?> values, Lang lang) {
    Object value = values.apply(property);
    String text = value == null ? "" : value.toString();
    return text.isBlank()
        ? null
        : property.choice(text).map(Choice::title).map(t -> t.in(lang)).orElse(text);
  }

  /**
   * What a layer file calls its features without a title.
   *
   * @param problem is called with the pointer and the words of each mistake
   */
  public static List<Text> read(
      JsonNode file, List<Property> properties, BiConsumer<String, String> problem) {
    List<Text> unnamed = new ArrayList<>();
    for (JsonNode node : file.path("x-maeul-unnamed")) {
      String ko = node.path("title").asText();
      Text text = new Text(ko, node.path("x-maeul-en").asText(ko));
      for (String name : new LinkedHashSet<>(slots(text))) {
        boolean isThere =
            properties.stream()
                .anyMatch(p -> p.name().equals(name) && p.type() != PropertyType.STRING_LIST);
        if (!isThere) {
          problem.accept(
              "/x-maeul-unnamed/" + unnamed.size(),
              "there is no property \"" + name + "\" with a single value");
        }
      }
      unnamed.add(text);
    }
    return List.copyOf(unnamed);
  }

  private static List<String> slots(Text text) {
    List<String> names = new ArrayList<>();
    for (Lang lang : Lang.values()) {
      Matcher slot = SLOT.matcher(text.in(lang));
      while (slot.find()) {
        names.addAll(names(slot.group(1)));
      }
    }
    return names;
  }

  /** The properties of a slot: one, or {@code lot} and those of its kind and two numbers. */
  private static List<String> names(String slot) {
    String[] words = slot.split(" ", -1);
    return slot.startsWith(LOT) && words.length == PARTS_OF_LOT + 1
        ? List.of(words).subList(1, words.length)
        : List.of(slot);
  }

  private static boolean visible(View view, Text text) {
    return slots(text).stream().allMatch(name -> view.property(name).isPresent());
  }
}
