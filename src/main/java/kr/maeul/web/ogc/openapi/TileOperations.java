package kr.maeul.web.ogc.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Lang;
import kr.maeul.layer.text.Text;
import kr.maeul.tile.TileMatrixSet;
import kr.maeul.web.contract.Schemas;
import kr.maeul.web.ogc.document.TileDocuments;
import kr.maeul.web.ogc.query.TileParameters;
import kr.maeul.web.request.negotiation.MediaTypes;

/**
 * Describes the resources of tiles in an OpenAPI document. The ids of operations end as the table
 * of OGC API – Tiles Part 1, requirement oas30/operation-id, has it.
 */
final class TileOperations {
  private static final String SETS = "/tileMatrixSets";
  private static final String TILES = "/tiles";
  private static final String TILESET = TILES + "/" + TileMatrixSet.ID;
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
        TileParameters.DOCUMENT);
    document.resource(
        SETS + "/" + TileMatrixSet.ID,
        "getTileMatrixSet",
        new Text(TileMatrixSet.ID, TileMatrixSet.ID),
        MediaTypes.JSON,
        "object",
        TileParameters.DOCUMENT);
  }

  /** The tiles of each of these layers. */
  void ofEach(List<View> views) {
    document.ofEach(
        views,
        TILES,
        ".collection.vector.getTileSetsList",
        new Text("타일", "Tiles"),
        MediaTypes.JSON,
        TileParameters.DOCUMENT);
    ObjectNode tileset =
        document.ofEach(
            views,
            TILESET,
            ".collection.vector.getTileSet",
            new Text("타일셋", "Tileset"),
            MediaTypes.JSON,
            TileParameters.TILESET);
    content(tileset).putObject(MediaTypes.TILE_JSON).putObject("schema").put("type", "object");
    ObjectNode tile =
        document.ofEach(
            views,
            TILESET + TILE,
            ".collection.vector.getTile",
            new Text("타일 하나", "One tile"),
            MediaTypes.GEO_JSON,
            TileParameters.TILE);
    ObjectNode content = content(tile);
    content.remove(MediaTypes.HTML);
    content
        .putObject(MediaTypes.VECTOR_TILE)
        .set("schema", Schemas.string().put("format", "binary"));
    ArrayNode parameters = (ArrayNode) tile.get("parameters");
    int at = 1;
    for (String name : List.of("tileMatrix", "tileRow", "tileCol")) {
      ObjectNode parameter = parameters.insertObject(at++);
      parameter.put("name", name).put("in", "path").put("required", true);
      parameter.put("description", DESCRIPTIONS.get(at - 2).in(lang));
      parameter.set(
          "schema",
          at == 2
              ? Schemas.integer(0, (long) TileMatrixSet.MAX_ZOOM, null)
              : Schemas.integer(0, null, null));
    }
  }

  private static final List<Text> DESCRIPTIONS =
      List.of(
          new Text("확대 수준", "zoom"),
          new Text("북쪽에서부터 센 행", "row, from the north"),
          new Text("서쪽에서부터 센 열", "column, from the west"));

  private static ObjectNode content(ObjectNode get) {
    return (ObjectNode) get.path("responses").path("200").path("content");
  }
}
