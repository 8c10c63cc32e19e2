package kr.maeul.web.ogc.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import kr.maeul.layer.text.Text;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.negotiation.MediaTypes;

/** The landing page and the list of conformance classes. */
public final class ServiceDocuments {
  public static final Text TITLE = new Text("마을이야기 지도", "Maeul – the village story map");
  public static final Text DESCRIPTION =
      new Text(
          "전주 노송동의 빈집, 도시재생, 마을 이야기를 담은 지도의 공개 API입니다.",
          "The public API of a map of vacant houses, urban regeneration and village stories in Nosong-dong, Jeonju.");

  private static final String PART_1 = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/";
  private static final String PART_2 = "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/";
  private static final String PART_3 = "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/";
  private static final String CQL2 = "http://www.opengis.net/spec/cql2/1.0/conf/";
  private static final String PART_5 = "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/";
  private static final String PART_4 = "http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/";
  private static final String COMMON_3 = "http://www.opengis.net/spec/ogcapi-common-3/1.0/conf/";
  private static final String COMMON_5 = "http://www.opengis.net/spec/ogcapi-common-5/1.0/conf/";
  private static final String TILES = "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/";
  private static final String TMS = "http://www.opengis.net/spec/tms/2.0/conf/";
  private static final List<String> CLASSES =
      List.of(
          PART_1 + "core",
          PART_1 + "oas30",
          PART_1 + "geojson",
          PART_1 + "html",
          PART_2 + "crs",
          PART_3 + "queryables",
          PART_3 + "queryables-query-parameters",
          PART_3 + "filter",
          PART_3 + "features-filter",
          CQL2 + "cql2-text",
          CQL2 + "cql2-json",
          CQL2 + "basic-cql2",
          CQL2 + "advanced-comparison-operators",
          CQL2 + "case-insensitive-comparison",
          CQL2 + "accent-insensitive-comparison",
          CQL2 + "basic-spatial-functions",
          CQL2 + "basic-spatial-functions-plus",
          CQL2 + "spatial-functions",
          CQL2 + "temporal-functions",
          CQL2 + "array-functions",
          CQL2 + "property-property",
          CQL2 + "functions",
          CQL2 + "arithmetic",
          PART_5 + "schemas",
          PART_5 + "core-roles-features",
          PART_5 + "returnables-and-receivables",
          PART_5 + "queryables",
          PART_5 + "sortables",
          TILES + "core",
          TILES + "tileset",
          TILES + "tilesets-list",
          TILES + "geodata-tilesets",
          TILES + "mvt",
          TILES + "geojson",
          TILES + "oas30",
          TMS + "tilematrixset",
          TMS + "json-tilematrixset",
          TMS + "tilematrixsetlimits",
          TMS + "json-tilematrixsetlimits",
          TMS + "tilesetmetadata",
          TMS + "json-tilesetmetadata");

  /**
   * Where features can be written. The draft is moving all classes but one from Part 4 to Common;
   * until it is done, both names are said.
   */
  private static final List<String> OF_WRITES =
      List.of(
          PART_4 + "create-replace-delete",
          PART_4 + "update",
          PART_4 + "optimistic-locking-etags",
          PART_4 + "optimistic-locking-timestamps",
          PART_4 + "features",
          COMMON_3 + "returnables-and-receivables",
          COMMON_5 + "create-replace-delete",
          COMMON_5 + "update",
          COMMON_5 + "optimistic-locking-etags",
          COMMON_5 + "optimistic-locking-timestamps",
          COMMON_5 + "handling");

  private ServiceDocuments() {}

  public static ObjectNode landing(Exchange e) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("title", e.say(TITLE)).put("description", e.say(DESCRIPTION));
    Text openApi = new Text("API 정의 (OpenAPI 3.0)", "API definition (OpenAPI 3.0)");
    Text readable = new Text("API 설명", "API documentation");
    Text conformance = new Text("따르는 표준", "Conformance classes");
    Text collections = new Text("레이어", "Layers");
    Links links =
        new Links(e)
            .selfAndAlternate(MediaTypes.JSON)
            .to("service-desc", MediaTypes.OPEN_API, Paths.OPEN_API, openApi)
            .toPage("service-doc", Paths.OPEN_API, readable)
            .to("conformance", MediaTypes.JSON, Paths.CONFORMANCE, conformance)
            .to("data", MediaTypes.JSON, Paths.COLLECTIONS, collections)
            .to(
                Links.OGC + "tiling-schemes",
                MediaTypes.JSON,
                Paths.TILE_MATRIX_SETS,
                TileDocuments.MATRIX_SETS);
    json.set("links", links.nodes());
    return json;
  }

  public static ObjectNode conformance(Exchange e, boolean isWritable) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode classes = json.putArray("conformsTo");
    CLASSES.forEach(classes::add);
    if (isWritable) {
      OF_WRITES.forEach(classes::add);
    }
    json.set("links", new Links(e).selfAndAlternate(MediaTypes.JSON).nodes());
    return json;
  }
}
