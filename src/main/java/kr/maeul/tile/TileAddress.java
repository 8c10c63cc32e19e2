package kr.maeul.tile;

import java.util.Optional;
import java.util.regex.Pattern;
import kr.maeul.geo.Box;

/**
 * Which tile.
 *
 * @param zoom 0 to {@value TileMatrixSet#MAX_ZOOM}
 * @param row from the north, from 0
 * @param column from the date line eastward, from 0
 */
public record TileAddress(int zoom, int row, int column) {
  private static final Pattern NUMBER = Pattern.compile("0|[1-9]\\d{0,8}");

  public TileAddress {
    if (zoom < 0 || zoom > TileMatrixSet.MAX_ZOOM) {
      throw new IllegalArgumentException("zoom " + zoom);
    }
    int width = TileMatrixSet.width(zoom);
    if (row < 0 || row >= width || column < 0 || column >= width) {
      throw new IllegalArgumentException("tile " + zoom + "/" + row + "/" + column);
    }
  }

  /** The tile of a path, or empty where there is no such tile. */
  public static Optional<TileAddress> parse(String tileMatrix, String tileRow, String tileCol) {
    int zoom = number(tileMatrix);
    int row = number(tileRow);
    int column = number(tileCol);
    if (zoom < 0 || zoom > TileMatrixSet.MAX_ZOOM) {
      return Optional.empty();
    }
    int width = TileMatrixSet.width(zoom);
    boolean isInside = row >= 0 && row < width && column >= 0 && column < width;
    return isInside ? Optional.of(new TileAddress(zoom, row, column)) : Optional.empty();
  }

  private static int number(String text) {
    return NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
  }

  /**
   * Where geometries of this tile can lie: the tile and a margin, cut off at the date line. The
   * rows at the edges reach to the poles, for what lies there is drawn in them.
   *
   * @param margin as a share of the tile's width
   */
  public Box box(double margin) {
    int last = TileMatrixSet.width(zoom) - 1;
    double width = last + 1.0;
    double west = MercatorGrid.longitude(Math.max(0, (column - margin) / width));
    double east = MercatorGrid.longitude(Math.min(1, (column + 1 + margin) / width));
    double north = row == 0 ? 90 : MercatorGrid.latitude(Math.max(0, (row - margin) / width));
    double south =
        row == last ? -90 : MercatorGrid.latitude(Math.min(1, (row + 1 + margin) / width));
    return new Box(west, south, east, north);
  }
}
