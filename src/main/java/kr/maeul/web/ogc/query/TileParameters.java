package kr.maeul.web.ogc.query;

import java.util.List;
import kr.maeul.web.contract.Parameter;
import kr.maeul.web.contract.ParameterTable;
import kr.maeul.web.request.negotiation.Format;

/** The parameters of tiles and of what is said about them. Stateless. */
public final class TileParameters {
  public static final String TILE_JSON = "tilejson";
  public static final String MVT = "mvt";
  public static final String GEO_JSON = "geojson";

  /** Of resources that come as JSON and as a page. */
  public static final ParameterTable<Void> DOCUMENT =
      new ParameterTable<>(Parameter.formatAndLanguage());

  public static final ParameterTable<Void> TILESET =
      new ParameterTable<>(
          Parameter.formatAndLanguage(List.of(Format.JSON.word(), Format.HTML.word(), TILE_JSON)));
  public static final ParameterTable<Void> TILE =
      new ParameterTable<>(Parameter.formatAndLanguage(List.of(MVT, GEO_JSON)));

  private TileParameters() {}
}
