package kr.maeul.exchange.row;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A file, read row by row. For one thread. */
public interface FeatureSource extends Closeable {

  /**
   * The next row, or null at the end.
   *
   * @throws InvalidFileException if the rest cannot be read
   */
  Row next() throws IOException, InvalidFileException;

  /** What the file turned out to be. */
  String format();

  /** Whether a row's place is its line. */
  boolean placesAreLines();

  /** The header of a CSV file; empty for GeoJSON. */
  List<String> header();

  /** The header with the units that the file states elsewhere, so that it may stand alone. */
  default List<String> measuredHeader() {
    return header();
  }

  /** The columns of the first and the second number of a place; empty where there are none. */
  default List<String> placeColumns() {
    return List.of();
  }

  /** What somebody should know of the whole file. */
  default List<RowNote> notes() {
    return List.of();
  }

  /** How the file names what a JSON pointer into the feature points at. */
  String columnOf(String pointer);
}
