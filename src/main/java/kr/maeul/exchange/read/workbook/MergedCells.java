package kr.maeul.exchange.read.workbook;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;

/**
 * Gives every row of a merged range the value of its first one. Rows come in their order. For one
 * thread.
 */
public final class MergedCells {
  private final List<SheetLayout.Range> ranges;
  private final List<Held> held = new ArrayList<>();
  private int next;

  /** A range that goes on below the row where its value stands. */
  private record Held(SheetLayout.Range range, String value) {}

  /**
   * A row with what merged ranges give it.
   *
   * @param cells of the row
   * @param filled indexes of those cells that a range above has given their value
   */
  public record Filled(List<String> cells, BitSet filled) {}

  public MergedCells(SheetLayout layout) {
    this.ranges = layout.merged();
  }

  /**
   * The row with the values of the ranges that it lies in.
   *
   * @param row from 1, greater than the one before
   * @param isRecord whether values from above are wanted; a header has none
   */
  public Filled fill(long row, List<String> cells, boolean isRecord) {
    for (Iterator<Held> i = held.iterator(); i.hasNext(); ) {
      if (i.next().range().lastRow() < row) {
        i.remove();
      }
    }
    List<String> whole = cells;
    BitSet filled = new BitSet();
    for (Held h : held) {
      int column = h.range().column();
      if (isRecord && (column >= cells.size() || cells.get(column).isBlank())) {
        if (whole == cells) {
          whole = new ArrayList<>(cells);
        }
        while (whole.size() <= column) {
          whole.add("");
        }
        whole.set(column, h.value());
        filled.set(column);
      }
    }
    begin(row, cells, isRecord);
    return new Filled(whole, filled);
  }

  private void begin(long row, List<String> cells, boolean isRecord) {
    while (next < ranges.size() && ranges.get(next).firstRow() <= row) {
      SheetLayout.Range range = ranges.get(next++);
      boolean hasValue =
          range.firstRow() == row
              && range.column() < cells.size()
              && !cells.get(range.column()).isBlank();
      if (isRecord && hasValue) {
        held.add(new Held(range, cells.get(range.column())));
      }
    }
  }
}
