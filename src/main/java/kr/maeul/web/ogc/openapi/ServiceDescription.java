package kr.maeul.web.ogc.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Lang;
import kr.maeul.layer.text.Text;
import kr.maeul.web.ogc.query.ItemsParameters;
import kr.maeul.web.ogc.query.SearchRequest;
import kr.maeul.web.ogc.query.TileParameters;
import kr.maeul.web.ogc.query.ViewParameters;
import kr.maeul.web.request.negotiation.MediaTypes;

/** Everything that there is, put down in one OpenAPI document. For one thread. */
public final class ServiceDescription {
  private final OpenApiDocument document;
  private final TileOperations tiles;
  private final ViewParameters parameters;
  private final Lang lang;

  /**
   * @param serverUrl below which all paths are
   * @param version of the program
   */
  public ServiceDescription(
      Lang lang, String serverUrl, String version, ViewParameters parameters) {
    this.lang = lang;
    this.parameters = parameters;
    this.document = new OpenApiDocument(lang, serverUrl, version);
    this.tiles = new TileOperations(document, lang);
  }

  /** What has one address. */
  public void resources() {
    document.resource(
        "/",
        "landing",
        new Text("첫 페이지", "Landing page"),
        MediaTypes.JSON,
        "landing",
        TileParameters.DOCUMENT);
    document.resource(
        "/conformance",
        "conformance",
        new Text("따르는 표준", "Conformance classes"),
        MediaTypes.JSON,
        "conformance",
        TileParameters.DOCUMENT);
    document.resource(
        "/openapi",
        "openapi",
        new Text("이 문서", "This document"),
        MediaTypes.OPEN_API,
        "object",
        TileParameters.DOCUMENT);
    document.resource(
        "/collections",
        "collections",
        new Text("레이어", "Layers"),
        MediaTypes.JSON,
        "collections",
        TileParameters.DOCUMENT);
    document.resource(
        "/search",
        "search",
        new Text("통합검색", "Search"),
        MediaTypes.GEO_JSON,
        "features",
        SearchRequest.TABLE);
    tiles.matrixSets();
  }

  /**
   * What a caller knows of.
   *
   * @param hasWrites whether anything can be written
   */
  public void layers(List<View> views, boolean hasWrites) {
    document.collections(views, TileParameters.DOCUMENT, ItemsParameters.OF_ONE);
    views.stream()
        .findFirst()
        .map(v -> new View(v.layer(), v.audience(), List.of(), Map.of(), true, Map.of()))
        .ifPresent(v -> document.summary(views, parameters.summaryOfAny(v)));
    tiles.ofEach(views);
    EditOperations edits = new EditOperations(document, lang);
    for (View view : views) {
      document.items(view, parameters.items(view));
      if (hasWrites && !view.empty()) {
        edits.of(view, ItemsParameters.OF_ONE);
      }
    }
    if (hasWrites) {
      edits.ofEach(views.stream().filter(v -> !v.empty()).toList(), ItemsParameters.OF_ONE);
    }
  }

  /** What says itself what it takes and answers. */
  public void routes(List<RouteOperations.Described> described) {
    RouteOperations.addTo(document, lang, described);
  }

  /**
   * The document.
   *
   * @param isShared whether what stands in it several times is told once
   */
  public ObjectNode json(boolean isShared) {
    if (isShared) {
      SharedParts.share(document.json());
    }
    return document.json();
  }
}
