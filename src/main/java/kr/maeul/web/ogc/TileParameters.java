package kr.maeul.web.ogc;

import java.util.List;
import kr.maeul.web.contract.Parameter;
import kr.maeul.web.contract.ParameterTable;
import kr.maeul.web.request.Format;

/** The parameters of tiles and of what is said about them. Stateless. */
final class TileParameters {
  static final String TILE_JSON = "tilejson";
  static final String MVT = "mvt";
  static final String GEO_JSON = "geojson";

  /** Of resources that come as JSON and as a page. */
  static final ParameterTable<Void> DOCUMENT = new ParameterTable<>(Parameter.formatAndLanguage());

  static final ParameterTable<Void> TILESET =
      new ParameterTable<>(
          Parameter.formatAndLanguage(List.of(Format.JSON.word(), Format.HTML.word(), TILE_JSON)));
  static final ParameterTable<Void> TILE =
      new ParameterTable<>(Parameter.formatAndLanguage(List.of(MVT, GEO_JSON)));

  private TileParameters() {}
}
