package kr.maeul.web.ogc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import kr.maeul.layer.Lang;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Text;
import kr.maeul.tile.TileMatrixSet;
import kr.maeul.web.request.MediaTypes;

/**
 * Describes the resources of tiles in an OpenAPI document. The ids of operations end as the table
 * of OGC API – Tiles Part 1, requirement oas30/operation-id, has it.
 */
final class TileOperations {
  private static final String SETS = "/tileMatrixSets";
  private static final String TILE = "/{tileMatrix}/{tileRow}/{tileCol}";

  private final OpenApiDocument document;
  private final Lang lang;

  TileOperations(OpenApiDocument document, Lang lang) {
    this.document = document;
    this.lang = lang;
  }

  void matrixSets() {
    document.resource(
        SETS,
        "getTileMatrixSetsList",
        TileDocuments.MATRIX_SETS,
        MediaTypes.JSON,
        "object",
        TileHandlers.documentParameters());
    document.resource(
        SETS + "/" + TileMatrixSet.ID,
        "getTileMatrixSet",
        new Text(TileMatrixSet.ID, TileMatrixSet.ID),
        MediaTypes.JSON,
        "object",
        TileHandlers.documentParameters());
  }

  void of(Layer layer) {
    String path = "/collections/" + layer.id() + "/tiles";
    String tileset = path + "/" + TileMatrixSet.ID;
    String id = layer.id();
    add(
        path,
        id + ".collection.vector.getTileSetsList",
        id,
        of(layer, "타일", "tiles"),
        MediaTypes.JSON,
        TileHandlers.documentParameters());
    add(
        tileset,
        id + ".collection.vector.getTileSet",
        id,
        of(layer, "타일셋", "tileset"),
        MediaTypes.JSON,
        TileHandlers.tilesetParameters());
    content(tileset).putObject(MediaTypes.TILE_JSON).putObject("schema").put("type", "object");
    add(
        tileset + TILE,
        id + ".collection.vector.getTile",
        id,
        of(layer, "타일 하나", "one tile"),
        MediaTypes.GEO_JSON,
        TileHandlers.tileParameters());
    ObjectNode content = content(tileset + TILE);
    content.remove(MediaTypes.HTML);
    content
        .putObject(MediaTypes.VECTOR_TILE)
        .set("schema", Schemas.string().put("format", "binary"));
    ArrayNode parameters = (ArrayNode) get(tileset + TILE).get("parameters");
    int at = 0;
    for (String name : List.of("tileMatrix", "tileRow", "tileCol")) {
      ObjectNode parameter = parameters.insertObject(at++);
      parameter.put("name", name).put("in", "path").put("required", true);
      parameter.put("description", DESCRIPTIONS.get(at - 1).in(lang));
      parameter.set(
          "schema",
          at == 1
              ? Schemas.integer(0, (long) TileMatrixSet.MAX_ZOOM, null)
              : Schemas.integer(0, null, null));
    }
  }

  private static final List<Text> DESCRIPTIONS =
      List.of(
          new Text("확대 수준", "zoom"),
          new Text("북쪽에서부터 센 행", "row, from the north"),
          new Text("서쪽에서부터 센 열", "column, from the west"));

  private void add(
      String path, String id, String tag, Text title, String type, ParameterTable<Void> table) {
    document.operation(path, id, tag, title, type, "object", table, false);
  }

  private static Text of(Layer layer, String ko, String en) {
    return new Text(layer.title().ko() + ": " + ko, layer.title().en() + ": " + en);
  }

  private ObjectNode get(String path) {
    return (ObjectNode) document.json().path("paths").path(path).path("get");
  }

  private ObjectNode content(String path) {
    return (ObjectNode) get(path).path("responses").path("200").path("content");
  }
}
