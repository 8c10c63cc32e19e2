package kr.maeul.web.ogc;

import kr.maeul.layer.Layer;
import kr.maeul.web.request.Urls;

/** Paths of the API's resources. */
final class Paths {
  static final String LANDING = "/api";
  static final String CONFORMANCE = "/api/conformance";
  static final String OPEN_API = "/api/openapi";
  static final String COLLECTIONS = "/api/collections";

  private Paths() {}

  static String collection(Layer layer) {
    return COLLECTIONS + "/" + Urls.segment(layer.id());
  }

  static String items(Layer layer) {
    return collection(layer) + "/items";
  }

  static String item(Layer layer, String id) {
    return items(layer) + "/" + Urls.segment(id);
  }
}
