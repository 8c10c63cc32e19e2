package kr.maeul.web.ogc.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kr.maeul.geo.HexGrid;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Particle;
import kr.maeul.layer.text.Text;
import kr.maeul.store.Grouping;
import kr.maeul.web.contract.InvalidParameterException;
import kr.maeul.web.contract.Parameter;
import kr.maeul.web.contract.ParameterTable;
import kr.maeul.web.contract.Schemas;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.negotiation.Format;
import kr.maeul.web.request.refusal.BadRequestException;

/**
 * The parameters of a collection's summary: none for the published counts; {@code by}, {@code
 * measure} and the filters of the items for counts of what the caller may see.
 */
public final class SummaryParameters {
  static final String GEO_JSON = "geojson";

  private static final String IN = "in:";
  private static final String HEX = "hex:";
  private static final double MIN_HEX_METRES = 50;
  private static final double MAX_HEX_METRES = 100_000;

  /** Of the items' parameters those that choose no rows. */
  private static final Set<String> NOT_FILTERS =
      Set.of(
          "limit",
          "offset",
          "after",
          "sortby",
          "properties",
          "crs",
          "near",
          "f",
          "lang",
          "by",
          "measure");

  private final View view;
  private final List<View> areas;
  private final ParameterTable<SummaryRequest> table;

  /**
   * @param listed views of all layers that the caller may know of
   */
  SummaryParameters(View view, List<View> listed, ItemsParameters items) {
    this.view = view;
    this.areas = listed.stream().filter(v -> v.layer().geometry().type().dimension() == 2).toList();
    List<Parameter<SummaryRequest>> all = new ArrayList<>();
    all.add(
        Parameter.optional(
            "by",
            "묶는 기준: 속성, in:면 레이어, hex:미터. 쉼표로 둘째 속성. 없으면 공표하는 집계.",
            "what makes a group: a property, in:{layer of areas} or hex:{metres}; a second property after a comma; the"
                + " published counts where absent",
            Schemas.string(),
            this::readBy));
    all.add(
        Parameter.optional(
            "measure",
            "count, sum:속성, min:속성, max:속성, mean:속성",
            "count, or sum, min, max or mean, a colon and a numeric property",
            Schemas.string().put("default", "count"),
            this::readMeasure));
    all.add(format());
    for (Parameter<ItemsRequest> p : items.table().without(NOT_FILTERS)) {
      all.add(
          new Parameter<>(
              p.name(),
              p.description(),
              p.schema(),
              p.required(),
              (v, r) -> p.reader().read(v, r.rows)));
    }
    all.addAll(Parameter.formatAndLanguage());
    this.table = new ParameterTable<>(all);
  }

  public ParameterTable<SummaryRequest> table() {
    return table;
  }

  private static Parameter<SummaryRequest> format() {
    List<String> formats =
        Stream.concat(Stream.of(Format.values()).map(Format::word), Stream.of(GEO_JSON)).toList();
    return Parameter.optional(
        "f",
        "답의 형식. geojson은 by=hex의 칸을 도형으로 줍니다.",
        "format of the answer; geojson gives the cells of by=hex",
        Schemas.oneOf(formats),
        (v, r) -> {
          Parameter.check(v, formats);
          r.asGeoJson = v.equals(GEO_JSON);
        });
  }

  /**
   * Reads a whole query.
   *
   * @throws BadRequestException with everything that is wrong with it
   */
  public SummaryRequest read(Exchange e, PlaceReader places) {
    SummaryRequest request = table.read(e.query(), new SummaryRequest());
    if (request.by == null) {
      for (String name : e.query().keySet()) {
        boolean isForm = name.equals("f") && !request.asGeoJson || name.equals("lang");
        if (!isForm) {
          throw new BadRequestException(
              name,
              new Text(
                  name + ": by와 함께 써야 합니다. 공표하는 집계는 거를 수 없습니다.",
                  name + ": goes only with by; the published counts cannot be narrowed down"));
        }
      }
    }
    if (request.asGeoJson && !(request.by instanceof Grouping.Hexagon)) {
      throw new BadRequestException(
          "f", new Text("f: geojson은 by=hex와만 됩니다.", "f: geojson goes only with by=hex"));
    }
    places.resolve(request.rows);
    return request;
  }

  private void readBy(String text, SummaryRequest request) throws InvalidParameterException {
    List<String> parts = PropertyValues.split(text);
    if (parts.size() > 2) {
      throw new InvalidParameterException("둘까지 묶을 수 있습니다.", "at most two, separated by a comma");
    }
    request.byName = parts.get(0);
    request.by = key(parts.get(0));
    if (parts.size() == 2) {
      request.second = groupable(parts.get(1), false);
      if (parts.get(0).equals(parts.get(1))) {
        throw new InvalidParameterException(
            Particle.SUBJECT.after(InvalidParameterException.quote(parts.get(1))) + " 두 번 나옵니다.",
            InvalidParameterException.quote(parts.get(1)) + " stands twice");
      }
    }
  }

  private Grouping.Key key(String name) throws InvalidParameterException {
    if (name.startsWith(IN)) {
      String id = name.substring(IN.length());
      for (View area : areas) {
        if (area.layer().id().equals(id)) {
          return new Grouping.Area(area);
        }
      }
      String given = InvalidParameterException.quote(id);
      throw new InvalidParameterException(
          Particle.TOPIC.after(given) + " 면으로 된 레이어가 아닙니다. 쓸 수 있는 것: " + areaNames(),
          given + " is not a layer of areas; allowed are: " + areaNames());
    }
    if (name.startsWith(HEX)) {
      double metres = BoxText.number(name.substring(HEX.length()));
      if (metres < MIN_HEX_METRES || metres > MAX_HEX_METRES) {
        throw new InvalidParameterException(
            "육각형의 너비는 50에서 100000 미터까지입니다.", "hexagons are from 50 to 100000 metres wide");
      }
      return new Grouping.Hexagon(new HexGrid(metres));
    }
    return new Grouping.Value(groupable(name, true));
  }

  private Property groupable(String name, boolean isFirst) throws InvalidParameterException {
    Property property = view.property(name).filter(SummaryParameters::isGroupable).orElse(null);
    if (property == null) {
      String allowed =
          view.properties().stream()
              .filter(SummaryParameters::isGroupable)
              .map(Property::name)
              .collect(Collectors.joining(", "));
      if (isFirst) {
        allowed += (allowed.isEmpty() ? "" : ", ") + HEX + "{50-100000}";
        allowed += areas.isEmpty() ? "" : ", " + IN + "{" + areaNames() + "}";
      }
      String given = InvalidParameterException.quote(name);
      throw new InvalidParameterException(
          Particle.BY.after(given) + " 묶을 수 없습니다. 쓸 수 있는 것: " + allowed,
          "cannot group by " + given + "; allowed are: " + allowed);
    }
    return property;
  }

  private String areaNames() {
    return areas.stream().map(View::layer).map(Layer::id).collect(Collectors.joining(", "));
  }

  /** Values that recur: of an enumeration, yes or no, whole numbers, short text. */
  private static boolean isGroupable(Property p) {
    return switch (p.type()) {
      case BOOLEAN, INTEGER -> true;
      case STRING -> !p.markdown() && !p.uri();
      default -> false;
    };
  }

  private void readMeasure(String text, SummaryRequest request) throws InvalidParameterException {
    if (text.equals("count")) {
      return;
    }
    Map<String, SummaryRequest.Function> functions =
        Stream.of(SummaryRequest.Function.values())
            .filter(f -> f != SummaryRequest.Function.COUNT)
            .collect(Collectors.toMap(f -> f.name().toLowerCase(Locale.ROOT), f -> f));
    int colon = text.indexOf(':');
    SummaryRequest.Function function = colon < 0 ? null : functions.get(text.substring(0, colon));
    Property property =
        view.property(text.substring(colon + 1)).filter(p -> p.type().isNumeric()).orElse(null);
    if (function == null || property == null) {
      String given = InvalidParameterException.quote(text);
      String allowed =
          view.properties().stream()
              .filter(p -> p.type().isNumeric())
              .map(Property::name)
              .collect(Collectors.joining(", "));
      throw new InvalidParameterException(
          Particle.OBJECT.after(given)
              + " 읽을 수 없습니다. count 또는 sum:, min:, max:, mean: 뒤에 수 속성: "
              + allowed,
          given
              + " is neither count nor one of sum:, min:, max:, mean: with a numeric property; those are: "
              + allowed);
    }
    request.function = function;
    request.measured = property;
  }
}
