package kr.maeul.tile;

/** The tiles of one zoom that can hold anything, edges included. */
public record TileLimits(int zoom, int minRow, int maxRow, int minColumn, int maxColumn) {

  public boolean contains(TileAddress tile) {
    return tile.zoom() == zoom
        && tile.row() >= minRow
        && tile.row() <= maxRow
        && tile.column() >= minColumn
        && tile.column() <= maxColumn;
  }
}
