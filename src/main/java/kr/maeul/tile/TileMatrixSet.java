package kr.maeul.tile;

import java.util.ArrayList;
import java.util.List;
import kr.maeul.geo.Box;

/** WebMercatorQuad as OGC 17-083r4, Annex D.1 defines it: the one tiling there is. Stateless. */
public final class TileMatrixSet {
  public static final String ID = "WebMercatorQuad";
  public static final String URI = "http://www.opengis.net/def/tilematrixset/OGC/1.0/" + ID;
  public static final String CRS = "http://www.opengis.net/def/crs/EPSG/0/3857";
  public static final String WELL_KNOWN_SCALE_SET =
      "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible";

  /** The deepest zoom. */
  public static final int MAX_ZOOM = 24;

  /** Width and height of a tile in pixels. */
  public static final int TILE_PIXELS = 256;

  /** West and north edge of the square world, in metres of EPSG:3857. */
  public static final double EDGE_METRES = 20037508.342789244;

  /** Metres a pixel of 0.28 mm, in which scales are stated. */
  private static final double PIXEL_METRES = 0.00028;

  private TileMatrixSet() {}

  /** Tiles in a row, and in a column. */
  public static int width(int zoom) {
    return 1 << zoom;
  }

  /** Metres a pixel at the equator. */
  public static double cellSizeMetres(int zoom) {
    return 2 * EDGE_METRES / TILE_PIXELS / width(zoom);
  }

  public static double scaleDenominator(int zoom) {
    return cellSizeMetres(zoom) / PIXEL_METRES;
  }

  /**
   * The tiles in which something of a box lies, on every zoom.
   *
   * @param box as it is wide; where it crosses the date line, all columns are meant
   */
  public static List<TileLimits> limits(Box box) {
    List<TileLimits> limits = new ArrayList<>();
    for (int zoom = 0; zoom <= MAX_ZOOM; zoom++) {
      limits.add(limits(box, zoom));
    }
    return limits;
  }

  /** The same on one zoom. */
  public static TileLimits limits(Box box, int zoom) {
    boolean crosses = box.west() > box.east();
    return new TileLimits(
        zoom,
        MercatorGrid.tile(MercatorGrid.y(box.north()), zoom),
        MercatorGrid.tile(MercatorGrid.y(box.south()), zoom),
        crosses ? 0 : MercatorGrid.tile(MercatorGrid.x(box.west()), zoom),
        crosses ? width(zoom) - 1 : MercatorGrid.tile(MercatorGrid.x(box.east()), zoom));
  }
}
