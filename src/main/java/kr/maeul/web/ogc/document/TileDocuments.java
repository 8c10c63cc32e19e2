package kr.maeul.web.ogc.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import kr.maeul.geo.Box;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.View;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.layer.text.Choice;
import kr.maeul.layer.text.Text;
import kr.maeul.store.LayerState;
import kr.maeul.tile.Clusters;
import kr.maeul.tile.TileLimits;
import kr.maeul.tile.TileMatrixSet;
import kr.maeul.web.contract.Schemas;
import kr.maeul.web.ogc.query.CrsParameters;
import kr.maeul.web.ogc.query.TileParameters;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.negotiation.MediaTypes;

/** What tells of tiles: the matrix set (OGC 17-083r4), tilesets (OGC 20-057), TileJSON 3.0. */
public final class TileDocuments {
  public static final Text MATRIX_SETS = new Text("타일 격자", "Tile matrix sets");
  public static final Text TILESETS = new Text("타일", "Tiles");
  private static final Text MATRIX_SET =
      new Text("웹 지도용 격자 (WebMercatorQuad)", "Google Maps compatible (WebMercatorQuad)");
  private static final String TEMPLATE = "/{tileMatrix}/{tileRow}/{tileCol}";

  private TileDocuments() {}

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ObjectNode matrixSets(Exchange e) {
    ObjectNode json = object();
    ObjectNode set = json.putArray("tileMatrixSets").addObject();
    identity(set, e);
    set.set(
        "links",
        new Links(e)
            .to("self", MediaTypes.JSON, Paths.TILE_MATRIX_SET, MATRIX_SET)
            .to("item", MediaTypes.JSON, Paths.TILE_MATRIX_SET, MATRIX_SET)
            .nodes());
    json.set("links", new Links(e).selfAndAlternate(MediaTypes.JSON).nodes());
    return json;
  }

  private static void identity(ObjectNode set, Exchange e) {
    set.put("id", TileMatrixSet.ID).put("title", e.say(MATRIX_SET));
    set.put("uri", TileMatrixSet.URI).put("crs", TileMatrixSet.CRS);
  }

  public static ObjectNode matrixSet(Exchange e) {
    ObjectNode json = object();
    identity(json, e);
    json.putArray("orderedAxes").add("X").add("Y");
    json.put("wellKnownScaleSet", TileMatrixSet.WELL_KNOWN_SCALE_SET);
    double edge = TileMatrixSet.EDGE_METRES;
    ObjectNode box = json.putObject("boundingBox");
    box.putArray("lowerLeft").add(-edge).add(-edge);
    box.putArray("upperRight").add(edge).add(edge);
    box.put("crs", TileMatrixSet.CRS);
    ArrayNode matrices = json.putArray("tileMatrices");
    for (int zoom = 0; zoom <= TileMatrixSet.MAX_ZOOM; zoom++) {
      ObjectNode m = matrices.addObject();
      m.put("id", String.valueOf(zoom))
          .put("scaleDenominator", TileMatrixSet.scaleDenominator(zoom))
          .put("cellSize", TileMatrixSet.cellSizeMetres(zoom))
          .put("cornerOfOrigin", "topLeft");
      m.putArray("pointOfOrigin").add(-edge).add(edge);
      m.put("matrixWidth", TileMatrixSet.width(zoom))
          .put("matrixHeight", TileMatrixSet.width(zoom))
          .put("tileWidth", TileMatrixSet.TILE_PIXELS)
          .put("tileHeight", TileMatrixSet.TILE_PIXELS);
    }
    json.set("links", new Links(e).selfAndAlternate(MediaTypes.JSON).nodes());
    return json;
  }

  public static ObjectNode tilesets(Exchange e, View view) {
    ObjectNode json = object();
    ObjectNode tileset = json.putArray("tilesets").addObject();
    describe(tileset, e, view.layer());
    Links links = new Links(e);
    links.to("self", MediaTypes.JSON, Paths.tileset(view.layer()), view.layer().title());
    links.to(Links.OGC + "tiling-scheme", MediaTypes.JSON, Paths.TILE_MATRIX_SET, MATRIX_SET);
    tileset.set("links", links.nodes());
    json.set("links", new Links(e).selfAndAlternate(MediaTypes.JSON).nodes());
    return json;
  }

  private static void describe(ObjectNode tileset, Exchange e, Layer layer) {
    tileset.put("title", e.say(layer.title())).put("dataType", "vector");
    tileset.put("crs", TileMatrixSet.CRS).put("tileMatrixSetId", TileMatrixSet.ID);
    tileset.put("tileMatrixSetURI", TileMatrixSet.URI);
  }

  public static ObjectNode tileset(Exchange e, View view, LayerState state) {
    Layer layer = view.layer();
    ObjectNode json = object();
    describe(json, e, layer);
    json.put("description", e.say(layer.description()));
    Box extent = state.extent();
    limits(json.putArray("tileMatrixSetLimits"), extent == null ? Box.WORLD : extent);
    if (extent != null) {
      box(json.putObject("boundingBox"), extent);
      ObjectNode centre = json.putObject("centerPoint");
      centre.putArray("coordinates").add(extent.centreLongitude()).add(extent.centreLatitude());
      centre.put("crs", CrsParameters.CRS84).put("tileMatrix", String.valueOf(zoomOf(extent)));
    }
    ObjectNode content = json.putArray("layers").addObject();
    content.put("id", layer.id()).put("title", e.say(layer.title()));
    content.put("description", e.say(layer.description())).put("dataType", "vector");
    content.put("geometryType", layer.geometry().type().geoJson());
    if (layer.geometry().type().dimension() >= 0) {
      content.put("geometryDimension", layer.geometry().type().dimension());
    }
    content.put("minTileMatrix", "0").put("maxTileMatrix", String.valueOf(TileMatrixSet.MAX_ZOOM));
    if (extent != null) {
      box(content.putObject("boundingBox"), extent);
    }
    content.set("propertiesSchema", properties(e, view));
    json.set("links", links(e, layer).nodes());
    return json;
  }

  private static void limits(ArrayNode json, Box extent) {
    for (TileLimits l : TileMatrixSet.limits(CollectionDocument.box(extent))) {
      json.addObject()
          .put("tileMatrix", String.valueOf(l.zoom()))
          .put("minTileRow", l.minRow())
          .put("maxTileRow", l.maxRow())
          .put("minTileCol", l.minColumn())
          .put("maxTileCol", l.maxColumn());
    }
  }

  private static Links links(Exchange e, Layer layer) {
    String tiles = e.urls().at(Paths.tileset(layer)) + TEMPLATE;
    Text asMvt = new Text("벡터 타일 (MVT)", "Vector tiles (MVT)");
    Text asJson = new Text("타일 (GeoJSON)", "Tiles (GeoJSON)");
    return new Links(e)
        .selfAndAlternate(MediaTypes.JSON)
        .sameWith(
            "alternate",
            MediaTypes.TILE_JSON,
            Map.of("f", TileParameters.TILE_JSON),
            new Text("TileJSON", "TileJSON"))
        .template("item", MediaTypes.VECTOR_TILE, tiles + "?f=mvt", asMvt)
        .template("item", MediaTypes.GEO_JSON, tiles + "?f=geojson", asJson)
        .to(Links.OGC + "tiling-scheme", MediaTypes.JSON, Paths.TILE_MATRIX_SET, MATRIX_SET)
        .to(Links.OGC + "geodata", MediaTypes.JSON, Paths.collection(layer), layer.title());
  }

  private static void box(ObjectNode json, Box box) {
    List<BigDecimal> bounds = CollectionDocument.bounds(box);
    json.putArray("lowerLeft").add(bounds.get(0)).add(bounds.get(1));
    json.putArray("upperRight").add(bounds.get(2)).add(bounds.get(3));
    json.put("crs", CrsParameters.CRS84);
  }

  /** The deepest zoom on which the box is no wider and no higher than two tiles. */
  private static int zoomOf(Box box) {
    int zoom = 0;
    while (zoom < Clusters.BELOW_ZOOM) {
      TileLimits l = TileMatrixSet.limits(box, zoom + 1);
      if (l.maxRow() - l.minRow() > 1 || l.maxColumn() - l.minColumn() > 1) {
        break;
      }
      zoom++;
    }
    return zoom;
  }

  private static ObjectNode properties(Exchange e, View view) {
    ObjectNode schema = object().put("type", "object");
    ObjectNode members = schema.putObject("properties");
    members.set("id", Schemas.string().put("title", "id"));
    for (Property p : view.properties()) {
      ObjectNode value = Schemas.valueOf(p);
      ObjectNode type = p.type() == PropertyType.STRING_LIST ? Schemas.listOf(value) : value;
      members.set(p.name(), type.put("title", e.say(p.title())));
    }
    if (view.layer().geometry().type().dimension() <= 0) {
      Text cluster = new Text("여러 항목을 모은 점", "Several items gathered");
      Text count = new Text("모인 항목 수", "Items in it");
      members.set("cluster", object().put("type", "boolean").put("title", e.say(cluster)));
      members.set("count", Schemas.integer(2, null, null).put("title", e.say(count)));
      view.byRole(PropertyRole.CATEGORY)
          .ifPresent(
              p -> {
                for (Choice c : p.choices()) {
                  members.set(
                      "count_" + c.value(),
                      Schemas.integer(1, null, null).put("title", e.say(c.title())));
                }
              });
    }
    return schema;
  }

  public static ObjectNode tileJson(Exchange e, View view, LayerState state) {
    Layer layer = view.layer();
    ObjectNode json = object().put("tilejson", "3.0.0");
    json.put("name", e.say(layer.title())).put("description", e.say(layer.description()));
    json.put("scheme", "xyz");
    json.putArray("tiles").add(e.urls().at(Paths.tileset(layer)) + "/{z}/{y}/{x}?f=mvt");
    json.put("minzoom", 0).put("maxzoom", TileMatrixSet.MAX_ZOOM);
    Box box = state.extent();
    if (box != null) {
      CollectionDocument.bounds(box).forEach(json.putArray("bounds")::add);
      json.putArray("center").add(box.centreLongitude()).add(box.centreLatitude()).add(zoomOf(box));
    }
    ObjectNode content = json.putArray("vector_layers").addObject().put("id", layer.id());
    content.put("description", e.say(layer.title()));
    content.put("minzoom", 0).put("maxzoom", TileMatrixSet.MAX_ZOOM);
    ObjectNode fields = content.putObject("fields");
    properties(e, view)
        .path("properties")
        .properties()
        .forEach(
            p ->
                fields.put(
                    p.getKey(),
                    switch (p.getValue().path("type").asText()) {
                      case "integer", "number" -> "Number";
                      case "boolean" -> "Boolean";
                      default -> "String";
                    }));
    return json;
  }
}
