package kr.maeul.houses.finder;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import kr.maeul.feature.CqlFilters;
import kr.maeul.feature.Feature;
import kr.maeul.feature.Filter;
import kr.maeul.feature.cql.parse.CqlException;
import kr.maeul.feature.cql.parse.CqlLanguage;
import kr.maeul.layer.View;
import org.locationtech.jts.geom.Geometry;

/**
 * What a question is about, worked out by trying: every fact that its filter asks for and that is
 * not known of a house is given every value that there is, or stays as it is, and the filter is
 * made true or false of it as of any other.
 */
final class NaiveScope {
  private static final List<Asked> ASKED =
      List.of(
          new Asked("leaseYears >= 3", List.of("leaseYears"), p -> is(p, "leaseYears", 3)),
          new Asked(
              "NOT (leaseYears >= 3)",
              List.of("leaseYears"),
              p -> p.get("leaseYears") != null && !is(p, "leaseYears", 3)),
          new Asked(
              "rooms >= 4 OR leaseYears >= 2",
              List.of("rooms", "leaseYears"),
              p -> is(p, "rooms", 4) || is(p, "leaseYears", 2)),
          new Asked(
              "rooms >= 2 AND stepFree = TRUE",
              List.of("rooms", "stepFree"),
              p -> is(p, "rooms", 2) && Boolean.TRUE.equals(p.get("stepFree"))),
          new Asked("rooms IS NULL", List.of("rooms"), p -> p.get("rooms") == null),
          new Asked("rooms IS NOT NULL", List.of("rooms"), p -> p.get("rooms") != null),
          new Asked(
              "leaseYears >= 3 OR leaseYears IS NULL",
              List.of("leaseYears"),
              p -> p.get("leaseYears") == null || is(p, "leaseYears", 3)),
          new Asked(
              "evidence = 'confirmed'",
              List.of("evidence"),
              p -> "confirmed".equals(p.get("evidence"))),
          new Asked(
              "evidence IN ('presumed', 'confirmed')",
              List.of("evidence"),
              p -> List.of("presumed", "confirmed").contains(p.get("evidence"))),
          new Asked(
              "consent = 'agreed' OR grade = 'reuse'",
              List.of("consent", "grade"),
              p -> "agreed".equals(p.get("consent")) || "reuse".equals(p.get("grade"))));

  final List<Filter> filters = new ArrayList<>();
  final Geometry exclude;
  private final Geometry area;
  private final Asked asked;
  private final JsonNode profile;
  private final Map<String, BigDecimal> weights;
  private final Map<String, List<String>> provisional;

  /** A filter, what it asks for, and what it means of what is on record. */
  private record Asked(
      String cql, List<String> properties, Predicate<Map<String, Object>> isTrue) {}

  private static boolean is(Map<String, Object> properties, String name, long least) {
    return properties.get(name) instanceof Long n && n >= least;
  }

  /** A question of one seed. */
  NaiveScope(
      RandomTown town,
      View view,
      Random random,
      JsonNode profile,
      Map<String, BigDecimal> weights,
      Map<String, List<String>> provisional) {
    this.profile = profile;
    this.weights = weights;
    this.provisional = provisional;
    this.area = random.nextInt(3) == 0 ? town.box() : null;
    this.exclude = random.nextInt(3) == 0 ? town.box() : null;
    this.asked = random.nextBoolean() ? ASKED.get(random.nextInt(ASKED.size())) : null;
    if (area != null) {
      filters.add(new Filter.IntersectsArea(area));
    }
    if (asked != null) {
      try {
        filters.add(CqlFilters.parse(view, asked.cql, CqlLanguage.TEXT, geometry -> geometry));
      } catch (CqlException e) {
        throw new IllegalStateException(asked.cql, e);
      }
    }
  }

  boolean matches(Feature f) {
    return (area == null || f.geometry() != null && area.intersects(f.geometry()))
        && (exclude == null || f.geometry() == null || !exclude.intersects(f.geometry()))
        && (asked == null || asked.isTrue.test(f.properties()));
  }

  /** Whether it matches or can come to. */
  boolean mayMatch(Feature f) {
    return (area == null || f.geometry() == null || area.intersects(f.geometry()))
        && (exclude == null || f.geometry() == null || !exclude.intersects(f.geometry()))
        && outcomes(f).contains(true);
  }

  /** Whether one that matches does whatever is found out. */
  boolean isSettled(Feature f) {
    return matches(f)
        && (f.geometry() != null || area == null && exclude == null)
        && !outcomes(f).contains(false);
  }

  private Set<Boolean> outcomes(Feature f) {
    List<Map<String, Object>> ways = new ArrayList<>(List.of(new HashMap<>(f.properties())));
    for (String name : asked == null ? List.<String>of() : asked.properties) {
      List<Map<String, Object>> more = new ArrayList<>();
      Object known = f.properties().get(name);
      if (NaiveSpans.isUndetermined(profile, weights, provisional, name, known)) {
        for (Map<String, Object> way : ways) {
          for (Object value : values(name)) {
            Map<String, Object> other = new HashMap<>(way);
            other.put(name, value);
            more.add(other);
          }
        }
      }
      ways.addAll(more);
    }
    Set<Boolean> outcomes = new LinkedHashSet<>();
    ways.forEach(way -> outcomes.add(asked == null || asked.isTrue.test(way)));
    return outcomes;
  }

  private static List<Object> values(String name) {
    return switch (name) {
      case "rooms", "leaseYears" -> List.of(0L, 1L, 2L, 3L, 4L, 9L);
      case "stepFree" -> List.of(true, false);
      default ->
          List.copyOf(FinderContract.choices(name).stream().map(Objects::requireNonNull).toList());
    };
  }
}
