package kr.maeul.houses.finder;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Where houses can come to stand once all is known, worked out by trying: every fact that is not
 * known is given every value that there is, or numbers hardly before, at and hardly after each that
 * the profile's file names, and the gates and the score are made of it as of any other.
 */
final class NaiveSpans {
  private static final MathContext EXACT = new MathContext(60);
  private static final BigDecimal HARDLY = new BigDecimal("1e-30");
  private static final BigDecimal FAR = new BigDecimal("1e9");
  private static final List<String> FACTS = List.of("property", "nearest", "count", "inside");

  private final NaiveFinder finder;

  /** Those that match, and those that may come to. */
  private final NaiveFinder wide;

  private final Predicate<String> settled;
  private final Function<String, List<String>> choices;
  private final Map<String, List<String>> provisional;

  /** Of each house not left out now: the sums that can come of it; those of none are left out. */
  private final Map<String, TreeSet<BigDecimal>> sums = new TreeMap<>();

  private final Map<String, List<String>> leavingOut = new TreeMap<>();

  /** Facts of a house that are not known, each with one that asks for it. */
  private final Map<String, Map<String, JsonNode>> opens = new TreeMap<>();

  private final Map<String, List<Object>> values = new TreeMap<>();

  /** Ranks are 0 and scores null where it cannot be ranked. */
  record Span(
      int ownBest,
      int ownWorst,
      int best,
      int worst,
      int of,
      BigDecimal leastScore,
      BigDecimal mostScore,
      List<String> leavingOut) {}

  /**
   * @param finder of the houses that match
   * @param wide the same of the houses that match and of those that may come to
   * @param settled whether a house matches whatever is found out
   * @param choices values that there are of a property, none of a number
   * @param provisional property → values of it that may turn out to be another
   */
  NaiveSpans(
      NaiveFinder finder,
      NaiveFinder wide,
      Predicate<String> settled,
      Function<String, List<String>> choices,
      Map<String, List<String>> provisional) {
    this.finder = finder;
    this.wide = wide;
    this.settled = settled;
    this.choices = choices;
    this.provisional = provisional;
    for (String house : wide.ids()) {
      if (!wide.excluded.contains(house)) {
        opens.put(house, open(house));
        sums.put(house, sums(house, finder.weights));
        leavingOut.put(house, leaving(opens.get(house)));
      }
    }
  }

  private List<JsonNode> weighed() {
    List<JsonNode> weighed = new ArrayList<>();
    for (JsonNode c : finder.profile.get("criteria")) {
      if (finder.weights.get(c.get("id").asText()).signum() > 0) {
        weighed.add(c);
      }
    }
    return weighed;
  }

  /** Tests by gate that leaves houses out. */
  private Map<String, List<JsonNode>> tests() {
    Map<String, List<JsonNode>> tests = new LinkedHashMap<>();
    for (JsonNode gate : finder.profile.path("gates")) {
      if (gate.get("kind").asText().equals("exclude")) {
        List<JsonNode> its = new ArrayList<>();
        gate.get("when").forEach(its::add);
        tests.put(gate.get("id").asText(), its);
      }
    }
    return tests;
  }

  private static String key(JsonNode asks) {
    String kind = FACTS.stream().filter(asks::has).findFirst().orElseThrow();
    return kind + asks.get(kind);
  }

  private boolean isOpen(JsonNode asks, String house) {
    Object fact = wide.fact(asks, wide.houses.get(house));
    return fact == null
        || isProvisional(asks, fact)
        || weighed().stream()
            .anyMatch(c -> key(c).equals(key(asks)) && NaiveFinder.worth(c, fact) == null);
  }

  /** Whether a value of a house's property may turn out to be another, or is not there at all. */
  static boolean isUndetermined(
      JsonNode profile,
      Map<String, BigDecimal> weights,
      Map<String, List<String>> provisional,
      String property,
      Object value) {
    if (value == null || provisional.getOrDefault(property, List.of()).contains(value)) {
      return true;
    }
    for (JsonNode c : profile.get("criteria")) {
      if (c.path("property").asText().equals(property)
          && weights.get(c.get("id").asText()).signum() > 0
          && NaiveFinder.worth(c, value) == null) {
        return true;
      }
    }
    return false;
  }

  private boolean isProvisional(JsonNode asks, Object value) {
    return provisional.getOrDefault(asks.path("property").asText(), List.of()).contains(value);
  }

  private Map<String, JsonNode> open(String house) {
    Map<String, JsonNode> open = new LinkedHashMap<>();
    List<JsonNode> all = new ArrayList<>(weighed());
    tests().values().forEach(all::addAll);
    Set<String> seen = new LinkedHashSet<>();
    for (JsonNode asks : all) {
      if (seen.add(key(asks)) && isOpen(asks, house)) {
        open.put(key(asks), asks);
      }
    }
    return open;
  }

  private List<Object> values(JsonNode asks) {
    return values.computeIfAbsent(key(asks), k -> valuesOf(asks));
  }

  private List<Object> valuesOf(JsonNode asks) {
    List<String> words =
        asks.has("inside")
            ? List.of("false", "true")
            : asks.has("property") ? choices.apply(asks.get("property").asText()) : List.of();
    List<Object> all = new ArrayList<>(words);
    if (all.isEmpty()) {
      Set<BigDecimal> around = new LinkedHashSet<>(List.of(FAR.negate(), FAR, BigDecimal.ZERO));
      List<JsonNode> named = new ArrayList<>();
      weighed().stream()
          .filter(c -> key(c).equals(key(asks)))
          .forEach(c -> c.get("scale").forEach(p -> named.add(p.get(0))));
      tests().values().stream()
          .flatMap(List::stream)
          .filter(t -> key(t).equals(key(asks)))
          .forEach(t -> named.add(t.has("atLeast") ? t.get("atLeast") : t.get("atMost")));
      for (JsonNode n : named) {
        BigDecimal x = new BigDecimal(n.asText());
        around.addAll(List.of(x.subtract(HARDLY), x, x.add(HARDLY)));
      }
      around.removeIf(x -> !asks.has("property") && x.signum() < 0);
      all.addAll(around);
    }
    List<Object> telling =
        all.stream()
            .filter(v -> !isProvisional(asks, v))
            .filter(
                v ->
                    weighed().stream()
                        .noneMatch(
                            c -> key(c).equals(key(asks)) && NaiveFinder.worth(c, v) == null))
            .toList();
    return telling.isEmpty() ? all : telling;
  }

  /** Gates that some value of what is open trips. */
  private List<String> leaving(Map<String, JsonNode> open) {
    List<String> gates = new ArrayList<>();
    tests()
        .forEach(
            (gate, tests) -> {
              boolean trips =
                  tests.stream()
                      .anyMatch(
                          t ->
                              open.containsKey(key(t))
                                  && values(t).stream().anyMatch(v -> NaiveFinder.trips(t, v)));
              if (trips) {
                gates.add(gate);
              }
            });
    return gates;
  }

  /** All sums of weight and worth with which a house is ranked once everything is known. */
  private TreeSet<BigDecimal> sums(String house, Map<String, BigDecimal> weights) {
    Map<String, JsonNode> open = opens.get(house);
    BigDecimal known = BigDecimal.ZERO;
    for (JsonNode c : weighed()) {
      if (!open.containsKey(key(c))) {
        String id = c.get("id").asText();
        known = known.add(weights.get(id).multiply(wide.worth(id, house)));
      }
    }
    Set<BigDecimal> sums = new LinkedHashSet<>(Set.of(rounded(known)));
    for (Map.Entry<String, JsonNode> fact : open.entrySet()) {
      Set<BigDecimal> parts = new LinkedHashSet<>();
      for (Object value : values(fact.getValue())) {
        if (!leavesOut(fact.getKey(), value)) {
          parts.addAll(parts(fact.getKey(), value, weights));
        }
      }
      Set<BigDecimal> next = new LinkedHashSet<>();
      sums.forEach(s -> parts.forEach(p -> next.add(rounded(s.add(p)))));
      sums = next;
    }
    return new TreeSet<>(sums);
  }

  private static BigDecimal rounded(BigDecimal sum) {
    return sum.setScale(18, RoundingMode.HALF_UP);
  }

  private boolean leavesOut(String fact, Object value) {
    return tests().values().stream()
        .flatMap(List::stream)
        .anyMatch(t -> key(t).equals(fact) && NaiveFinder.trips(t, value));
  }

  /** What a value adds; the least and the most where it leaves a criterion open. */
  private List<BigDecimal> parts(String fact, Object value, Map<String, BigDecimal> weights) {
    BigDecimal least = BigDecimal.ZERO;
    BigDecimal most = BigDecimal.ZERO;
    for (JsonNode c : weighed()) {
      if (key(c).equals(fact)) {
        BigDecimal weight = weights.get(c.get("id").asText());
        BigDecimal worth = NaiveFinder.worth(c, value);
        TreeSet<BigDecimal> all = new TreeSet<>();
        c.path("choices").forEach(w -> all.add(w.isNull() ? BigDecimal.ZERO : decimal(w)));
        if (worth == null) {
          all.clear();
          c.get("choices").forEach(w -> addKnown(all, w));
        }
        least = least.add(weight.multiply(worth == null ? all.first() : worth));
        most = most.add(weight.multiply(worth == null ? all.last() : worth));
      }
    }
    return List.of(least, most);
  }

  private static void addKnown(Set<BigDecimal> all, JsonNode worth) {
    if (!worth.isNull()) {
      all.add(decimal(worth));
    }
  }

  private static BigDecimal decimal(JsonNode number) {
    return new BigDecimal(number.asText());
  }

  private static BigDecimal score(BigDecimal sum, BigDecimal all) {
    return BigDecimal.valueOf(100)
        .multiply(sum)
        .divide(all, EXACT)
        .setScale(9, RoundingMode.HALF_UP);
  }

  private static boolean isBefore(String a, BigDecimal scoreA, String b, BigDecimal scoreB) {
    int compared = scoreA.compareTo(scoreB);
    return compared > 0 || compared == 0 && a.compareTo(b) < 0;
  }

  Span of(String house) {
    int of = (int) sums.values().stream().filter(s -> !s.isEmpty()).count();
    TreeSet<BigDecimal> its = sums.get(house);
    if (its.isEmpty()) {
      return new Span(0, 0, 0, 0, of, null, null, leavingOut.get(house));
    }
    BigDecimal least = score(its.first(), finder.all());
    BigDecimal most = score(its.last(), finder.all());
    int best = 1;
    for (String other : sums.keySet()) {
      boolean isSurelyBefore =
          !sums.get(other).isEmpty()
              && leavingOut.get(other).isEmpty()
              && settled.test(other)
              && sums.get(other).stream()
                  .allMatch(s -> isBefore(other, score(s, finder.all()), house, most));
      best += !other.equals(house) && isSurelyBefore ? 1 : 0;
    }
    return new Span(
        own(house, most),
        own(house, least),
        best,
        worst(house, sums, finder.all()),
        of,
        least,
        most,
        leavingOut.get(house));
  }

  /**
   * A fact that is not known: the ranks with it alone at its best and worst, and what it may do.
   */
  record Missing(String criterion, int best, int worst, List<String> leavingOut) {
    /** How far apart the ranks are. */
    int width() {
      return worst - best;
    }
  }

  /** What may leave the house out first, then the widest, then as in the profile. */
  List<Missing> missing(String house) {
    List<Missing> missing = new ArrayList<>();
    Span all = of(house);
    for (String id : finder.missing(house)) {
      JsonNode c = finder.criterion(id);
      TreeSet<BigDecimal> worths = new TreeSet<>();
      for (Object value : values(c)) {
        BigDecimal worth = NaiveFinder.worth(c, value);
        if (leavesOut(key(c), value)) {
          continue;
        }
        if (worth == null) {
          c.get("choices").forEach(w -> addKnown(worths, w));
        } else {
          worths.add(worth);
        }
      }
      boolean isNever = all.best() == 0 || worths.isEmpty();
      missing.add(
          new Missing(
              id,
              isNever ? 0 : within(all, finder.rankWith(house, id, worths.last())),
              isNever ? 0 : within(all, finder.rankWith(house, id, worths.first())),
              leaving(Map.of(key(c), c))));
    }
    missing.sort(
        Comparator.comparing((Missing m) -> m.leavingOut().isEmpty())
            .thenComparing(Missing::width, Comparator.reverseOrder()));
    return missing;
  }

  private static int within(Span all, int rank) {
    return rank == 0 ? 0 : Math.max(all.ownBest(), Math.min(all.ownWorst(), rank));
  }

  private static int worst(
      String house, Map<String, TreeSet<BigDecimal>> all, BigDecimal allWeight) {
    BigDecimal least = score(all.get(house).first(), allWeight);
    int rank = 1;
    for (String other : all.keySet()) {
      boolean canBeBefore =
          all.get(other).stream().anyMatch(s -> isBefore(other, score(s, allWeight), house, least));
      rank += !other.equals(house) && canBeBefore ? 1 : 0;
    }
    return rank;
  }

  private int own(String house, BigDecimal score) {
    int rank = 1;
    for (String other : finder.ranking) {
      boolean isBefore = isBefore(other, finder.score(other), house, score);
      rank += !other.equals(house) && isBefore ? 1 : 0;
    }
    return rank;
  }

  /** Whether nothing that is found out takes a house out of the best, nor with a weight moved. */
  boolean staysInTop(String house, int most) {
    if (!leavingOut.get(house).isEmpty()
        || !settled.test(house)
        || worst(house, sums, finder.all()) > most) {
      return false;
    }
    for (String c : finder.weights.keySet()) {
      for (String factor : List.of("0.8", "1.2")) {
        if (finder.weights.get(c).signum() > 0) {
          Map<String, BigDecimal> with = new LinkedHashMap<>(finder.weights);
          with.put(c, finder.weights.get(c).multiply(new BigDecimal(factor)));
          Map<String, TreeSet<BigDecimal>> moved = new TreeMap<>();
          sums.keySet().forEach(h -> moved.put(h, sums(h, with)));
          BigDecimal all = with.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
          if (worst(house, moved, all) > most) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** The ranked houses, the one that is best at its worst first. */
  List<String> byWorstCase() {
    List<String> order = new ArrayList<>(finder.ranking);
    order.sort(
        Comparator.comparing((String id) -> sums.get(id).isEmpty())
            .thenComparing(
                id ->
                    sums.get(id).isEmpty()
                        ? BigDecimal.ZERO
                        : score(sums.get(id).first(), finder.all()),
                Comparator.reverseOrder())
            .thenComparing(Comparator.naturalOrder()));
    return order;
  }

  /**
   * The least and the greatest rank of each house, by making the ranking of every way in which all
   * can turn out together.
   *
   * @return null where there are more than so many ways
   */
  Map<String, int[]> everyWay(int most) {
    List<String> ids = List.copyOf(sums.keySet());
    List<List<BigDecimal>> outcomes = new ArrayList<>();
    long ways = 1;
    for (String id : ids) {
      List<BigDecimal> its = new ArrayList<>(sums.get(id));
      if (its.isEmpty() || !leavingOut.get(id).isEmpty() || !settled.test(id)) {
        its.add(null); // left out, or none of the question's
      }
      outcomes.add(its);
      ways = Math.min(Integer.MAX_VALUE, ways * its.size());
    }
    if (ways > most) {
      return null;
    }
    Map<String, int[]> spans = new TreeMap<>();
    for (long way = 0; way < ways; way++) {
      Map<String, BigDecimal> scores = new LinkedHashMap<>();
      long left = way;
      for (int i = 0; i < ids.size(); i++) {
        BigDecimal sum = outcomes.get(i).get((int) (left % outcomes.get(i).size()));
        left /= outcomes.get(i).size();
        if (sum != null) {
          scores.put(ids.get(i), score(sum, finder.all()));
        }
      }
      List<String> order = new ArrayList<>(scores.keySet());
      order.sort(
          Comparator.comparing((String id) -> scores.get(id))
              .reversed()
              .thenComparing(Comparator.naturalOrder()));
      for (int i = 0; i < order.size(); i++) {
        int[] span = spans.computeIfAbsent(order.get(i), id -> new int[] {Integer.MAX_VALUE, 0});
        span[0] = Math.min(span[0], i + 1);
        span[1] = Math.max(span[1], i + 1);
      }
    }
    return spans;
  }
}
