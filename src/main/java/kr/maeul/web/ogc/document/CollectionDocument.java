package kr.maeul.web.ogc.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Predicate;
import kr.maeul.geo.Box;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LifeCycle;
import kr.maeul.layer.Naming;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.View;
import kr.maeul.layer.kind.OgcRole;
import kr.maeul.layer.text.Text;
import kr.maeul.store.LayerState;
import kr.maeul.web.ogc.query.CrsParameters;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.negotiation.MediaTypes;

/** A collection as JSON: what a layer is called, where it lies, where its items are. */
public final class CollectionDocument {
  private static final BigDecimal BOUNDS_MARGIN = new BigDecimal("0.00001");

  private CollectionDocument() {}

  /**
   * @param links started by the caller, who knows whether the collection is the answer or a part of
   *     it
   * @param isListed whether the caller may know of a layer
   */
  public static ObjectNode of(
      Exchange e, View view, LayerState state, Links links, Predicate<String> isListed) {
    Layer layer = view.layer();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", layer.id())
        .put("title", e.say(layer.title()))
        .put("description", e.say(layer.description()));
    json.put("itemType", "feature");
    extent(json, view, state);
    CrsParameters.crsUris().forEach(json.putArray("crs")::add);
    json.put("storageCrs", CrsParameters.CRS84);
    json.set("links", addLinks(links, view).nodes());
    json.set("maeul", extras(view, state, isListed));
    return json;
  }

  private static Links addLinks(Links links, View view) {
    Layer layer = view.layer();
    String path = Paths.collection(layer);
    links
        .to("items", MediaTypes.GEO_JSON, Paths.items(layer), new Text("항목", "Items"))
        .toPage("items", Paths.items(layer), new Text("항목, 웹 페이지로", "Items, as a page"))
        .to(Links.OGC + "schema", MediaTypes.SCHEMA, path + "/schema", new Text("스키마", "Schema"))
        .to(
            Links.OGC + "queryables",
            MediaTypes.SCHEMA,
            path + "/queryables",
            new Text("조건에 쓸 속성", "Queryables"))
        .to(
            Links.OGC + "sortables",
            MediaTypes.SCHEMA,
            path + "/sortables",
            new Text("정렬에 쓸 속성", "Sortables"));
    links.to(
        Links.OGC + "tilesets-vector",
        MediaTypes.JSON,
        Paths.tilesets(layer),
        TileDocuments.TILESETS);
    links.to(
        Links.OGC + "tiling-schemes",
        MediaTypes.JSON,
        Paths.TILE_MATRIX_SETS,
        TileDocuments.MATRIX_SETS);
    if (view.summary().isPresent()) {
      links.to("related", MediaTypes.JSON, path + "/summary", new Text("집계", "Summary"));
    }
    return links;
  }

  /**
   * Times are stated where both ends are known; half an interval is left out, as is none at all.
   */
  private static void extent(ObjectNode json, View view, LayerState state) {
    boolean isTemporal =
        state.from() != null
            && state.until() != null
            && view.properties().stream().anyMatch(CollectionDocument::isPrimaryTime);
    if (state.extent() == null && !isTemporal) {
      return;
    }
    ObjectNode extent = json.putObject("extent");
    if (state.extent() != null) {
      ObjectNode spatial = extent.putObject("spatial");
      bounds(state.extent()).forEach(spatial.putArray("bbox").addArray()::add);
      spatial.put("crs", CrsParameters.CRS84);
    }
    if (isTemporal) {
      ObjectNode temporal = extent.putObject("temporal");
      ArrayNode interval = temporal.putArray("interval").addArray();
      interval.add(state.from().toString()).add(state.until().toString());
      temporal.put("trs", "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian");
    }
  }

  private static boolean isPrimaryTime(Property p) {
    return p.has(OgcRole.PRIMARY_INSTANT)
        || p.has(OgcRole.PRIMARY_INTERVAL_START)
        || p.has(OgcRole.PRIMARY_INTERVAL_END);
  }

  /**
   * West, south, east, north of what has that extent: a metre or two further out, so that
   * everything lies inside for those as well who read coordinates as numbers of 32 bits, 0.000008
   * degrees off (libraries for JSON do, and the official suite with them).
   */
  static List<BigDecimal> bounds(Box extent) {
    return List.of(
        outward(extent.west(), -1, 180),
        outward(extent.south(), -1, 90),
        outward(extent.east(), 1, 180),
        outward(extent.north(), 1, 90));
  }

  /** The same as a box: what is outside of it is outside of all that we say of the extent. */
  public static Box box(Box extent) {
    List<BigDecimal> b = bounds(extent);
    return new Box(
        b.get(0).doubleValue(),
        b.get(1).doubleValue(),
        b.get(2).doubleValue(),
        b.get(3).doubleValue());
  }

  private static BigDecimal outward(double degrees, int sign, int most) {
    BigDecimal moved =
        BigDecimal.valueOf(degrees)
            .add(BOUNDS_MARGIN.multiply(BigDecimal.valueOf(sign)))
            .setScale(BOUNDS_MARGIN.scale(), sign < 0 ? RoundingMode.FLOOR : RoundingMode.CEILING);
    BigDecimal end = BigDecimal.valueOf((long) sign * most);
    BigDecimal within = (sign < 0 ? moved.max(end) : moved.min(end)).stripTrailingZeros();
    return within.scale() < 0 ? within.setScale(0) : within;
  }

  /** For those who see the status. */
  private static void status(ObjectNode json, View view) {
    LifeCycle cycle = view.layer().lifeCycle();
    if (cycle != null && view.properties().contains(cycle.property())) {
      ObjectNode status = json.putObject("status").put("property", cycle.property().name());
      status.put("draft", cycle.draft());
      cycle.review().ifPresent(v -> status.put("review", v));
      status.put("published", cycle.published()).put("withdrawn", cycle.withdrawn());
      cycle
          .publishAt()
          .filter(view.properties()::contains)
          .ifPresent(p -> status.put("publishAt", p.name()));
    }
  }

  private static ObjectNode extras(View view, LayerState state, Predicate<String> isListed) {
    Layer layer = view.layer();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    both(json.putObject("titles"), layer.title());
    both(json.putObject("descriptions"), layer.description());
    json.put("accent", layer.accent()).put("symbol", layer.symbol()).put("order", layer.order());
    json.put("shown", layer.shown()).put("geometry", layer.geometry().type().word());
    layer.pageView().ifPresent(name -> json.put("view", name));
    status(json, view);
    json.put("count", state.count())
        .put("revision", state.revision())
        .put("hasSummary", view.summary().isPresent());
    ObjectNode roles = json.putObject("roles");
    for (PropertyRole role : PropertyRole.values()) {
      view.byRole(role).ifPresent(p -> roles.put(camelCase(role.word()), p.name()));
    }
    ArrayNode unnamed = json.putArray("unnamed");
    Naming.of(view).unnamed().forEach(text -> both(unnamed.addObject(), text));
    ObjectNode translations = json.putObject("translations");
    ObjectNode refs = json.putObject("refs");
    for (Property p : view.properties()) {
      view.translationOf(p).ifPresent(t -> translations.put(p.name(), t.name()));
      if (p.ref() != null && isListed.test(p.ref())) {
        refs.put(p.name(), p.ref());
      }
    }
    return json;
  }

  private static void both(ObjectNode json, Text text) {
    json.put("ko", text.ko()).put("en", text.en());
  }

  /** {@code as-of} → {@code asOf}. */
  private static String camelCase(String word) {
    StringBuilder out = new StringBuilder();
    for (String part : word.split("-")) {
      out.append(out.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
    }
    return out.toString();
  }
}
