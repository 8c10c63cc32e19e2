package kr.maeul.web.ogc.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.layer.text.Lang;
import kr.maeul.layer.text.Text;
import kr.maeul.web.contract.Operation;
import kr.maeul.web.contract.ParameterTable;
import kr.maeul.web.contract.Schemas;
import kr.maeul.web.ogc.query.ItemsRequest;
import kr.maeul.web.request.negotiation.MediaTypes;

/** Describes what writes features in an OpenAPI document. */
final class EditOperations {
  private static final Text REPLACE = new Text("항목 바꾸기", "Replace an item");
  private static final Text UPDATE = new Text("항목 고치기", "Update an item");
  private static final Text UPDATE_MANY = new Text("여럿 고치기", "Update many");
  private static final Text DELETE = new Text("항목 지우기", "Delete an item");

  private final OpenApiDocument document;
  private final Lang lang;

  EditOperations(OpenApiDocument document, Lang lang) {
    this.document = document;
    this.lang = lang;
  }

  /**
   * What writes to one layer. All of it stands where the items are read: a path with a variable
   * that fits the same address would be taken for another description of reading them.
   */
  void of(View view, ParameterTable<ItemsRequest> item) {
    Layer layer = view.layer();
    String id = layer.id();
    String items = "/collections/" + id + "/items";
    document.schemas().set(id + "-write", body(view));
    ObjectNode create = write(items, "post", "create." + id, id, of(layer, "만들기", "create"), "201");
    item.describe((ArrayNode) create.path("parameters"), lang);
    headers(create, false);
    content(
        create,
        List.of(MediaTypes.GEO_JSON, MediaTypes.JSON),
        Schemas.ref("schemas", id + "-write"));
    ObjectNode many = write(items, "patch", "updateMany." + id, id, UPDATE_MANY, "200");
    many.remove("parameters");
    content(many, List.of(MediaTypes.JSON), Schemas.ref("schemas", "object"));
  }

  /** What can be done to items of every layer that can be written to in the same way. */
  void ofEach(List<View> views, ParameterTable<ItemsRequest> item) {
    String one = "/collections/{collectionId}/items/{featureId}";
    ObjectNode replace = write(one, "put", "replace", "collections", REPLACE, "204");
    ObjectNode update = write(one, "patch", "update", "collections", UPDATE, "204");
    ObjectNode delete = write(one, "delete", "delete", "collections", DELETE, "204");
    for (ObjectNode operation : List.of(replace, update, delete)) {
      ((ArrayNode) operation.path("parameters")).add(document.collectionId(views));
      inPath(operation, "featureId");
      item.describe((ArrayNode) operation.path("parameters"), lang);
      headers(operation, true);
    }
    document.schemas().set("any-write", OpenApiDocument.anyOf(views, "-write"));
    ObjectNode whole = Schemas.ref("schemas", "any-write");
    content(replace, List.of(MediaTypes.GEO_JSON, MediaTypes.JSON), whole);
    content(update, List.of(MediaTypes.MERGE_PATCH), Schemas.ref("schemas", "object"));
    String history = one + "/history";
    read(history, "history", "collections", new Text("고친 기록", "History"), List.of("featureId"));
    ObjectNode revert =
        write(
            history + "/{number}/restore",
            "post",
            "revert",
            "collections",
            new Text("그때로 되돌리기", "Restore a revision"),
            "204");
    inPath(revert, "featureId", "number");
    headers(revert, true);
    for (ObjectNode operation : List.of((ObjectNode) document.path(history).path("get"), revert)) {
      ((ArrayNode) operation.path("parameters")).insert(0, document.collectionId(views));
    }
  }

  private static Text of(Layer layer, String ko, String en) {
    return new Text(layer.title().ko() + ": " + ko, layer.title().en() + ": " + en);
  }

  private void read(String path, String id, String tag, Text title, List<String> variables) {
    document.operation(path, id, tag, title, MediaTypes.JSON, "object", ParameterTable.NONE);
    ObjectNode get = (ObjectNode) document.path(path).path("get");
    ((ObjectNode) get.path("responses").path("200").path("content")).remove(MediaTypes.HTML);
    inPath(get, variables.toArray(String[]::new));
    secured(get);
  }

  private ObjectNode write(
      String path, String method, String id, String tag, Text title, String status) {
    ObjectNode operation = document.path(path).putObject(method);
    operation.put("operationId", id).put("summary", title.in(lang));
    operation.putArray("tags").add(tag);
    operation.putArray("parameters");
    ObjectNode responses = operation.putObject("responses");
    responses.putObject(status).put("description", Operation.DONE.in(lang));
    if (status.equals("204") && !method.equals("delete")) {
      responses.putObject("200").put("description", "Prefer: return=representation");
    }
    OpenApiDocument.writeErrors(responses);
    secured(operation);
    return operation;
  }

  private static void secured(ObjectNode operation) {
    ArrayNode security = operation.putArray("security");
    security.addObject().putArray(OpenApiDocument.COOKIE);
    security.addObject().putArray(OpenApiDocument.BEARER);
  }

  private void inPath(ObjectNode operation, String... names) {
    for (String name : names) {
      ObjectNode parameter = ((ArrayNode) operation.path("parameters")).addObject();
      parameter.put("name", name).put("in", "path").put("required", true);
      parameter.set("schema", Schemas.string());
    }
  }

  private void headers(ObjectNode operation, boolean isConditional) {
    ArrayNode parameters = (ArrayNode) operation.path("parameters");
    if (isConditional) {
      header(parameters, "If-Match", "GET이 준 ETag", "the ETag that GET gave");
      header(
          parameters,
          "If-Unmodified-Since",
          "If-Match가 없을 때, GET이 준 Last-Modified",
          "without If-Match: the Last-Modified that GET gave");
    }
    header(parameters, "Content-Crs", "본문의 좌표계 URI, <> 안에", "URI of the body's system, in <>");
    header(
        parameters,
        "Prefer",
        "return=representation|minimal, handling=strict|lenient",
        "return=representation|minimal, handling=strict|lenient");
  }

  private void header(ArrayNode parameters, String name, String ko, String en) {
    ObjectNode parameter = parameters.addObject().put("name", name).put("in", "header");
    parameter.put("description", new Text(ko, en).in(lang));
    parameter.set("schema", Schemas.string());
  }

  private static void content(ObjectNode operation, List<String> types, ObjectNode schema) {
    ObjectNode body = operation.putObject("requestBody").put("required", true);
    ObjectNode content = body.putObject("content");
    types.forEach(t -> content.putObject(t).set("schema", schema));
  }

  /** A feature as it is sent: what only the service sets is not in it. */
  private ObjectNode body(View view) {
    ObjectNode properties = Schemas.object().put("type", "object");
    ArrayNode required = properties.arrayNode();
    ObjectNode members = properties.putObject("properties");
    for (Property p : view.properties()) {
      if (!p.readOnly()) {
        ObjectNode value = Schemas.valueOf(p);
        ObjectNode schema = p.type() == PropertyType.STRING_LIST ? Schemas.listOf(value) : value;
        members.set(p.name(), schema);
        if (p.required()) {
          required.add(p.name());
        }
      }
    }
    if (!required.isEmpty()) {
      properties.set("required", required);
    }
    return OpenApiDocument.featureWith(properties.put("additionalProperties", false));
  }
}
