package kr.maeul.web.ogc.document;

import kr.maeul.layer.Layer;
import kr.maeul.tile.TileMatrixSet;
import kr.maeul.web.request.Urls;

/** Paths of the API's resources. */
public final class Paths {
  public static final String LANDING = "/api";
  static final String CONFORMANCE = "/api/conformance";
  static final String OPEN_API = "/api/openapi";
  static final String COLLECTIONS = "/api/collections";

  static final String TILE_MATRIX_SETS = "/api/tileMatrixSets";
  static final String TILE_MATRIX_SET = TILE_MATRIX_SETS + "/" + TileMatrixSet.ID;

  private Paths() {}

  public static String collection(Layer layer) {
    return COLLECTIONS + "/" + Urls.segment(layer.id());
  }

  static String items(Layer layer) {
    return collection(layer) + "/items";
  }

  static String tilesets(Layer layer) {
    return collection(layer) + "/tiles";
  }

  static String tileset(Layer layer) {
    return tilesets(layer) + "/" + TileMatrixSet.ID;
  }

  public static String item(Layer layer, String id) {
    return items(layer) + "/" + Urls.segment(id);
  }
}
