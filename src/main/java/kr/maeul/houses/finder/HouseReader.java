package kr.maeul.houses.finder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.geo.near.PlaceTree;
import kr.maeul.houses.finder.profile.Fact;
import kr.maeul.houses.finder.ranking.CandidateFilters;
import kr.maeul.houses.finder.ranking.FinderQuestion;
import kr.maeul.houses.finder.ranking.FinderRefusedException;
import kr.maeul.houses.finder.ranking.HouseTable;
import kr.maeul.houses.finder.ranking.Ranking;
import kr.maeul.layer.Ends;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Choice;
import kr.maeul.layer.text.Text;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * Reads the houses of one question, one at a time, and turns what is known of them into numbers.
 */
final class HouseReader {
  /** Before a point's position may stand its reference system, where the database says it. */
  private static final int EWKB_SRID = 0x20000000;

  /** The property that says of a house that it is made up, in any layer that has it. */
  private static final String EXAMPLE = "example";

  private final FeatureStore store;
  private final View view;
  private final FinderQuestion question;
  private final Neighbourhoods.Around around;
  private final List<Fact> facts;
  private final List<Property> properties = new ArrayList<>();
  private final int values;
  private final boolean hasExamples;
  private final PreparedGeometry exclude;
  private final int most;
  private final LocalDate today;

  /** Where the days stand on which values end. */
  private final Map<String, Integer> days = new HashMap<>();

  /**
   * The houses of a question, and those that it may be about once more is known.
   *
   * @param examples made-up ones among them
   * @param examplesLeftOut made-up ones that are not among them, as there are real ones
   * @param leftOut which of these were asked about by their ids
   * @param sources from where their records are
   */
  record Read(
      HouseTable houses,
      int examples,
      int examplesLeftOut,
      List<String> leftOut,
      List<Ranking.Source> sources) {}

  /**
   * @param today in the town's time zone: what has ended by then counts as what it has become
   * @param most houses that are read before the question is refused
   */
  HouseReader(
      FeatureStore store,
      View view,
      FinderQuestion question,
      Neighbourhoods.Around around,
      LocalDate today,
      int most) {
    this.today = today;
    this.most = most;
    this.store = store;
    this.view = view;
    this.question = question;
    this.around = around;
    this.facts = List.copyOf(question.profile().facts());
    this.exclude =
        question.exclude() == null ? null : PreparedGeometryFactory.prepare(question.exclude());
    for (Fact fact : facts) {
      if (fact instanceof Fact.OfProperty p) {
        properties.add(view.property(p.property().name()).orElseThrow());
      }
    }
    this.values = properties.size();
    this.hasExamples = view.property(EXAMPLE).isPresent();
    view.property(EXAMPLE).ifPresent(properties::add);
    properties.addAll(Provenance.properties(view));
    for (Property p : List.copyOf(properties.subList(0, values))) {
      if (p.ends() != null) {
        p.ends().ways().forEach(way -> view.property(way.date().name()).ifPresent(this::addDay));
      }
    }
  }

  private void addDay(Property day) {
    if (days.putIfAbsent(day.name(), properties.size()) == null) {
      properties.add(day);
    }
  }

  /**
   * Made-up houses are for trying things out: where there is a real one, no made-up one is ranked
   * unless that is asked for.
   *
   * @throws FinderRefusedException if there are too many
   */
  Read read() {
    CandidateFilters scope = CandidateFilters.of(question);
    Set<String> matching = scope.canGrow() ? ids(scope.matching()) : null;
    Set<String> sure = scope.canShrink() ? ids(scope.sure()) : null;
    FeatureQuery query = FeatureQuery.of(scope.possible(), most + 1).properties(properties);
    HouseTable houses = new HouseTable(facts);
    Encoder[] encoders =
        properties.stream().limit(values).map(Encoder::new).toArray(Encoder[]::new);
    BitSet examples = new BitSet();
    Provenance ofReal = new Provenance();
    Provenance ofExamples = new Provenance();
    try (FeatureCursor cursor = store.find(view, query)) {
      int read = 0;
      while (cursor.next()) {
        if (++read > most) {
          throw tooMany(scope);
        }
        if (add(houses, cursor, encoders, matching, sure)) {
          int house = houses.size() - 1;
          boolean isExample = hasExamples && Boolean.TRUE.equals(cursor.value(values));
          examples.set(house, isExample);
          if (houses.matches(house)) {
            (isExample ? ofExamples : ofReal).add(view, cursor, values + (hasExamples ? 1 : 0));
          }
        }
      }
    }
    BitSet matchingExamples = (BitSet) examples.clone();
    matchingExamples.andNot(houses.mayCome());
    int made = matchingExamples.cardinality();
    if (made == houses.matched() || question.hasExamples()) {
      if (!question.hasExamples() && examples.cardinality() < houses.size()) {
        houses.letGo(matchingExamples); // a real house that comes in takes their place
      }
      return new Read(
          houses, made, 0, List.of(), Provenance.together(List.of(ofReal.all(), ofExamples.all())));
    }
    Set<String> also = Set.copyOf(question.also());
    List<String> leftOut =
        matchingExamples.stream().mapToObj(houses::id).filter(also::contains).toList();
    houses.remove(examples);
    return new Read(houses, 0, made, leftOut, ofReal.all());
  }

  /** Whether it is looked at. */
  private boolean add(
      HouseTable houses,
      FeatureCursor cursor,
      Encoder[] encoders,
      Set<String> matching,
      Set<String> sure) {
    double longitude = Double.NaN;
    double latitude = Double.NaN;
    byte[] wkb = cursor.geometryWkb();
    if (wkb != null) {
      ByteBuffer bytes =
          ByteBuffer.wrap(wkb).order(wkb[0] == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int at = (bytes.getInt(1) & EWKB_SRID) == 0 ? 5 : 9;
      longitude = bytes.getDouble(at);
      latitude = bytes.getDouble(at + 8);
    }
    if (isExcluded(longitude, latitude)) {
      return false;
    }
    String id = cursor.id();
    boolean isNowhere = Double.isNaN(longitude);
    boolean isSure = (sure == null || sure.contains(id)) && (exclude == null || !isNowhere);
    houses.add(
        id,
        longitude,
        latitude,
        matching != null && !matching.contains(id)
            ? HouseTable.Standing.MAY_COME
            : isSure ? HouseTable.Standing.IN : HouseTable.Standing.MAY_GO);
    int value = 0;
    for (int column = 0; column < facts.size(); column++) {
      Fact fact = facts.get(column);
      if (fact instanceof Fact.OfProperty) {
        Object recorded = cursor.value(value);
        Optional<Ends.End> end = end(properties.get(value), recorded, cursor);
        Object counted = end.<Object>map(e -> e.way().as()).orElse(recorded);
        houses.put(column, encoders[value++].number(counted));
        if (end.isPresent()) {
          houses.putEnd(column, end.get());
        }
      } else {
        houses.put(column, ofPlace(fact, id, longitude, latitude));
      }
    }
    return true;
  }

  private Optional<Ends.End> end(Property property, Object recorded, FeatureCursor cursor) {
    return property.ends() == null
        ? Optional.empty()
        : property
            .ends()
            .of(recorded, day -> days.containsKey(day) ? cursor.value(days.get(day)) : null, today);
  }

  private boolean isExcluded(double longitude, double latitude) {
    return exclude != null
        && !Double.isNaN(longitude)
        && exclude.intersects(
            GeoJsonGeometry.FACTORY.createPoint(new Coordinate(longitude, latitude)));
  }

  private double ofPlace(Fact fact, String id, double longitude, double latitude) {
    Neighbourhood near = around.of(fact);
    if (Double.isNaN(longitude) || near.isEmpty()) {
      return Double.NaN;
    }
    if (fact instanceof Fact.Nearest) {
      PlaceTree.Found found = near.places().nearest(longitude, latitude, near.numberOf(id));
      return found == null ? Double.NaN : found.metres();
    }
    if (fact instanceof Fact.CountWithin count) {
      return near.places()
          .countWithin(longitude, latitude, count.radiusMetres(), near.numberOf(id));
    }
    return near.areas().around(longitude, latitude) < 0 ? 0 : 1;
  }

  private Set<String> ids(List<Filter> filters) {
    Set<String> ids = new HashSet<>();
    FeatureQuery query = FeatureQuery.of(filters, most + 1);
    try (FeatureCursor cursor = store.find(view, query)) {
      while (cursor.next()) {
        ids.add(cursor.id());
      }
    }
    return ids;
  }

  private FinderRefusedException tooMany(CandidateFilters scope) {
    long all = store.count(view, scope.possible());
    return new FinderRefusedException(
        FinderRefusedException.Reason.TOO_LARGE,
        new Text(
            (scope.canGrow() ? "조건에 맞거나, 모르는 것을 알면 맞을 수 있는 집이 " : "조건에 맞는 집이 ")
                + all
                + "채입니다. 한 번에 "
                + most
                + "채까지 견줄 수 있으니 조건이나 구역으로 줄이세요.",
            all
                + (scope.canGrow() ? " houses match or may once more is known" : " houses match")
                + ", and at most "
                + most
                + " can be ranked at once; choose fewer by a filter or an area"));
  }

  /** The number that stands for a value of a property. For one thread. */
  static final class Encoder {
    private final Map<String, Integer> places = new HashMap<>();

    Encoder(Property property) {
      for (Choice choice : property.choices()) {
        places.put(choice.value(), places.size());
      }
    }

    /** NaN where there is no value, or one that the enumeration does not have. */
    double number(Object value) {
      if (value instanceof Number n) {
        return n.doubleValue();
      }
      if (value instanceof Boolean b) {
        return b ? 1 : 0;
      }
      Integer place = value == null ? null : places.get(value.toString());
      return place == null ? Double.NaN : place;
    }
  }
}
