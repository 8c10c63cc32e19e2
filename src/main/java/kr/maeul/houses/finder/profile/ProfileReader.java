package kr.maeul.houses.finder.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kr.maeul.feature.CqlFilters;
import kr.maeul.feature.Filter;
import kr.maeul.feature.cql.parse.CqlException;
import kr.maeul.feature.cql.parse.CqlLanguage;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Property;
import kr.maeul.layer.file.LayerProblem;
import kr.maeul.layer.kind.GeometryType;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.layer.text.Choice;
import kr.maeul.layer.text.Text;

/**
 * Makes a profile of a file whose form was checked, and gathers what in it does not fit the layers.
 * For one file.
 */
public final class ProfileReader {
  private static final double USUAL_COMPLETENESS = 0.5;

  private final LayerCatalog layers;
  private final String fileName;
  private final JsonNode file;
  private final List<LayerProblem> problems = new ArrayList<>();
  private Layer houses;

  public ProfileReader(LayerCatalog layers, String fileName, JsonNode file) {
    this.layers = layers;
    this.fileName = fileName;
    this.file = file;
  }

  public List<LayerProblem> problems() {
    return problems;
  }

  /** The profile, or empty where it has mistakes. */
  public Optional<Profile> read() {
    houses = layer(file, "").orElse(null);
    if (houses == null) {
      return Optional.empty();
    }
    if (houses.geometry().type() != GeometryType.POINT) {
      wrong("/layer", "houses are points; those of \"" + houses.id() + "\" are not");
    }
    List<Gate> gates = gates();
    List<Criterion> criteria = criteria();
    Property capacity = capacity();
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Profile(
            file.path("id").asText(),
            houses,
            text(file.path("title")),
            file.has("description") ? text(file.path("description")) : Text.EMPTY,
            file.path("minimumCompleteness").asDouble(USUAL_COMPLETENESS),
            file.path("walkMetres").asInt(0),
            capacity,
            gates,
            criteria));
  }

  private void wrong(String pointer, String message) {
    problems.add(new LayerProblem(fileName, pointer, message));
  }

  private static Text text(JsonNode node) {
    return new Text(node.path("ko").asText(), node.path("en").asText());
  }

  private Optional<Layer> layer(JsonNode node, String at) {
    String id = node.path("layer").asText();
    Optional<Layer> layer = layers.layer(id);
    if (layer.isEmpty()) {
      String known = layers.all().stream().map(Layer::id).collect(Collectors.joining(", "));
      wrong(at + "/layer", "there is no layer \"" + id + "\"; there are: " + known);
    }
    return layer;
  }

  private Property capacity() {
    if (!file.has("capacity")) {
      return null;
    }
    Optional<Property> property = property(file.path("capacity").asText(), "/capacity");
    if (property.isPresent() && !property.get().type().isNumeric()) {
      wrong("/capacity", "a capacity is a number; \"" + property.get().name() + "\" is not");
    }
    return property.orElse(null);
  }

  private Optional<Property> property(String name, String at) {
    Optional<Property> property = houses.property(name);
    if (property.isEmpty()) {
      wrong(at, "the layer \"" + houses.id() + "\" has no property \"" + name + "\"");
    }
    return property;
  }

  private List<Criterion> criteria() {
    List<Criterion> criteria = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    boolean hasWeight = false;
    for (int i = 0; i < file.path("criteria").size(); i++) {
      String at = "/criteria/" + i;
      JsonNode node = file.path("criteria").get(i);
      String id = node.path("id").asText();
      if (!ids.add(id)) {
        wrong(at + "/id", "\"" + id + "\" stands twice");
      }
      hasWeight |= node.path("weight").asDouble() > 0;
      Fact fact = fact(node, at);
      Rating rating = fact == null ? null : rating(fact, node, at);
      Text title = text(node.path("title"));
      criteria.add(
          new Criterion(
              id,
              title,
              node.has("group") ? text(node.path("group")) : null,
              node.has("thing") ? text(node.path("thing")) : title,
              node.path("weight").asDouble(),
              fact,
              rating));
    }
    if (!hasWeight) {
      wrong("/criteria", "one of the weights must be above 0");
    }
    return criteria;
  }

  private List<Gate> gates() {
    List<Gate> gates = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < file.path("gates").size(); i++) {
      String at = "/gates/" + i;
      JsonNode node = file.path("gates").get(i);
      String id = node.path("id").asText();
      if (!ids.add(id)) {
        wrong(at + "/id", "\"" + id + "\" stands twice");
      }
      List<Gate.Test> tests = new ArrayList<>();
      for (int t = 0; t < node.path("when").size(); t++) {
        test(node.path("when").get(t), at + "/when/" + t).ifPresent(tests::add);
      }
      Gate.Kind kind =
          Stream.of(Gate.Kind.values())
              .filter(k -> k.word().equals(node.path("kind").asText()))
              .findFirst()
              .orElseThrow();
      gates.add(new Gate(id, text(node.path("title")), kind, tests));
    }
    return gates;
  }

  /** What is asked, or null where it makes no sense. */
  private Fact fact(JsonNode node, String at) {
    if (node.has("property")) {
      return property(node.path("property").asText(), at + "/property")
          .filter(p -> isAskable(p, at))
          .map(Fact.OfProperty::new)
          .orElse(null);
    }
    String kind = node.has("nearest") ? "nearest" : node.has("count") ? "count" : "inside";
    Fact.Source source = source(node.path(kind), at + "/" + kind);
    if (source == null) {
      return null;
    }
    return switch (kind) {
      case "nearest" -> new Fact.Nearest(source);
      case "count" ->
          new Fact.CountWithin(source, node.path("count").path("radiusMetres").asDouble());
      default -> inside(source, at);
    };
  }

  private Fact inside(Fact.Source source, String at) {
    int dimension = source.layer().geometry().type().dimension();
    if (dimension == 0 || dimension == 1) {
      wrong(at + "/inside/layer", "nothing is inside of points and lines; name a layer of areas");
    }
    return new Fact.Inside(source);
  }

  private boolean isAskable(Property property, String at) {
    boolean isAskable =
        property.type().isNumeric()
            || property.type() == PropertyType.BOOLEAN
            || property.type() == PropertyType.STRING && !property.choices().isEmpty();
    if (!isAskable) {
      wrong(
          at + "/property",
          "\"" + property.name() + "\" is neither a number nor a boolean nor an enumeration");
    }
    return isAskable;
  }

  private Fact.Source source(JsonNode node, String at) {
    Optional<Layer> layer = layer(node, at);
    if (layer.isEmpty()) {
      return null;
    }
    String text = node.path("filter").asText("");
    Filter filter = null;
    if (!text.isEmpty()) {
      try {
        filter =
            CqlFilters.parse(
                layer.get().viewFor(Audience.PLANNER),
                text,
                CqlLanguage.TEXT,
                geometry -> geometry);
      } catch (CqlException e) {
        wrong(at + "/filter", e.message().en());
      }
    }
    return new Fact.Source(layer.get(), text, filter);
  }

  private Rating rating(Fact fact, JsonNode node, String at) {
    List<String> values = values(fact);
    if (values.isEmpty() && !node.has("scale")) {
      wrong(at + "/choices", "this fact is a number; give it a scale");
      return null;
    }
    if (!values.isEmpty() && !node.has("choices")) {
      wrong(at + "/scale", "this fact is one of " + values + "; give it choices");
      return null;
    }
    return node.has("scale")
        ? scale(node.path("scale"), at + "/scale")
        : choices(values, node.path("choices"), at + "/choices");
  }

  /** The values that a fact can have, by the numbers that stand for them; empty for a number. */
  public static List<String> values(Fact fact) {
    if (fact instanceof Fact.OfProperty p && !p.property().type().isNumeric()) {
      return p.property().choices().isEmpty()
          ? List.of("false", "true")
          : p.property().choices().stream().map(Choice::value).toList();
    }
    return fact instanceof Fact.Inside ? List.of("false", "true") : List.of();
  }

  private Rating scale(JsonNode points, String at) {
    double[] numbers = new double[points.size()];
    double[] worths = new double[points.size()];
    for (int i = 0; i < points.size(); i++) {
      numbers[i] = points.get(i).get(0).asDouble();
      worths[i] = points.get(i).get(1).asDouble();
      if (i > 0 && numbers[i] < numbers[i - 1]) {
        wrong(at + "/" + i, "the numbers of a scale go up");
      }
      if (i > 1 && numbers[i] == numbers[i - 2]) {
        wrong(at + "/" + i, "at most two points of a scale have the same number");
      }
    }
    return new Rating.Scale(numbers, worths);
  }

  private Rating choices(List<String> values, JsonNode given, String at) {
    double[] worths = new double[values.size()];
    boolean isKnown = false;
    for (int i = 0; i < worths.length; i++) {
      JsonNode worth = given.path(values.get(i));
      if (worth.isMissingNode()) {
        wrong(at, "says nothing of \"" + values.get(i) + "\"; null where that means: not known");
      }
      worths[i] = worth.isNumber() ? worth.asDouble() : Double.NaN;
      isKnown |= worth.isNumber();
    }
    given
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!values.contains(name)) {
                wrong(at + "/" + name, "is none of " + values);
              }
            });
    if (!isKnown) {
      wrong(at, "one of the choices must have a number");
    }
    return new Rating.Choices(worths);
  }

  private Optional<Gate.Test> test(JsonNode node, String at) {
    Fact fact = fact(node, at);
    if (fact == null) {
      return Optional.empty();
    }
    List<String> values = values(fact);
    if (!node.has("in")) {
      if (!values.isEmpty()) {
        wrong(at, "this fact is one of " + values + "; say which ones by \"in\"");
      }
      return Optional.of(
          new Gate.Test(
              fact,
              node.has("atLeast")
                  ? new Gate.Check.AtLeast(node.path("atLeast").asDouble())
                  : new Gate.Check.AtMost(node.path("atMost").asDouble())));
    }
    if (values.isEmpty()) {
      wrong(at + "/in", "this fact is a number; use \"atLeast\" or \"atMost\"");
    }
    Set<Double> wanted = new HashSet<>();
    for (int i = 0; i < node.path("in").size(); i++) {
      int place = values.indexOf(node.path("in").get(i).asText());
      if (place < 0 && !values.isEmpty()) {
        wrong(at + "/in/" + i, "is none of " + values);
      }
      wanted.add((double) place);
    }
    return Optional.of(new Gate.Test(fact, new Gate.Check.OneOf(wanted)));
  }
}
