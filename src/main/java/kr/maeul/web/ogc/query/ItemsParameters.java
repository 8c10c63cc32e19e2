package kr.maeul.web.ogc.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.feature.Position;
import kr.maeul.feature.SortKey;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.layer.text.Particle;
import kr.maeul.layer.text.Text;
import kr.maeul.web.contract.InvalidParameterException;
import kr.maeul.web.contract.Parameter;
import kr.maeul.web.contract.ParameterTable;
import kr.maeul.web.contract.Schemas;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.refusal.BadRequestException;

/**
 * The parameters of a collection's items: the fixed ones, and every property that the view shows.
 */
public final class ItemsParameters {
  private static final int MAX_TEXT = 200;

  /** Those of a single item, which are the same for all. */
  public static final ParameterTable<ItemsRequest> OF_ONE = ofOne();

  private final View view;
  private final PositionToken tokens;
  private final ParameterTable<ItemsRequest> table;

  ItemsParameters(View view, PositionToken tokens) {
    this.view = view;
    this.tokens = tokens;
    List<Parameter<ItemsRequest>> all = new ArrayList<>(fixed());
    all.addAll(FilterRequest.parameters(view));
    all.addAll(Parameter.formatAndLanguage());
    all.add(idFilter());
    view.properties().forEach(p -> all.add(filter(p)));
    this.table = new ParameterTable<>(all);
  }

  private static ParameterTable<ItemsRequest> ofOne() {
    List<Parameter<ItemsRequest>> all = new ArrayList<>(Parameter.formatAndLanguage());
    all.add(CrsParameters.crs("crs", (r, c) -> r.crs = c));
    return new ParameterTable<>(all);
  }

  public ParameterTable<ItemsRequest> table() {
    return table;
  }

  /**
   * Reads a whole query.
   *
   * @throws BadRequestException with everything that is wrong with it
   */
  public ItemsQuestion read(Exchange e, PlaceReader places) {
    ItemsRequest request = table.read(e.query(), new ItemsRequest());
    places.resolve(request);
    return new ItemsQuestion(query(request), request.crs);
  }

  private FeatureQuery query(ItemsRequest request) {
    if (request.afterToken == null) {
      return request.toQuery(view.properties(), null);
    }
    if (request.offset > 0) {
      throw new BadRequestException(
          "offset", new Text("after와 offset을 함께 쓸 수 없습니다.", "after and offset do not go together"));
    }
    try {
      Position after = tokens.read(request.afterToken, request.sort);
      return request.toQuery(view.properties(), after);
    } catch (InvalidParameterException thrown) {
      throw new BadRequestException("after", thrown.reason());
    }
  }

  private List<Parameter<ItemsRequest>> fixed() {
    ObjectNode bbox =
        Schemas.listOf(Schemas.object().put("type", "number"))
            .put("minItems", 4)
            .put("maxItems", 6);
    List<String> names = view.properties().stream().map(Property::name).toList();
    return List.of(
        Parameter.optional(
            "bbox",
            "서,남,동,북. 서쪽이 동쪽보다 크면 날짜 변경선을 넘습니다. bbox-crs가 있으면 그 좌표계의 축 순서.",
            "west,south,east,north; crosses the date line where west is greater than east; in the axis order of bbox-crs"
                + " where there is one",
            bbox,
            (v, r) -> r.box = BoxText.numbers(v)),
        CrsParameters.crs("bbox-crs", (r, crs) -> r.boxCrs = crs),
        Parameter.optional(
            "datetime",
            "시각, 날짜 또는 기간(a/b, ../b, a/.., a/P2D)",
            "an instant, a date or an interval (a/b, ../b, a/.., a/P2D)",
            Schemas.string(),
            (v, r) -> r.filters.add(new Filter.During(DatetimeReader.parse(v)))),
        Parameter.optional(
            "limit",
            "한 번에 받을 개수. 더 크게 적어도 " + ItemsRequest.MAX_LIMIT + "개까지 옵니다.",
            "how many at once; a greater number gets " + ItemsRequest.MAX_LIMIT,
            Schemas.integer(1, (long) ItemsRequest.MAX_LIMIT, (long) ItemsRequest.DEFAULT_LIMIT),
            (v, r) -> r.limit = (int) Math.min(wholeNumber(v, 1), ItemsRequest.MAX_LIMIT)),
        Parameter.optional(
            "offset",
            "건너뛸 개수",
            "how many to pass over",
            Schemas.integer(0, null, 0L),
            (v, r) -> r.offset = wholeNumber(v, 0)),
        Parameter.optional(
            "after",
            "앞 쪽의 next 링크에 담긴 자리",
            "the position that the next link of the page before carries",
            Schemas.string(),
            (v, r) -> r.afterToken = v),
        Parameter.optional(
            "sortby",
            "정렬할 속성, 앞에 -를 붙이면 내림차순",
            "properties to sort by, descending with a - in front",
            Schemas.listOf(Schemas.string().put("pattern", "^[+-]?.+$")),
            this::readSort),
        Parameter.optional(
            "properties",
            "받을 속성. 비워 두면 도형만 옵니다.",
            "properties wanted; none at all where empty",
            Schemas.listOf(names.isEmpty() ? Schemas.string() : Schemas.oneOf(names)),
            this::readProperties),
        Parameter.optional(
            "q",
            "제목·주소 등에서 찾을 말. 초성도 됩니다.",
            "words to look for in titles, addresses and texts; 초성 too",
            Schemas.string().put("maxLength", MAX_TEXT),
            (v, r) -> readText(v).ifPresent(t -> r.filters.add(new Filter.Matches(t)))),
        CrsParameters.crs("crs", (r, crs) -> r.crs = crs),
        PlaceParameters.near(),
        PlaceParameters.within(),
        PlaceParameters.radius());
  }

  private Parameter<ItemsRequest> idFilter() {
    return Parameter.optional(
        view.layer().idName(),
        "식별자. 쉼표로 여러 개",
        "ids, separated by commas",
        Schemas.listOf(Schemas.string()),
        (v, r) -> r.filters.add(new Filter.IdIn(PropertyValues.split(v))));
  }

  private static Parameter<ItemsRequest> filter(Property p) {
    return new Parameter<>(
        p.name(),
        p.title(),
        Schemas.listOf(Schemas.valueOf(p)),
        false,
        (v, r) -> readFilter(p, v, r));
  }

  private static void readFilter(Property property, String text, ItemsRequest request)
      throws InvalidParameterException {
    List<Object> values = new ArrayList<>();
    for (String value : PropertyValues.split(text)) {
      values.add(PropertyValues.parse(property, value));
    }
    request.filters.add(new Filter.OneOf(property, values));
  }

  /**
   * A plus sign in a query means a space, so a space in front is a plus sign that was not encoded.
   */
  private void readSort(String text, ItemsRequest request) throws InvalidParameterException {
    for (String part : PropertyValues.split(text)) {
      boolean descending = part.startsWith("-");
      boolean signed = descending || part.startsWith("+") || part.startsWith(" ");
      String name = signed ? part.substring(1) : part;
      boolean isId = name.equals(view.layer().idName());
      Property property = view.property(name).filter(p -> p.type().isSortable()).orElse(null);
      if (property == null && !isId) {
        throw notThere(name, sortable());
      }
      if (request.sort.stream().anyMatch(k -> k.property() == property)) {
        throw new InvalidParameterException(
            Particle.SUBJECT.after(InvalidParameterException.quote(name)) + " 두 번 나옵니다.",
            InvalidParameterException.quote(name) + " stands twice");
      }
      request.sort.add(new SortKey(property, descending));
    }
  }

  private Stream<String> sortable() {
    return Stream.concat(
        Stream.of(view.layer().idName()),
        view.properties().stream()
            .filter(p -> p.type() != PropertyType.STRING_LIST)
            .map(Property::name));
  }

  private void readProperties(String text, ItemsRequest request) throws InvalidParameterException {
    List<Property> wanted = new ArrayList<>();
    for (String name : text.isEmpty() ? List.<String>of() : PropertyValues.split(text)) {
      Property property =
          view.property(name)
              .orElseThrow(() -> notThere(name, view.properties().stream().map(Property::name)));
      if (!wanted.contains(property)) {
        wanted.add(property);
      }
    }
    request.properties = wanted;
  }

  private static InvalidParameterException notThere(String name, Stream<String> names) {
    String given = InvalidParameterException.quote(name);
    String allowed = String.join(", ", names.toList());
    return new InvalidParameterException(
        Particle.TOPIC.after(given) + " 없는 속성입니다. 쓸 수 있는 것: " + allowed,
        "there is no property " + given + "; allowed are: " + allowed);
  }

  static Optional<String> readText(String text) throws InvalidParameterException {
    if (text.length() > MAX_TEXT) {
      throw new InvalidParameterException(
          "찾을 말은 " + MAX_TEXT + "자까지입니다.", "at most " + MAX_TEXT + " characters");
    }
    return Optional.of(text.strip()).filter(t -> !t.isEmpty());
  }

  static long wholeNumber(String text, long minimum) throws InvalidParameterException {
    if (text.matches("\\d{1,100}")) {
      long number = text.length() > 18 ? Long.MAX_VALUE : Long.parseLong(text);
      if (number >= minimum) {
        return number;
      }
    }
    String given = InvalidParameterException.quote(text);
    throw new InvalidParameterException(
        Particle.TOPIC.after(given) + " " + minimum + " 이상의 정수가 아닙니다.",
        given + " is not a whole number of at least " + minimum);
  }
}
