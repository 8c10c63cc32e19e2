package kr.maeul.web.ogc.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.layer.text.Lang;
import kr.maeul.layer.text.Text;
import kr.maeul.web.contract.Operation;
import kr.maeul.web.contract.ParameterTable;
import kr.maeul.web.contract.Schemas;
import kr.maeul.web.ogc.document.FeatureJson;
import kr.maeul.web.ogc.document.SchemaDocument;
import kr.maeul.web.ogc.document.ServiceDocuments;
import kr.maeul.web.ogc.query.ItemsParameters;
import kr.maeul.web.ogc.query.ItemsRequest;
import kr.maeul.web.ogc.query.SummaryParameters;
import kr.maeul.web.request.negotiation.MediaTypes;

/**
 * Describes the API in OpenAPI 3.0, from the same tables that read the parameters. One document,
 * for one thread.
 */
final class OpenApiDocument {
  private static final Map<String, Text> ERRORS =
      Map.of(
          "400", new Text("잘못된 요청", "The request cannot be understood"),
          "404", new Text("찾을 수 없음", "There is no such thing"),
          "406", new Text("제공하지 않는 형식", "None of the accepted formats is offered"),
          "500", new Text("서버 오류", "An error of the service"),
          "503", new Text("잠시 이용할 수 없음", "Temporarily unavailable"));

  /** Further ones of operations that write. */
  private static final Map<String, Text> WRITE_ERRORS =
      Map.of(
          "401", new Text("로그인 필요", "Sign in first"),
          "403", new Text("권한 없음", "Not allowed"),
          "409", new Text("이미 쓰이는 id", "The id is taken"),
          "412", new Text("그사이 바뀜", "Changed meanwhile"),
          "413", new Text("너무 큼", "Too large"),
          "415", new Text("받지 않는 형식", "Unsupported media type"),
          "422", new Text("받을 수 없는 내용", "Content that cannot be taken, with all reasons"),
          "428", new Text("If-Match 필요", "If-Match required"));

  private static final Text OF_EVERY_RESOURCE =
      new Text(
          "어느 요청에나 lang=ko 또는 lang=en으로 답의 언어를, f=json으로 형식을 적을 수 있습니다.",
          "Every request may say in which language to answer by lang=ko or lang=en, and in which format by f=json.");

  private static final Text COLLECTION = new Text("레이어 하나", "One layer");
  private static final Text ITEM = new Text("항목 하나", "One item");

  /** How callers say who they are. */
  static final String COOKIE = "session";

  static final String BEARER = "token";

  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private final ObjectNode paths;
  private final Lang lang;

  OpenApiDocument(Lang lang, String serverUrl, String version) {
    this.lang = lang;
    root.put("openapi", "3.0.3");
    ObjectNode info = root.putObject("info");
    info.put("title", ServiceDocuments.TITLE.in(lang)).put("version", version);
    info.put(
        "description", ServiceDocuments.DESCRIPTION.in(lang) + " " + OF_EVERY_RESOURCE.in(lang));
    root.putArray("servers").addObject().put("url", serverUrl);
    this.paths = root.putObject("paths");
    components();
  }

  ObjectNode json() {
    return root;
  }

  /** A resource that has one address. */
  <R> void resource(
      String path,
      String id,
      Text title,
      String type,
      String schema,
      ParameterTable<R> parameters) {
    operation(path, id, "service", title, type, schema, parameters);
  }

  /** The items of a collection, whose parameters are its own. */
  void items(View view, ItemsParameters items) {
    String id = view.layer().id();
    schemas().set(id, featureSchema(view));
    schemas().set(id + "-items", itemsOf(id));
    operation(
        "/collections/" + id + "/items",
        "items." + id,
        id,
        and(view.layer().title(), ": 항목", ": items"),
        MediaTypes.GEO_JSON,
        id + "-items",
        items.table());
  }

  /** What every collection has in the same way. */
  void collections(
      List<View> views, ParameterTable<Void> common, ParameterTable<ItemsRequest> item) {
    ObjectNode collection = ofEach(views, "", "describe", COLLECTION, MediaTypes.JSON, common);
    answer(collection, MediaTypes.JSON, Schemas.ref("schemas", "collection"));
    ObjectNode one = ofEach(views, "/items/{featureId}", "item", ITEM, MediaTypes.GEO_JSON, item);
    ((ArrayNode) one.path("parameters")).insert(1, featureId());
    answer(one, MediaTypes.GEO_JSON, anyOf(views, ""));
    for (SchemaDocument.Kind kind : SchemaDocument.Kind.values()) {
      ofEach(views, "/" + kind.word(), kind.word(), kind.title(), MediaTypes.SCHEMA, common);
    }
  }

  /**
   * A resource below each of these collections, described once.
   *
   * @param below its path from there, with a slash in front
   */
  <R> ObjectNode ofEach(
      List<View> views, String below, String id, Text title, String type, ParameterTable<R> table) {
    String path = "/collections/{collectionId}" + below;
    operation(path, id, "collections", title, type, "object", table);
    ObjectNode get = (ObjectNode) path(path).path("get");
    ((ArrayNode) get.path("parameters")).insert(0, collectionId(views));
    return get;
  }

  /**
   * The summary of every collection: what it counts may be filtered by whatever a collection has.
   *
   * @param parameters those of a collection without properties
   */
  void summary(List<View> views, SummaryParameters parameters) {
    Text title = new Text("집계", "Summary");
    ObjectNode get =
        ofEach(views, "/summary", "summary", title, MediaTypes.JSON, parameters.table());
    ObjectNode filters = ((ArrayNode) get.path("parameters")).addObject();
    filters.put("name", "queryables").put("in", "query");
    filters.put(
        "description",
        new Text(
                "queryables의 속성이면 무엇이든 이름으로: grade=reuse",
                "any of the queryables by its name: grade=reuse")
            .in(lang));
    ObjectNode any = Schemas.object().put("type", "object");
    any.set("additionalProperties", Schemas.string());
    filters.set("schema", any);
    filters.put("style", "form").put("explode", true);
  }

  private static void answer(ObjectNode operation, String type, ObjectNode schema) {
    operation
        .withObject("/responses/200/content")
        .withObject("/" + type.replace("/", "~1"))
        .set("schema", schema);
  }

  /** One of these collections' schemas. */
  static ObjectNode anyOf(List<View> views, String end) {
    ObjectNode any = Schemas.object();
    ArrayNode list = any.putArray("anyOf");
    views.forEach(view -> list.add(Schemas.ref("schemas", view.layer().id() + end)));
    return any;
  }

  private ObjectNode featureId() {
    ObjectNode parameter = Schemas.object().put("name", "featureId").put("in", "path");
    parameter.put("required", true);
    parameter.put("description", new Text("항목의 식별자", "id of the item").in(lang));
    parameter.set("schema", Schemas.string());
    return parameter;
  }

  /** Which of the collections is meant. */
  ObjectNode collectionId(List<View> views) {
    ObjectNode parameter = Schemas.object().put("name", "collectionId").put("in", "path");
    parameter.put("required", true).put("description", new Text("레이어", "the layer").in(lang));
    parameter.set("schema", Schemas.oneOf(views.stream().map(v -> v.layer().id()).toList()));
    return parameter;
  }

  private static Text and(Text text, String ko, String en) {
    return new Text(text.ko() + ko, text.en() + en);
  }

  <R> void operation(
      String path,
      String id,
      String tag,
      Text title,
      String type,
      String schema,
      ParameterTable<R> parameters) {
    ObjectNode get = paths.putObject(path).putObject("get");
    get.put("operationId", id).put("summary", title.in(lang));
    get.putArray("tags").add(tag);
    ArrayNode list = get.putArray("parameters");
    parameters.describe(list, lang);
    ObjectNode responses = get.putObject("responses");
    ObjectNode ok =
        responses.putObject("200").put("description", Operation.WHAT_WAS_ASKED.in(lang));
    ObjectNode content = ok.putObject("content");
    content.putObject(type).set("schema", Schemas.ref("schemas", schema));
    content.putObject(MediaTypes.HTML).set("schema", Schemas.string());
    responses.set("default", Schemas.ref("responses", "problem"));
  }

  /** The operations of a path, to add to. */
  ObjectNode path(String path) {
    return paths.path(path) instanceof ObjectNode there ? there : paths.putObject(path);
  }

  /** What every operation that writes may answer besides. */
  static void writeErrors(ObjectNode responses) {
    responses.set("default", Schemas.ref("responses", "writeProblem"));
  }

  private void components() {
    ObjectNode components = root.putObject("components");
    ObjectNode responses = components.putObject("responses");
    Map<String, Text> writing = new TreeMap<>(ERRORS);
    writing.putAll(WRITE_ERRORS);
    problem(responses, "problem", new TreeMap<>(ERRORS));
    problem(responses, "writeProblem", writing);
    ObjectNode schemes = components.putObject("securitySchemes");
    schemes
        .putObject(COOKIE)
        .put("type", "apiKey")
        .put("in", "cookie")
        .put("name", "maeul")
        .put("description", new Text("로그인한 브라우저", "a browser that has signed in").in(lang));
    schemes.putObject(BEARER).put("type", "http").put("scheme", "bearer");
    ObjectNode schemas = components.putObject("schemas");
    schemas.set("object", Schemas.object().put("type", "object"));
    schemas.set("problem", problemSchema());
    schemas.set(
        "link",
        objectOf(
            Map.of("href", Schemas.string(), "rel", Schemas.string(), "type", Schemas.string()),
            "href"));
    ObjectNode links = Schemas.listOf(Schemas.ref("schemas", "link"));
    schemas.set(
        "landing",
        objectOf(
            Map.of("title", Schemas.string(), "description", Schemas.string(), "links", links),
            "links"));
    schemas.set(
        "conformance",
        objectOf(Map.of("conformsTo", Schemas.listOf(Schemas.string())), "conformsTo"));
    ObjectNode collection =
        objectOf(
            Map.of(
                "id",
                Schemas.string(),
                "title",
                Schemas.string(),
                "description",
                Schemas.string(),
                "links",
                links),
            "id",
            "links");
    schemas.set("collection", collection);
    ObjectNode collections = Schemas.listOf(Schemas.ref("schemas", "collection"));
    schemas.set(
        "collections",
        objectOf(Map.of("collections", collections, "links", links), "collections", "links"));
    schemas.set(
        "geometry", objectOf(Map.of("type", Schemas.string()), "type").put("nullable", true));
    schemas.set("feature", feature(Schemas.object().put("type", "object")));
    schemas.set(
        "near.distance",
        Schemas.object()
            .put("type", "number")
            .put("minimum", 0)
            .put("readOnly", true)
            .put("title", new Text("거리(m), near가 있을 때", "Metres, where near is asked").in(lang)));
    schemas.set("features", collectionSchema("feature"));
  }

  private void problem(ObjectNode responses, String name, Map<String, Text> codes) {
    ObjectNode response = responses.putObject(name);
    List<String> said = new ArrayList<>();
    codes.forEach((code, meaning) -> said.add(code + " " + meaning.in(lang)));
    response.put("description", String.join("; ", said));
    response
        .putObject("content")
        .putObject(MediaTypes.PROBLEM)
        .set("schema", Schemas.ref("schemas", "problem"));
  }

  ObjectNode schemas() {
    return (ObjectNode) root.path("components").path("schemas");
  }

  private static ObjectNode problemSchema() {
    return objectOf(
        Map.of(
            "type", Schemas.string(),
            "title", Schemas.string(),
            "status", Schemas.object().put("type", "integer"),
            "detail", Schemas.string(),
            "detailEn", Schemas.string(),
            "instance", Schemas.string(),
            "parameter", Schemas.string(),
            "errorId", Schemas.string()),
        "type",
        "title",
        "status");
  }

  private ObjectNode featureSchema(View view) {
    ObjectNode properties = Schemas.object().put("type", "object");
    ObjectNode members = properties.putObject("properties");
    for (Property p : view.properties()) {
      ObjectNode value = Schemas.valueOf(p);
      ObjectNode schema = p.type() == PropertyType.STRING_LIST ? Schemas.listOf(value) : value;
      members.set(p.name(), schema.put("title", p.title().in(lang)));
    }
    members.set(FeatureJson.DISTANCE, Schemas.ref("schemas", "near.distance"));
    return featureWith(properties);
  }

  /** A feature that has those properties; what every feature has is among the components. */
  static ObjectNode featureWith(ObjectNode properties) {
    ObjectNode feature = Schemas.object();
    ArrayNode all = feature.putArray("allOf").add(Schemas.ref("schemas", "feature"));
    all.addObject().putObject("properties").set("properties", properties);
    return feature;
  }

  private static ObjectNode feature(ObjectNode properties) {
    ObjectNode type = Schemas.oneOf(List.of("Feature"));
    return objectOf(
        Map.of(
            "type",
            type,
            "id",
            Schemas.string(),
            "geometry",
            Schemas.ref("schemas", "geometry"),
            "properties",
            properties),
        "type",
        "geometry",
        "properties");
  }

  /** A page whose features have that schema. */
  private static ObjectNode itemsOf(String featureSchema) {
    ObjectNode page = Schemas.object();
    ArrayNode all = page.putArray("allOf");
    all.add(Schemas.ref("schemas", "features"));
    ObjectNode features = Schemas.listOf(Schemas.ref("schemas", featureSchema));
    all.addObject().putObject("properties").set("features", features);
    return page;
  }

  private static ObjectNode collectionSchema(String featureSchema) {
    ObjectNode count = Schemas.object().put("type", "integer").put("minimum", 0);
    return objectOf(
        Map.of(
            "type", Schemas.oneOf(List.of("FeatureCollection")),
            "features", Schemas.listOf(Schemas.ref("schemas", featureSchema)),
            "numberMatched", count,
            "numberReturned", count.deepCopy(),
            "timeStamp", Schemas.string().put("format", "date-time"),
            "links", Schemas.listOf(Schemas.ref("schemas", "link"))),
        "type",
        "features");
  }

  private static ObjectNode objectOf(Map<String, ObjectNode> members, String... required) {
    ObjectNode schema = Schemas.object().put("type", "object");
    List.of(required).forEach(schema.putArray("required")::add);
    ObjectNode properties = schema.putObject("properties");
    members.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(m -> properties.set(m.getKey(), m.getValue().deepCopy()));
    return schema;
  }
}
