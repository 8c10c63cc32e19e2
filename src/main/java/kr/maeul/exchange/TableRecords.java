package kr.maeul.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The lines of a table, one after the other, header and all. For one thread. */
interface TableRecords extends Closeable {

  /**
   * One line.
   *
   * @param line its number, from 1
   * @param cells texts of its cells; blank for an empty one
   */
  record Line(long line, List<String> cells) {
    boolean isBlank() {
      return cells.stream().allMatch(String::isBlank);
    }
  }

  /**
   * The next line, or null at the end.
   *
   * @throws BadFileException if the rest cannot be read
   */
  Line next() throws IOException, BadFileException;

  /** What the file turned out to be. */
  String format();

  /** Whether a line that is shorter than the header has lost something. */
  boolean linesAreWhole();
}
