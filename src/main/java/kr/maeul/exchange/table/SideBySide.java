package kr.maeul.exchange.table;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.exchange.read.workbook.MergedCells;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.exchange.row.RowNote;
import kr.maeul.layer.text.ComparedText;
import kr.maeul.layer.text.Text;

/**
 * A table whose columns stand several times side by side, as offices lay out a long list to fit a
 * page. Its lines are those of one block, each with the number of the line that it stands in:
 *
 * <pre>
 * 시설명,위도,경도,,시설명,위도,경도
 * 가,35.82,127.14,,나,35.83,127.15
 * </pre>
 *
 * For one thread.
 */
final class SideBySide implements TableRecords {
  private static final int FEWEST_COLUMNS = 2;
  private static final Text CUT = new Text("줄이 끊겼습니다.", "the line is cut off");

  private final TableRecords all;
  private final Blocks blocks;
  private final Deque<Line> ahead = new ArrayDeque<>();
  private final Map<Line, Piece> pieces = new IdentityHashMap<>();
  private Line lastFilled;
  private MergedCells.Filled filled;

  /** Where a line of one block comes from. */
  private record Piece(Line line, int block) {}

  /**
   * Where the blocks stand.
   *
   * @param begins index of the first column of each
   * @param named how many columns with a name each has
   * @param width how many columns each has with the blank ones before the next
   */
  record Blocks(List<Integer> begins, int named, int width) {

    /**
     * The blocks of a header; null where its columns stand in it once.
     *
     * @throws InvalidFileException if columns come again, and not as one block after the other
     */
    static Blocks of(List<String> header, TableParts.Known known) throws InvalidFileException {
      List<String> names = header.stream().map(ComparedText::of).toList();
      int first = 0;
      while (first < names.size() && names.get(first).isEmpty()) {
        first++;
      }
      for (int named = FEWEST_COLUMNS; first + 2 * named <= names.size(); named++) {
        List<Integer> begins = begins(names, first, named);
        if (begins.size() > 1 && known.tells(header.subList(first, first + named))) {
          int width = named;
          for (int i = 1; i < begins.size(); i++) {
            width = Math.max(width, begins.get(i) - begins.get(i - 1));
          }
          return new Blocks(begins, named, width);
        }
      }
      refuseHalfBlocks(header, names, known);
      OtherOrder.refuse(header, names, known);
      return null;
    }

    /**
     * Of blocks of so many columns, with nothing but blank ones between; none where they do not.
     */
    private static List<Integer> begins(List<String> names, int first, int named) {
      List<String> block = names.subList(first, first + named);
      if (block.contains("")) {
        return List.of();
      }
      List<Integer> begins = new ArrayList<>();
      for (int i = first; i < names.size(); ) {
        if (names.get(i).isEmpty()) {
          i++;
        } else if (i + named <= names.size() && names.subList(i, i + named).equals(block)) {
          begins.add(i);
          i += named;
        } else {
          return List.of();
        }
      }
      return begins;
    }

    private static void refuseHalfBlocks(
        List<String> header, List<String> names, TableParts.Known known)
        throws InvalidFileException {
      for (int i = 0; i + FEWEST_COLUMNS < names.size(); i++) {
        for (int j = i + FEWEST_COLUMNS; j + FEWEST_COLUMNS <= names.size(); j++) {
          int length = 0;
          while (i + length < j
              && j + length < names.size()
              && !names.get(i + length).isEmpty()
              && names.get(i + length).equals(names.get(j + length))) {
            length++;
          }
          if (length >= FEWEST_COLUMNS && known.tells(header.subList(i, i + length))) {
            String columns = String.join(", ", header.subList(i, i + length));
            throw new InvalidFileException(
                "같은 열이 나란히 되풀이되는데("
                    + columns
                    + ") 어느 열이 어느 표의 것인지 알 수 없습니다. 표마다 다른 시트나 파일로 나누어 넣으세요.",
                "the same columns come again side by side ("
                    + columns
                    + "), and it is not known which belong to which table; put each table into a sheet or a file of"
                    + " its own");
          }
        }
      }
    }

    int count() {
      return begins.size();
    }

    int begin(int block) {
      return begins.get(block);
    }

    /** The column behind a block's last. */
    int end(int block) {
      return block + 1 < count() ? begins.get(block + 1) : Integer.MAX_VALUE;
    }
  }

  /**
   * @param all the table as it is
   */
  SideBySide(TableRecords all, Blocks blocks) {
    this.all = all;
    this.blocks = blocks;
  }

  /** The lines above the header as they are, the header of one block, and the lines of each. */
  List<Line> split(List<Line> first, HeaderLines header) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      if (i < header.begin()) {
        pieces.put(first.get(i), new Piece(first.get(i), -1));
        lines.add(first.get(i));
      } else if (i < header.end()) {
        lines.add(piece(first.get(i), 0));
      } else {
        lines.addAll(split(first.get(i)));
      }
    }
    return lines;
  }

  @Override
  public Line next() throws IOException, InvalidFileException {
    if (ahead.isEmpty()) {
      Line line = all.next();
      if (line == null) {
        return null;
      }
      ahead.addAll(split(line));
    }
    return ahead.poll();
  }

  /** A line of each block that has anything there, or is cut off, and of one where none has. */
  private List<Line> split(Line line) {
    List<Line> lines = new ArrayList<>();
    for (int block = 0; block < blocks.count(); block++) {
      Line piece = piece(line, block);
      if (!piece.isBlank() || !piece.remarks().isEmpty()) {
        lines.add(piece);
      } else {
        pieces.remove(piece);
      }
    }
    return lines.isEmpty() ? List.of(piece(line, 0)) : lines;
  }

  private List<Remark> remarks(Line line, int block) {
    int begin = blocks.begin(block);
    boolean isCut =
        all.linesAreWhole() && !line.isBlank() && line.cells().size() < begin + blocks.named();
    return isCut
        ? List.of(new Remark(0, CUT)) // so that the line counts, and is refused as too short
        : line.remarks().stream()
            .filter(r -> r.column() >= begin && r.column() < blocks.end(block))
            .map(r -> new Remark(r.column() - begin, r.reason()))
            .toList();
  }

  private Line piece(Line line, int block) {
    Line piece =
        new Line(line.line(), cells(line.cells(), block), remarks(line, block), line.hidden());
    pieces.put(piece, new Piece(line, block));
    return piece;
  }

  /** What stands before the first block comes behind its cells, so that it is reported. */
  private List<String> cells(List<String> cells, int block) {
    int begin = Math.min(blocks.begin(block), cells.size());
    List<String> own =
        new ArrayList<>(cells.subList(begin, Math.min(blocks.end(block), cells.size())));
    boolean isWhole = own.size() >= blocks.named();
    while (isWhole && own.size() < blocks.width()) {
      own.add("");
    }
    if (isWhole && block == 0) {
      cells.subList(0, begin).stream().filter(c -> !c.isBlank()).forEach(own::add);
    }
    return own;
  }

  @Override
  public MergedCells.Filled filled(Line line, boolean isRecord) {
    Piece piece = pieces.remove(line);
    if (piece.line() != lastFilled) {
      lastFilled = piece.line();
      filled = all.filled(piece.line(), isRecord);
    }
    if (piece.block() < 0) {
      return filled;
    }
    int begin = blocks.begin(piece.block());
    int end = Math.min(blocks.end(piece.block()), filled.cells().size());
    BitSet own = begin < end ? filled.filled().get(begin, end) : new BitSet();
    return new MergedCells.Filled(cells(filled.cells(), piece.block()), own);
  }

  @Override
  public String format() {
    return all.format();
  }

  @Override
  public boolean linesAreWhole() {
    return all.linesAreWhole();
  }

  /** Columns of a block that are hidden in any. */
  @Override
  public BitSet hiddenColumns() {
    BitSet hidden = new BitSet();
    for (int block = 0; block < blocks.count(); block++) {
      for (int i = 0; i < blocks.named(); i++) {
        hidden.set(i, hidden.get(i) || all.hiddenColumns().get(blocks.begin(block) + i));
      }
    }
    return hidden;
  }

  @Override
  public boolean countsFrom1904() {
    return all.countsFrom1904();
  }

  @Override
  public List<RowNote> notes() {
    List<RowNote> notes = new ArrayList<>(all.notes());
    notes.add(TableNotes.sideBySide(blocks.count()));
    return notes;
  }

  @Override
  public void close() throws IOException {
    all.close();
  }
}
