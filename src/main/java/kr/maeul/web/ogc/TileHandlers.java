package kr.maeul.web.ogc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.LayerState;
import kr.maeul.tile.TileAddress;
import kr.maeul.tile.TileMatrixSet;
import kr.maeul.web.html.Pages;
import kr.maeul.web.ogc.document.CollectionDocument;
import kr.maeul.web.ogc.document.TileDocuments;
import kr.maeul.web.ogc.query.TileParameters;
import kr.maeul.web.request.EntityTag;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.negotiation.Format;
import kr.maeul.web.request.negotiation.MediaTypes;
import kr.maeul.web.request.refusal.NotFoundException;

/** Tiles and what tells of them (OGC API – Tiles). */
public final class TileHandlers {
  private static final List<String> TILESET_TYPES =
      List.of(MediaTypes.JSON, MediaTypes.HTML, "application/xhtml+xml", MediaTypes.TILE_JSON);
  private static final List<String> TILE_TYPES =
      List.of(MediaTypes.VECTOR_TILE, MediaTypes.GEO_JSON, MediaTypes.JSON);

  private final ObjectMapper mapper = new ObjectMapper();
  private final LayerCatalog layers;
  private final FeatureStore store;
  private final Pages pages;
  private final String seed;

  public TileHandlers(LayerCatalog layers, FeatureStore store, Pages pages, String version) {
    this.layers = layers;
    this.store = store;
    this.pages = pages;
    this.seed = EntityTag.weak(version, layers.all().stream().map(Layer::file).toList());
  }

  public void matrixSets(Exchange e) throws IOException {
    TileParameters.DOCUMENT.read(e.query(), null);
    Format format = begin(e);
    if (!isUnchanged(e, format)) {
      send(e, format, null, TileDocuments.MATRIX_SETS, TileDocuments.matrixSets(e));
    }
  }

  public void matrixSet(Exchange e) throws IOException {
    requireMatrixSet(e);
    TileParameters.DOCUMENT.read(e.query(), null);
    Format format = begin(e);
    if (!isUnchanged(e, format)) {
      Text title = new Text(TileMatrixSet.ID, TileMatrixSet.ID);
      send(e, format, null, title, TileDocuments.matrixSet(e));
    }
  }

  public void tilesets(Exchange e) throws IOException {
    View view = view(e);
    TileParameters.DOCUMENT.read(e.query(), null);
    Format format = begin(e);
    if (!isUnchanged(e, format)) {
      send(e, format, view, TileDocuments.TILESETS, TileDocuments.tilesets(e, view));
    }
  }

  public void tileset(Exchange e) throws IOException {
    View view = view(e);
    requireMatrixSet(e);
    TileParameters.TILESET.read(e.query(), null);
    boolean asTileJson =
        TileParameters.TILE_JSON.equals(e.query().get("f"))
            || !e.query().containsKey("f") && e.type(TILESET_TYPES).equals(MediaTypes.TILE_JSON);
    Format format = asTileJson ? Format.JSON : begin(e);
    LayerState state = store.state(view);
    if (isUnchanged(e, asTileJson ? TileParameters.TILE_JSON : format, state.revision())) {
      return;
    }
    if (asTileJson) {
      e.header("Content-Language", e.lang().tag());
      e.sendJson(MediaTypes.TILE_JSON, TileDocuments.tileJson(e, view, state));
    } else {
      send(e, format, view, TileDocuments.TILESETS, TileDocuments.tileset(e, view, state));
    }
  }

  public void tile(Exchange e) throws IOException {
    View view = view(e);
    requireMatrixSet(e);
    TileParameters.TILE.read(e.query(), null);
    TileAddress tile =
        TileAddress.parse(e.pathParam("zoom"), e.pathParam("row"), e.pathParam("column"))
            .orElseThrow(TileHandlers::noSuchTile);
    boolean asMvt =
        e.query().containsKey("f")
            ? e.query().get("f").equals(TileParameters.MVT)
            : e.type(TILE_TYPES).equals(MediaTypes.VECTOR_TILE);
    // Before the content: a write in between then costs a needless answer, not a stale one.
    LayerState state = store.state(view);
    if (state.extent() != null
        && !TileMatrixSet.limits(CollectionDocument.box(state.extent()), tile.zoom())
            .contains(tile)) {
      throw noSuchTile();
    }
    if (isUnchanged(e, asMvt ? TileParameters.MVT : TileParameters.GEO_JSON, state.revision())) {
      return;
    }
    if (asMvt) {
      e.send(MediaTypes.VECTOR_TILE, store.vectorTile(view, tile));
    } else {
      e.send(MediaTypes.GEO_JSON, new TileJson(mapper, tile).write(store.tile(view, tile)));
    }
  }

  private static NotFoundException noSuchTile() {
    return new NotFoundException(
        new Text(
            "그런 타일이 없습니다. 있는 타일은 타일셋의 tileMatrixSetLimits에 있습니다.",
            "there is no such tile; tileMatrixSetLimits of the tileset names those that there are"));
  }

  private static void requireMatrixSet(Exchange e) {
    if (!e.pathParam("tileMatrixSet").equals(TileMatrixSet.ID)) {
      throw new NotFoundException(
          new Text(
              "그런 타일 격자가 없습니다. 있는 것: " + TileMatrixSet.ID,
              "there is no such tile matrix set, only " + TileMatrixSet.ID));
    }
  }

  private static Format begin(Exchange e) {
    Format format = e.format(MediaTypes.JSON);
    e.header("Content-Language", e.lang().tag());
    return format;
  }

  private boolean isUnchanged(Exchange e, Object format, Object... state) {
    return e.isUnchanged(
        EntityTag.weak(
            seed, e.urls().base(), e.path(), e.query(), format, e.lang(), List.of(state)));
  }

  private void send(Exchange e, Format format, View view, Text title, JsonNode json)
      throws IOException {
    if (format == Format.HTML) {
      pages.tiles(e, view, title, json);
    } else {
      e.sendJson(json);
    }
  }

  /** What the caller sees of the layer in the path. */
  private View view(Exchange e) {
    return layers
        .viewFor(e.audience(), e.pathParam("layer"))
        .orElseThrow(NotFoundException::noSuchLayer);
  }
}
