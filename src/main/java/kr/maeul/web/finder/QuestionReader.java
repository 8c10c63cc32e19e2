package kr.maeul.web.finder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kr.maeul.feature.CqlFilters;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.feature.cql.parse.CqlException;
import kr.maeul.feature.cql.parse.CqlLanguage;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.geo.Wkb;
import kr.maeul.houses.finder.profile.Profile;
import kr.maeul.houses.finder.ranking.FinderQuestion;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;
import kr.maeul.web.contract.JsonBody;
import kr.maeul.web.contract.Member;
import kr.maeul.web.contract.Members;
import kr.maeul.web.contract.Schemas;
import kr.maeul.web.request.negotiation.MediaTypes;
import kr.maeul.web.request.refusal.InvalidContentException.Fault;
import org.locationtech.jts.geom.Geometry;

/** Reads one question to the finder and gathers what is wrong with it. For one thread. */
final class QuestionReader {
  static final int USUAL_LIMIT = 50;
  static final int FURTHEST_OFFSET = 1_000_000;
  private static final double HEAVIEST = 1_000_000;
  private static final int MOST_CORNERS = 5_000;
  private static final int LONGEST_ID = 200;
  private static final int LONGEST_QUOTE = 60;

  /** With room for a drawn area of a few thousand corners. */
  static final Members MEMBERS =
      Members.of(
          JsonBody.Limits.of(List.of(MediaTypes.JSON), 512 * 1024, 60),
          Member.json("weights", Schemas.mapOf(Schemas.number(0, HEAVIEST))),
          Member.json("filter", Schemas.object())
              .saying("CQL2: 문자열 또는 JSON", "CQL2: a string, or JSON"),
          Member.json("area", Schemas.ref("schemas", "geometry")),
          Member.json("exclude", Schemas.ref("schemas", "geometry")),
          Member.json("within", Schemas.string()),
          Member.json("ids", idList()),
          Member.json("also", idList()),
          Member.json(
              "limit", Schemas.integer(1, (long) FinderQuestion.MOST_ASKED, (long) USUAL_LIMIT)),
          Member.json("offset", Schemas.integer(0, (long) FURTHEST_OFFSET, 0L)),
          Member.json(
              "walkMetres", Schemas.integer(0, (long) FinderQuestion.LONGEST_WALK_METRES, null)),
          Member.json("order", orders()),
          Member.json("examples", Schemas.bool()));

  private final LayerCatalog layers;
  private final FeatureStore store;
  private final Audience audience;
  private final Profile profile;
  private final JsonNode body;
  private final CqlLanguage language;
  private final List<Fault> faults = new ArrayList<>();

  /**
   * @param language of a filter that is text
   */
  QuestionReader(
      LayerCatalog layers,
      FeatureStore store,
      Audience audience,
      Profile profile,
      JsonNode body,
      CqlLanguage language) {
    this.layers = layers;
    this.store = store;
    this.audience = audience;
    this.profile = profile;
    this.body = body;
    this.language = language;
  }

  static ObjectNode orders() {
    return Schemas.oneOf(
        Stream.of(FinderQuestion.Order.values()).map(FinderQuestion.Order::word).toList());
  }

  private static ObjectNode idList() {
    return Schemas.listOf(Schemas.string(LONGEST_ID), 1, FinderQuestion.MOST_IDS);
  }

  List<Fault> faults() {
    return faults;
  }

  /**
   * The question, or null where it has mistakes.
   *
   * @param known members that the body may have; others than the question's somebody else reads
   * @param usualLimit how many houses are wanted where it does not say
   * @param mostLimit how many may be
   */
  FinderQuestion read(Set<String> known, int usualLimit, int mostLimit) {
    if (!body.isObject()) {
      fault("", "JSON 객체를 보내세요.", "send a JSON object");
      return null;
    }
    refuseUnknown(known);
    List<Double> weights = weights();
    List<Filter> filters = new ArrayList<>();
    cql().ifPresent(filters::add);
    area("area").map(Filter.IntersectsArea::new).ifPresent(filters::add);
    within().map(Filter.IntersectsArea::new).ifPresent(filters::add);
    ids("ids").map(Filter.IdIn::new).ifPresent(filters::add);
    Geometry exclude = area("exclude").orElse(null);
    int limit = integer("limit", usualLimit, 1, mostLimit);
    int offset = integer("offset", 0, 0, FURTHEST_OFFSET);
    int walk = integer("walkMetres", profile.walkMetres(), 0, FinderQuestion.LONGEST_WALK_METRES);
    FinderQuestion.Order order = order();
    boolean hasExamples = flag("examples");
    List<String> also = ids("also").orElse(List.of());
    return faults.isEmpty()
        ? new FinderQuestion(
            profile, weights, filters, exclude, limit, offset, walk, order, hasExamples, also)
        : null;
  }

  private FinderQuestion.Order order() {
    if (!body.hasNonNull("order")) {
      return FinderQuestion.Order.SCORE;
    }
    JsonNode given = body.get("order");
    Optional<FinderQuestion.Order> order =
        FinderQuestion.Order.ofWord(given.isTextual() ? given.asText() : "");
    if (order.isEmpty()) {
      String words =
          Stream.of(FinderQuestion.Order.values())
              .map(FinderQuestion.Order::word)
              .collect(Collectors.joining(", "));
      fault("/order", "쓸 수 있는 값: " + words, "allowed are: " + words);
    }
    return order.orElse(null);
  }

  private boolean flag(String name) {
    JsonNode given = body.path(name);
    if (!given.isMissingNode() && !given.isNull() && !given.isBoolean()) {
      fault("/" + name, "true나 false여야 합니다.", "must be true or false");
    }
    return given.asBoolean(false);
  }

  private void refuseUnknown(Set<String> known) {
    String allowed = String.join(", ", known);
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                fault(
                    "/" + escaped(name),
                    "없는 항목입니다. 있는 것: " + allowed,
                    "is unknown; there are: " + allowed);
              }
            });
  }

  private List<Double> weights() {
    List<Double> weights = new ArrayList<>();
    for (double w : profile.weights()) {
      weights.add(w);
    }
    if (!body.hasNonNull("weights")) {
      return weights;
    }
    JsonNode given = body.get("weights");
    if (!given.isObject()) {
      fault("/weights", "객체여야 합니다.", "must be an object");
      return weights;
    }
    for (var entry : given.properties()) {
      String at = "/weights/" + escaped(entry.getKey());
      int place = place(entry.getKey());
      JsonNode weight = entry.getValue();
      if (place < 0) {
        String known = FinderRequests.named(profile);
        fault(at, "없는 기준입니다. 있는 것: " + known, "is no criterion; there are: " + known);
      } else if (!weight.isNumber() || !(weight.asDouble() >= 0) || weight.asDouble() > HEAVIEST) {
        fault(at, "0에서 1000000까지의 수여야 합니다.", "must be a number from 0 to 1000000");
      } else {
        weights.set(place, weight.asDouble());
      }
    }
    if (faults.isEmpty() && weights.stream().allMatch(w -> w == 0)) {
      fault("/weights", "하나는 0보다 커야 합니다.", "one of them must be above 0");
    }
    return weights;
  }

  private int place(String criterion) {
    for (int i = 0; i < profile.criteria().size(); i++) {
      if (profile.criteria().get(i).id().equals(criterion)) {
        return i;
      }
    }
    return -1;
  }

  private Optional<Filter> cql() {
    if (!body.hasNonNull("filter")) {
      return Optional.empty();
    }
    JsonNode filter = body.get("filter");
    if (!filter.isTextual() && !filter.isObject()) {
      fault("/filter", "CQL2 문자열이나 JSON 객체여야 합니다.", "must be a CQL2 string or object");
      return Optional.empty();
    }
    View view = layers.viewFor(audience, profile.layer().id()).orElseThrow();
    try {
      return Optional.of(
          filter.isTextual()
              ? CqlFilters.parse(view, filter.asText(), language, geometry -> geometry)
              : CqlFilters.parse(view, filter.toString(), CqlLanguage.JSON, geometry -> geometry));
    } catch (CqlException e) {
      fault("/filter", e.message().ko(), e.message().en());
      return Optional.empty();
    }
  }

  private Optional<Geometry> area(String name) {
    if (!body.hasNonNull(name)) {
      return Optional.empty();
    }
    try {
      Geometry g = GeoJsonGeometry.read(body.get(name));
      boolean isArea = g.getGeometryType().endsWith("Polygon");
      if (!isArea || g.isEmpty()) {
        fault("/" + name, "Polygon이나 MultiPolygon이어야 합니다.", "must be a Polygon or MultiPolygon");
      } else if (g.getNumPoints() > MOST_CORNERS) {
        fault(
            "/" + name,
            "꼭짓점은 " + MOST_CORNERS + "개까지입니다.",
            "has too many corners; at most " + MOST_CORNERS);
      } else if (!g.isValid()) {
        fault("/" + name, "선이 서로 엇갈립니다. 다시 그려 주세요.", "crosses itself; draw it again");
      } else {
        return Optional.of(g);
      }
    } catch (GeoJsonGeometry.InvalidGeometryException e) {
      fault("/" + name + e.pointer(), e.reason().ko(), e.reason().en());
    }
    return Optional.empty();
  }

  /** A feature that the caller may not see is as absent as one that never was. */
  private Optional<Geometry> within() {
    if (!body.hasNonNull("within")) {
      return Optional.empty();
    }
    String reference = body.get("within").isTextual() ? body.get("within").asText() : "";
    int slash = reference.indexOf('/');
    if (slash <= 0 || slash == reference.length() - 1) {
      fault(
          "/within",
          "레이어/항목으로 적으세요 (예: districts/nosong).",
          "must be of the form layer/id (districts/nosong)");
      return Optional.empty();
    }
    Optional<View> view = layers.viewFor(audience, reference.substring(0, slash));
    Optional<Geometry> place = view.flatMap(v -> placeOf(v, reference.substring(slash + 1)));
    if (place.isEmpty()) {
      String given = quote(reference);
      fault(
          "/within",
          given + "라는 항목이 없거나 위치가 없습니다.",
          "there is no feature " + given + ", or it has no place");
    }
    return place;
  }

  private Optional<Geometry> placeOf(View view, String id) {
    FeatureQuery query = FeatureQuery.of(List.of(new Filter.IdIn(List.of(id))), 1);
    try (FeatureCursor cursor = store.find(view, query)) {
      Geometry g = cursor.next() ? Wkb.read(cursor.geometryWkb()) : null;
      return Optional.ofNullable(g).filter(place -> !place.isEmpty());
    }
  }

  private Optional<List<String>> ids(String member) {
    if (!body.hasNonNull(member)) {
      return Optional.empty();
    }
    JsonNode given = body.get(member);
    if (!given.isArray() || given.isEmpty() || given.size() > FinderQuestion.MOST_IDS) {
      fault(
          "/" + member,
          "번호 1~" + FinderQuestion.MOST_IDS + "개의 목록이어야 합니다.",
          "must be a list of 1 to " + FinderQuestion.MOST_IDS + " ids");
      return Optional.empty();
    }
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      JsonNode id = given.get(i);
      if (!id.isTextual() || id.asText().isEmpty() || id.asText().length() > LONGEST_ID) {
        fault("/" + member + "/" + i, "번호가 아닙니다.", "is no id");
      } else {
        ids.add(id.asText());
      }
    }
    return Optional.of(ids.stream().distinct().toList());
  }

  private int integer(String name, int usual, int least, int most) {
    if (!body.hasNonNull(name)) {
      return usual;
    }
    JsonNode n = body.get(name);
    if (!n.isIntegralNumber() || !n.canConvertToInt() || n.asInt() < least || n.asInt() > most) {
      fault(
          "/" + name,
          least + "에서 " + most + "까지의 정수여야 합니다.",
          "must be a whole number from " + least + " to " + most);
      return usual;
    }
    return n.asInt();
  }

  private void fault(String pointer, String ko, String en) {
    String shown = pointer.isEmpty() ? "" : pointer.substring(1) + ": ";
    faults.add(new Fault(pointer, new Text(shown + ko, shown + en)));
  }

  private static String escaped(String name) {
    String path = name.replace("~", "~0").replace("/", "~1");
    return path.length() > LONGEST_QUOTE ? path.substring(0, LONGEST_QUOTE) + "…" : path;
  }

  private static String quote(String value) {
    return "\""
        + (value.length() <= LONGEST_QUOTE ? value : value.substring(0, LONGEST_QUOTE) + "…")
        + "\"";
  }
}
