package kr.maeul.houses.finder;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kr.maeul.houses.finder.profile.Criterion;
import kr.maeul.houses.finder.profile.Fact;
import kr.maeul.houses.finder.profile.Gate;
import kr.maeul.houses.finder.profile.Profile;
import kr.maeul.houses.finder.profile.ProfileReader;
import kr.maeul.houses.finder.ranking.FinderQuestion;
import kr.maeul.houses.finder.ranking.Gates;
import kr.maeul.houses.finder.ranking.HouseTable;
import kr.maeul.houses.finder.ranking.Scores;
import kr.maeul.layer.file.LayerProblem;

/**
 * Runs the examples of a profile: houses of which some facts are known, and what is to come of
 * them. They are ranked by the same code as houses of the store. For one file.
 */
final class ProfileExamples {
  private static final Set<String> MEMBERS =
      new TreeSet<>(
          Set.of(
              "facts",
              "measures",
              "excluded",
              "conditional",
              "score",
              "completeness",
              "values",
              "because"));

  private final Profile profile;
  private final String fileName;
  private final List<LayerProblem> problems = new ArrayList<>();

  ProfileExamples(Profile profile, String fileName) {
    this.profile = profile;
    this.fileName = fileName;
  }

  /** Every example that does not come out as it says. */
  List<LayerProblem> check(JsonNode examples) {
    for (var member : examples.properties()) {
      if (!member.getKey().equals("houses") && !member.getKey().equals("orders")) {
        wrong("/" + member.getKey(), "is neither \"houses\" nor \"orders\"");
      }
    }
    HouseTable houses = new HouseTable(List.copyOf(profile.facts()));
    List<String> names = new ArrayList<>();
    for (var house : examples.path("houses").properties()) {
      names.add(house.getKey());
      add(houses, house.getKey(), house.getValue());
    }
    if (!problems.isEmpty()) {
      return problems;
    }
    FinderQuestion question =
        new FinderQuestion(
            profile,
            profile.criteria().stream().map(Criterion::weight).toList(),
            List.of(),
            null,
            1,
            0,
            0);
    Gates gates = new Gates(profile, houses);
    Scores scores = new Scores(houses, question);
    for (int h = 0; h < names.size(); h++) {
      check(gates, scores, h, examples.path("houses").get(names.get(h)), "/houses/" + names.get(h));
    }
    List<String> order = new ArrayList<>();
    for (long key : scores.order(gates.excluded())) {
      order.add(names.get(Scores.house(key)));
    }
    for (int i = 0; i < examples.path("orders").size(); i++) {
      checkOrder(examples.path("orders").get(i), "/orders/" + i, order);
    }
    return problems;
  }

  private void wrong(String pointer, String message) {
    problems.add(new LayerProblem(fileName, pointer, message));
  }

  private void add(HouseTable houses, String name, JsonNode house) {
    String at = "/houses/" + name;
    houses.add(name, Double.NaN, Double.NaN, HouseTable.Standing.IN);
    for (Fact fact : profile.facts()) {
      houses.put(houses.column(fact), Double.NaN);
    }
    for (var member : house.properties()) {
      if (!MEMBERS.contains(member.getKey())) {
        wrong(at + "/" + member.getKey(), "is none of " + MEMBERS);
      }
    }
    for (var fact : house.path("facts").properties()) {
      putProperty(houses, fact.getKey(), fact.getValue(), at + "/facts/" + fact.getKey());
    }
    for (var measure : house.path("measures").properties()) {
      putMeasure(houses, measure.getKey(), measure.getValue(), at + "/measures/");
    }
  }

  private void putProperty(HouseTable houses, String name, JsonNode value, String at) {
    Fact fact =
        profile.facts().stream()
            .filter(f -> f instanceof Fact.OfProperty p && p.property().name().equals(name))
            .findFirst()
            .orElse(null);
    if (fact == null) {
      wrong(at, "the profile does not ask for this property");
      return;
    }
    double number = number(fact, value);
    if (Double.isNaN(number)) {
      wrong(at, "is no value of this property");
    }
    houses.put(houses.column(fact), number);
  }

  private static double number(Fact fact, JsonNode value) {
    List<String> values = ProfileReader.values(fact);
    if (values.isEmpty()) {
      return value.isNumber() ? value.asDouble() : Double.NaN;
    }
    int place = values.indexOf(value.asText());
    return place < 0 ? Double.NaN : place;
  }

  /** Of a criterion, or of what a gate looks to. */
  private void putMeasure(HouseTable houses, String id, JsonNode value, String at) {
    Set<Fact> facts = new LinkedHashSet<>();
    profile.criterion(id).ifPresent(c -> facts.add(c.fact()));
    profile.gates().stream()
        .filter(g -> g.id().equals(id))
        .forEach(g -> g.tests().forEach(t -> facts.add(t.fact())));
    facts.removeIf(f -> f.sourceOrNull() == null);
    if (facts.isEmpty()) {
      wrong(at + id, "is no criterion and no gate that looks to a layer");
    }
    for (Fact fact : facts) {
      double number = number(fact, value);
      if (Double.isNaN(number)) {
        wrong(at + id, "is no measure of this kind");
      }
      houses.put(houses.column(fact), number);
    }
  }

  private void check(Gates gates, Scores scores, int house, JsonNode wanted, String at) {
    checkGates(gates, Gate.Kind.EXCLUDE, house, wanted.path("excluded"), at + "/excluded");
    checkGates(
        gates, Gate.Kind.CONDITIONAL, house, wanted.path("conditional"), at + "/conditional");
    if (wanted.has("completeness")) {
      near(scores.completeness(house), wanted.path("completeness"), 0.005, at + "/completeness");
    }
    if (wanted.has("score")) {
      near(
          scores.isEnoughKnown(house) ? scores.score(house) : Double.NaN,
          wanted.path("score"),
          0.05,
          at + "/score");
    }
    for (var value : wanted.path("values").properties()) {
      int place = profile.criteria().stream().map(Criterion::id).toList().indexOf(value.getKey());
      String where = at + "/values/" + value.getKey();
      if (place < 0) {
        wrong(where, "is no criterion");
      } else {
        near(scores.worth(place, house), value.getValue(), 0.005, where);
      }
    }
  }

  private void checkGates(Gates gates, Gate.Kind kind, int house, JsonNode wanted, String at) {
    Set<String> told = new TreeSet<>();
    wanted.forEach(id -> told.add(id.asText()));
    Set<String> found =
        gates.tripped(kind, house).stream()
            .map(Gate::id)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!found.equals(told)) {
      wrong(at, "should be " + told + ", but is " + found);
    }
  }

  /** Null stands for what is not known. */
  private void near(double found, JsonNode wanted, double tolerance, String at) {
    boolean isRight =
        Double.isNaN(found)
            ? wanted.isNull()
            : wanted.isNumber() && Math.abs(wanted.asDouble() - found) <= tolerance;
    if (!isRight) {
      wrong(
          at,
          "should be "
              + wanted
              + ", but is "
              + (Double.isNaN(found) ? "null" : Math.round(found * 1e4) / 1e4));
    }
  }

  private void checkOrder(JsonNode wanted, String at, List<String> order) {
    List<String> told = new ArrayList<>();
    wanted.forEach(name -> told.add(name.asText()));
    List<String> found = order.stream().filter(told::contains).toList();
    if (!found.equals(told)) {
      wrong(at, "should be " + told + ", but is " + found);
    }
  }
}
