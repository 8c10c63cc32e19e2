package kr.maeul.houses.finder;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import kr.maeul.feature.Feature;
import kr.maeul.geo.near.GeodesicDistance;
import kr.maeul.layer.TownZone;
import org.locationtech.jts.geom.Geometry;

/**
 * What the finder should answer, worked out again from the profile's file as docs/finder.md says
 * it: every house against every feature, in fractions, with no index and no sum that is used twice.
 */
final class NaiveFinder {
  private static final MathContext EXACT = new MathContext(40);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  final JsonNode profile;
  private final Map<String, List<Feature>> layers;
  private final Map<String, Predicate<Feature>> filters;
  final Map<String, BigDecimal> weights;
  final Map<String, Feature> houses = new TreeMap<>();
  private final Map<String, Map<String, Object>> facts = new TreeMap<>();

  /** Houses that trip a gate, by gate. */
  final Map<String, TreeSet<String>> tripped = new LinkedHashMap<>();

  final TreeSet<String> excluded = new TreeSet<>();
  final TreeSet<String> conditional = new TreeSet<>();
  final List<String> insufficient = new ArrayList<>();
  final List<String> ranking;

  /**
   * @param layers features by layer
   * @param filters what the filters of the file mean
   * @param weights by criterion
   * @param looked which houses are looked at
   */
  NaiveFinder(
      JsonNode profile,
      Map<String, List<Feature>> layers,
      Map<String, Predicate<Feature>> filters,
      Map<String, BigDecimal> weights,
      Predicate<Feature> looked) {
    this.profile = profile;
    this.layers = layers;
    this.filters = filters;
    this.weights = weights;
    for (Feature house : layers.get("vacant-houses")) {
      if (looked.test(house)) {
        houses.put(house.id(), house);
        Map<String, Object> its = new LinkedHashMap<>();
        for (JsonNode c : profile.get("criteria")) {
          its.put(c.get("id").asText(), fact(c, house));
        }
        facts.put(house.id(), its);
      }
    }
    gates();
    List<String> ranked = new ArrayList<>();
    for (String id : houses.keySet()) {
      if (!excluded.contains(id)) {
        (isEnough(known(id, Map.of())) ? ranked : insufficient).add(id);
      }
    }
    insufficient.sort(
        Comparator.comparing(this::completeness)
            .reversed()
            .thenComparing(Comparator.naturalOrder()));
    this.ranking = ranked(ranked, weights);
  }

  List<String> ids() {
    return List.copyOf(houses.keySet());
  }

  private List<String> ranked(List<String> ids, Map<String, BigDecimal> with) {
    Map<String, BigDecimal> scores = new LinkedHashMap<>();
    ids.forEach(id -> scores.put(id, score(id, with, Map.of())));
    List<String> order = new ArrayList<>(ids);
    order.sort(
        Comparator.comparing((String id) -> scores.get(id))
            .reversed()
            .thenComparing(Comparator.naturalOrder()));
    return order;
  }

  private void gates() {
    for (JsonNode gate : profile.path("gates")) {
      TreeSet<String> trips = new TreeSet<>();
      for (Feature house : houses.values()) {
        for (JsonNode test : gate.get("when")) {
          Object fact = fact(test, house);
          if (fact != null && trips(test, fact)) {
            trips.add(house.id());
          }
        }
      }
      tripped.put(gate.get("id").asText(), trips);
      (gate.get("kind").asText().equals("exclude") ? excluded : conditional).addAll(trips);
    }
    conditional.removeAll(excluded);
  }

  static boolean trips(JsonNode test, Object fact) {
    if (test.has("in")) {
      for (JsonNode value : test.get("in")) {
        if (value.asText().equals(fact.toString())) {
          return true;
        }
      }
      return false;
    }
    BigDecimal number = number(fact);
    return test.has("atLeast")
        ? number.compareTo(new BigDecimal(test.get("atLeast").asText())) >= 0
        : number.compareTo(new BigDecimal(test.get("atMost").asText())) <= 0;
  }

  private List<Feature> features(JsonNode source) {
    Predicate<Feature> filter = filters.get(source.path("filter").asText(""));
    return layers.get(source.get("layer").asText()).stream()
        .filter(f -> f.geometry() != null && filter.test(f))
        .toList();
  }

  /** The nearest, and of several as near the one with the least id. */
  record Near(String id, double metres) {}

  Near nearest(String criterion, String house) {
    for (JsonNode c : profile.get("criteria")) {
      if (c.get("id").asText().equals(criterion) && c.has("nearest")) {
        return nearest(c.get("nearest"), houses.get(house));
      }
    }
    return null;
  }

  private Near nearest(JsonNode source, Feature house) {
    Near best = null;
    for (Feature f : features(source)) {
      boolean isItself =
          source.get("layer").asText().equals("vacant-houses") && f.id().equals(house.id());
      if (house.geometry() != null && !isItself) {
        double metres = GeodesicDistance.between(house.geometry(), f.geometry());
        if (best == null
            || metres < best.metres
            || metres == best.metres && f.id().compareTo(best.id) < 0) {
          best = new Near(f.id(), metres);
        }
      }
    }
    return best;
  }

  /** What is recorded of the owner's consent, or as what it counts since it has ended. */
  private static Object consent(Feature house) {
    Object recorded = house.properties().get("consent");
    if ("refused".equals(recorded)) {
      return recorded;
    }
    LocalDate today = LocalDate.now(TownZone.ID);
    LocalDate withdrawn = (LocalDate) house.properties().get("consentWithdrawn");
    LocalDate until = (LocalDate) house.properties().get("consentUntil");
    if (withdrawn != null && withdrawn.compareTo(today) <= 0) {
      return "refused";
    }
    return until != null && until.compareTo(today) < 0 ? "none" : recorded;
  }

  /** Number, boolean or text; null where it is not known. */
  Object fact(JsonNode asks, Feature house) {
    if (asks.has("property")) {
      String property = asks.get("property").asText();
      return property.equals("consent") ? consent(house) : house.properties().get(property);
    }
    JsonNode source =
        asks.has("nearest")
            ? asks.get("nearest")
            : asks.has("count") ? asks.get("count") : asks.get("inside");
    List<Feature> all = features(source);
    if (house.geometry() == null || all.isEmpty()) {
      return null;
    }
    if (asks.has("nearest")) {
      Near near = nearest(source, house);
      return near == null ? null : near.metres;
    }
    if (asks.has("count")) {
      double radius = source.get("radiusMetres").asDouble();
      boolean isOwn = source.get("layer").asText().equals("vacant-houses");
      return all.stream()
          .filter(f -> !(isOwn && f.id().equals(house.id())))
          .filter(f -> GeodesicDistance.between(house.geometry(), f.geometry()) <= radius)
          .count();
    }
    return all.stream().anyMatch(f -> f.geometry().intersects(house.geometry()));
  }

  JsonNode criterion(String id) {
    for (JsonNode c : profile.get("criteria")) {
      if (c.get("id").asText().equals(id)) {
        return c;
      }
    }
    throw new IllegalArgumentException(id);
  }

  private static BigDecimal number(Object fact) {
    return fact instanceof BigDecimal exact
        ? exact
        : BigDecimal.valueOf(((Number) fact).doubleValue());
  }

  /** Null where it is not known. */
  BigDecimal worth(String criterion, String house) {
    return worth(criterion(criterion), facts.get(house).get(criterion));
  }

  /** What a fact is worth to a criterion; null where it says nothing. */
  static BigDecimal worth(JsonNode c, Object fact) {
    if (fact == null) {
      return null;
    }
    if (c.has("choices")) {
      JsonNode worth = c.get("choices").get(fact.toString());
      return worth.isNull() ? null : new BigDecimal(worth.asText());
    }
    BigDecimal x = number(fact);
    JsonNode scale = c.get("scale");
    for (int i = scale.size() - 1; i >= 0; i--) {
      BigDecimal from = new BigDecimal(scale.get(i).get(0).asText());
      BigDecimal worth = new BigDecimal(scale.get(i).get(1).asText());
      if (from.compareTo(x) <= 0) {
        if (i == scale.size() - 1) {
          return worth;
        }
        BigDecimal to = new BigDecimal(scale.get(i + 1).get(0).asText());
        BigDecimal next = new BigDecimal(scale.get(i + 1).get(1).asText());
        return worth.add(
            next.subtract(worth).multiply(x.subtract(from)).divide(to.subtract(from), EXACT));
      }
    }
    return new BigDecimal(scale.get(0).get(1).asText());
  }

  private BigDecimal worth(String criterion, String house, Map<String, BigDecimal> also) {
    return also.containsKey(criterion) ? also.get(criterion) : worth(criterion, house);
  }

  BigDecimal all() {
    return weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal known(String house, Map<String, BigDecimal> also) {
    BigDecimal sum = BigDecimal.ZERO;
    for (String c : weights.keySet()) {
      sum = worth(c, house, also) == null ? sum : sum.add(weights.get(c));
    }
    return sum;
  }

  private boolean isEnough(BigDecimal known) {
    BigDecimal least =
        new BigDecimal(profile.path("minimumCompleteness").asText("0.5")).multiply(all());
    return known.signum() > 0 && known.compareTo(least) >= 0;
  }

  BigDecimal completeness(String house) {
    return known(house, Map.of()).divide(all(), EXACT);
  }

  BigDecimal score(String house) {
    return score(house, weights, Map.of());
  }

  /** To a thousand-millionth of a point. */
  private BigDecimal score(
      String house, Map<String, BigDecimal> with, Map<String, BigDecimal> also) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal known = BigDecimal.ZERO;
    for (Map.Entry<String, BigDecimal> w : with.entrySet()) {
      BigDecimal worth = worth(w.getKey(), house, also);
      if (worth != null) {
        sum = sum.add(w.getValue().multiply(worth));
        known = known.add(w.getValue());
      }
    }
    return HUNDRED.multiply(sum).divide(known, EXACT).setScale(9, RoundingMode.HALF_UP);
  }

  int known(String criterion) {
    return (int)
        houses.keySet().stream()
            .filter(id -> !excluded.contains(id) && worth(criterion, id) != null)
            .count();
  }

  /** Rank of a house were a fact known that is not, or 0. */
  int rankWith(String house, String criterion, BigDecimal worth) {
    Map<String, BigDecimal> also = Map.of(criterion, worth);
    if (!isEnough(known(house, also))) {
      return 0;
    }
    BigDecimal its = score(house, weights, also);
    int rank = 1;
    for (String other : ranking) {
      int compared = score(other).compareTo(its);
      boolean isBefore = compared > 0 || compared == 0 && other.compareTo(house) < 0;
      rank += isBefore && !other.equals(house) ? 1 : 0;
    }
    return rank;
  }

  /** What is not known of a house, as in the profile. */
  List<String> missing(String house) {
    List<String> missing = new ArrayList<>();
    for (JsonNode c : profile.get("criteria")) {
      String id = c.get("id").asText();
      if (weights.get(id).signum() > 0 && worth(id, house) == null) {
        missing.add(id);
      }
    }
    return missing;
  }

  /** Gates that leave a house out, as in the profile. */
  List<String> leftOutBy(String house) {
    List<String> ids = new ArrayList<>();
    for (JsonNode gate : profile.path("gates")) {
      String id = gate.get("id").asText();
      if (gate.get("kind").asText().equals("exclude") && tripped.get(id).contains(house)) {
        ids.add(id);
      }
    }
    return ids;
  }

  /** All rankings with one weight moved. */
  List<List<String>> moved() {
    List<List<String>> rankings = new ArrayList<>();
    for (String c : weights.keySet()) {
      for (String factor : List.of("0.8", "1.2")) {
        if (weights.get(c).signum() > 0) {
          Map<String, BigDecimal> with = new LinkedHashMap<>(weights);
          with.put(c, weights.get(c).multiply(new BigDecimal(factor)));
          rankings.add(ranked(ranking, with));
        }
      }
    }
    return rankings;
  }

  /** Houses of each group, best first. */
  List<List<String>> groups(double walkMetres, int most, int mostHouses) {
    List<String> left = new ArrayList<>(ranking);
    left.removeIf(id -> houses.get(id).geometry() == null);
    List<List<String>> groups = new ArrayList<>();
    while (!left.isEmpty() && groups.size() < most) {
      String first = left.get(0);
      List<String> group = new ArrayList<>(List.of(first));
      boolean grows = true;
      while (grows && group.size() < mostHouses) {
        grows = false;
        for (String id : left) {
          if (!group.contains(id)
              && metres(first, id) <= 2 * walkMetres
              && group.stream().anyMatch(member -> metres(member, id) <= walkMetres)) {
            group.add(id);
            grows = true;
            break; // the best of them first
          }
        }
      }
      left.removeAll(group);
      if (group.size() > 1) {
        group.sort(Comparator.comparing(ranking::indexOf));
        groups.add(group);
      }
    }
    return groups;
  }

  private double metres(String a, String b) {
    Geometry g = houses.get(a).geometry();
    return GeodesicDistance.between(g, houses.get(b).geometry());
  }
}
