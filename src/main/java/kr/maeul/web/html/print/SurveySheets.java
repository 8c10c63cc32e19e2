package kr.maeul.web.html.print;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.geo.Wkb;
import kr.maeul.houses.figures.HouseField;
import kr.maeul.houses.figures.SurveyPart;
import kr.maeul.layer.Property;
import kr.maeul.layer.Role;
import kr.maeul.layer.View;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.layer.text.Choice;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;
import kr.maeul.web.html.Item;
import kr.maeul.web.html.Minimap;
import kr.maeul.web.html.Minimaps;
import kr.maeul.web.html.QrCode;
import kr.maeul.web.html.Wording;
import kr.maeul.web.html.print.SurveySheet.Line;
import kr.maeul.web.html.print.SurveySheet.Part;
import kr.maeul.web.html.print.SurveySheet.Row;
import kr.maeul.web.request.Urls;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * Puts together survey sheets. Of other layers they show what the public sees: a sheet leaves the
 * house. Names and numbers of owners are never on one. For one answer, in one language.
 */
final class SurveySheets {
  private static final int MOST_LANDMARKS = 3;

  /** Widths in letters of the Latin alphabet. */
  private static final int BOX_WIDTH = 4;

  private static final int MOST_WIDTH = 100;
  private static final int EIGHTH_TURN_DEGREES = 45;
  private static final List<String> DIRECTIONS_KO =
      List.of("북", "북동", "동", "남동", "남", "남서", "서", "북서");
  private static final List<String> DIRECTIONS_EN =
      List.of("N", "NE", "E", "SE", "S", "SW", "W", "NW");

  private final FeatureStore store;
  private final List<View> landmarks;
  private final Minimaps maps;
  private final Wording wording;
  private final Urls urls;
  private final LocalDate today;

  /**
   * @param everyones views of all layers as the public sees them
   * @param today in the town's time zone
   */
  SurveySheets(
      FeatureStore store, List<View> everyones, Wording wording, Urls urls, LocalDate today) {
    this.today = today;
    List<View> others =
        everyones.stream().filter(v -> !v.layer().id().equals(HouseField.LAYER)).toList();
    this.store = store;
    this.landmarks = ofDimension(others, 0, 0);
    this.maps = new Minimaps(store, ofDimension(others, 1, 2));
    this.wording = wording;
    this.urls = urls;
  }

  private static List<View> ofDimension(List<View> views, int least, int most) {
    return views.stream()
        .filter(v -> !v.empty())
        .filter(
            v -> {
              int dimension = v.layer().geometry().type().dimension();
              return dimension >= least && dimension <= most;
            })
        .toList();
  }

  SurveySheet of(Item house) {
    String title = wording.title(house);
    String record =
        urls.at("/desk#/items/" + house.view().layer().id() + "/" + Urls.segment(house.id()));
    return new SurveySheet(
        title,
        isTrue(house, house.view().property("example")),
        isTrue(house, HouseField.DO_NOT_CONTACT.in(house.view())),
        places(house),
        maps.svg(house, wording.say("집의 위치", "Where the house is"), true),
        around(house),
        parts(house),
        HouseField.GRADE.in(house.view()).map(this::choices).orElse(List.of()),
        wording.byRole(house, Role.SOURCE).orElse(""),
        wording.byRole(house, Role.AS_OF).orElse(""),
        QrCode.svg(record, wording.say("이 집의 기록으로 가는 QR 코드", "QR code to the record")));
  }

  private static boolean isTrue(Item house, Optional<Property> property) {
    return property.map(p -> Boolean.TRUE.equals(house.values().get(p))).orElse(false);
  }

  private List<Line> places(Item house) {
    List<Line> lines = new ArrayList<>();
    Stream.of(
            HouseField.MANAGEMENT_NUMBER.in(house.view()),
            house.view().byRole(Role.ADDRESS),
            HouseField.ROAD_ADDRESS.in(house.view()),
            HouseField.DONG.in(house.view()),
            HouseField.PNU.in(house.view()))
        .flatMap(Optional::stream)
        .forEach(
            p -> lines.add(new Line(wording.say(p.title()), wording.text(house, p).orElse(""))));
    Coordinate at = at(house);
    if (at != null) {
      String degrees = String.format(Locale.ROOT, "%.5f, %.5f", at.y, at.x);
      lines.add(new Line(wording.say("위도, 경도", "Latitude, longitude"), degrees));
    }
    return lines;
  }

  private static Coordinate at(Item house) {
    Geometry geometry = Wkb.read(house.wkb());
    return geometry == null || geometry.isEmpty() ? null : geometry.getCentroid().getCoordinate();
  }

  private record Landmark(String words, double metres) {}

  /** A map without street names is found by what everyone there knows. */
  private List<String> around(Item house) {
    Coordinate at = at(house);
    Minimap map = Minimap.around(house.wkb());
    if (at == null || map == null) {
      return List.of();
    }
    List<Landmark> found = new ArrayList<>();
    for (View view : landmarks) {
      FeatureQuery nearest =
          new FeatureQuery(
              List.of(new Filter.HasPlace(), new Filter.Intersects(map.box())),
              Item.naming(view),
              List.of(),
              MOST_LANDMARKS,
              0,
              null,
              Wkb.read(house.wkb()));
      try (FeatureCursor cursor = store.find(view, nearest)) {
        while (cursor.next()) {
          Item item = Item.of(view, cursor);
          double metres = cursor.distanceMetres();
          found.add(new Landmark(words(item, at, metres), metres));
        }
      }
    }
    return found.stream()
        .sorted(Comparator.comparing(Landmark::metres))
        .limit(MOST_LANDMARKS)
        .map(Landmark::words)
        .toList();
  }

  private String words(Item item, Coordinate from, double metres) {
    Coordinate to = at(item);
    double east = (to.x - from.x) * Math.cos(Math.toRadians(from.y));
    double degrees = Math.toDegrees(Math.atan2(east, to.y - from.y));
    int eighth = (int) Math.round((degrees + 360) / EIGHTH_TURN_DEGREES) % DIRECTIONS_KO.size();
    long rounded = Math.round(metres / 10) * 10;
    return wording.title(item)
        + " "
        + wording.say(
            DIRECTIONS_KO.get(eighth) + "쪽 " + rounded + " m",
            rounded + " m " + DIRECTIONS_EN.get(eighth));
  }

  private List<Part> parts(Item house) {
    List<Part> parts = new ArrayList<>();
    for (SurveyPart part : SurveyPart.values()) {
      List<Row> rows = new ArrayList<>();
      for (SurveyPart.Fact fact : part.facts()) {
        fact.field().in(house.view()).ifPresent(p -> rows.add(row(house, p, fact)));
      }
      if (!rows.isEmpty()) {
        parts.add(new Part(wording.say(part.title()), rows));
      }
    }
    return parts;
  }

  private Row row(Item house, Property property, SurveyPart.Fact fact) {
    String value = wording.text(house, property).orElse("") + ended(house, property);
    boolean isKnown = !value.isEmpty();
    boolean isYesOrNo = property.type() == PropertyType.BOOLEAN;
    List<String> boxes =
        isYesOrNo
            ? List.of(
                wording.say("예", "Yes"), wording.say("아니요", "No"), wording.say("모름", "Unknown"))
            : fitting(choices(property));
    return new Row(
        wording.say(property.title()),
        value,
        isKnown ? of(house, fact.source(), Role.SOURCE) : "",
        isKnown ? of(house, fact.date(), Role.AS_OF) : "",
        boxes,
        wording.unit(property));
  }

  /** That what was recorded has ended since, such as an owner's consent. */
  private String ended(Item house, Property property) {
    if (property.ends() == null) {
      return "";
    }
    Map<String, Object> values = new HashMap<>();
    house.values().forEach((p, value) -> values.put(p.name(), value));
    return property
        .ends()
        .of(values.get(property.name()), values::get, today)
        .map(end -> " – " + wording.say(end.words()))
        .orElse("");
  }

  /** What is said of this fact alone comes first; the rest is as the record is. */
  private String of(Item house, HouseField own, Role ofRecord) {
    return Optional.ofNullable(own)
        .flatMap(f -> f.in(house.view()))
        .flatMap(p -> wording.text(house, p))
        .or(() -> wording.byRole(house, ofRecord))
        .orElse("");
  }

  /** Boxes that take no more than two lines, or none: then there is a line to write on. */
  private static List<String> fitting(List<String> boxes) {
    int width = 0;
    for (String box : boxes) {
      width += BOX_WIDTH + box.codePoints().map(c -> c < 0x300 ? 1 : 2).sum();
    }
    return width <= MOST_WIDTH ? boxes : List.of();
  }

  private List<String> choices(Property property) {
    return property.choices().stream().map(Choice::title).map(wording::say).toList();
  }
}
