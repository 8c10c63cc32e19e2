package kr.maeul.exchange.table;

import java.io.Closeable;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import kr.maeul.exchange.read.workbook.MergedCells;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.exchange.row.RowNote;
import kr.maeul.layer.text.Text;

/** The lines of a table, one after the other, header and all. For one thread. */
public interface TableRecords extends Closeable {

  /**
   * One line.
   *
   * @param line its number, from 1
   * @param cells texts of its cells; blank for an empty one
   * @param remarks what is wrong with cells of it
   * @param hidden whether it is not shown where the file is opened
   */
  record Line(long line, List<String> cells, List<Remark> remarks, boolean hidden) {
    Line(long line, List<String> cells) {
      this(line, cells, List.of(), false);
    }

    boolean isBlank() {
      return cells.stream().allMatch(String::isBlank);
    }
  }

  /**
   * What is wrong with a cell, which is blank therefore.
   *
   * @param column index from 0
   */
  record Remark(int column, Text reason) {}

  /**
   * The next line, or null at the end.
   *
   * @throws InvalidFileException if the rest cannot be read
   */
  Line next() throws IOException, InvalidFileException;

  /**
   * A line with what merged cells above give it. To be asked for every line in its order.
   *
   * @param isRecord whether it stands below the header
   */
  default MergedCells.Filled filled(Line line, boolean isRecord) {
    return new MergedCells.Filled(line.cells(), new BitSet());
  }

  /** What the file turned out to be. */
  String format();

  /** Whether a line that is shorter than the header has lost something. */
  boolean linesAreWhole();

  /** Columns that are not shown where the file is opened. */
  default BitSet hiddenColumns() {
    return new BitSet();
  }

  /** Whether days are counted from 1904. */
  default boolean countsFrom1904() {
    return false;
  }

  /** What somebody should know of the file. */
  default List<RowNote> notes() {
    return List.of();
  }
}
