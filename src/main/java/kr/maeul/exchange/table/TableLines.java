package kr.maeul.exchange.table;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kr.maeul.exchange.korea.StatedUnits;
import kr.maeul.exchange.read.CellText;
import kr.maeul.exchange.read.workbook.MergedCells;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.layer.text.ComparedText;

/** The lines of a file's tables, each under the header that all of them share. For one thread. */
final class TableLines {
  private final TableRecords records;
  private final TableParts.Known known;
  private final List<String> names;
  private final Set<String> plainNames = new HashSet<>();
  private final StatedUnits units;
  private final Deque<TableParts.Part> ahead;
  private Section section;
  private Section other;
  private boolean isLost;
  private boolean isBelowHeader;

  /**
   * A line under the shared header.
   *
   * @param line with its cells and remarks in that order
   * @param filled its cells with what merged ones give it, in that order
   */
  record Placed(TableRecords.Line line, MergedCells.Filled filled, TableParts.Kind kind) {}

  /**
   * @throws InvalidFileException if there is no line
   */
  TableLines(TableRecords records, TableParts.Known known)
      throws IOException, InvalidFileException {
    this.known = known;
    List<TableRecords.Line> first = new ArrayList<>();
    TableRecords.Line line;
    while (first.size() < HeaderLines.LOOKED_AT && (line = records.next()) != null) {
      first.add(line);
    }
    if (first.isEmpty()) {
      throw new InvalidFileException("빈 파일입니다.", "the file is empty");
    }
    HeaderLines header = HeaderLines.find(first, known::knows);
    SideBySide.Blocks blocks = SideBySide.Blocks.of(header.names(), known);
    if (blocks != null) {
      SideBySide split = new SideBySide(records, blocks);
      this.records = split;
      first = split.split(first, header);
    } else {
      this.records = records;
    }
    TableParts parts = new TableParts(first, known);
    this.names = parts.names();
    names.stream().filter(n -> !n.isBlank()).map(ComparedText::of).forEach(plainNames::add);
    this.units = parts.units();
    this.section = parts.main();
    this.ahead = new ArrayDeque<>(parts.parts());
  }

  /** The names of the columns. */
  List<String> names() {
    return names;
  }

  /** The table as its lines are read: one block of it where several stand side by side. */
  TableRecords records() {
    return records;
  }

  /** The units that stand beside the header. */
  StatedUnits units() {
    return units;
  }

  /** The next line that is not blank, without the header; null at the end. */
  Placed next() throws IOException, InvalidFileException {
    while (true) {
      TableParts.Part part = ahead.poll();
      if (part == null) {
        TableRecords.Line line = records.next();
        if (line == null) {
          return null;
        }
        part = new TableParts.Part(line, TableParts.Kind.RECORD, section);
      }
      section = part.section();
      TableParts.Kind kind = kind(part);
      MergedCells.Filled filled = records.filled(part.line(), kind.isRecord());
      boolean isSaid = !part.line().isBlank() || !part.line().remarks().isEmpty();
      if (kind.isHeader() || isSaid) {
        isBelowHeader = kind.isHeader();
      }
      if (isSaid && kind != TableParts.Kind.HEADER) {
        return kind.isRecord() ? placed(part, filled, kind) : new Placed(part.line(), filled, kind);
      }
    }
  }

  private Placed placed(TableParts.Part part, MergedCells.Filled filled, TableParts.Kind kind) {
    Section under = other == null ? part.section() : other;
    TableRecords.Line line = part.line();
    boolean whole = records.linesAreWhole();
    return new Placed(
        new TableRecords.Line(
            line.line(),
            under.cells(line.cells(), whole),
            under.remarks(line.remarks()),
            line.hidden()),
        new MergedCells.Filled(under.cells(filled.cells(), whole), under.places(filled.filled())),
        kind);
  }

  /** What the line is, where a header may stand farther down too. */
  private TableParts.Kind kind(TableParts.Part part) {
    if (part.kind().isHeader()) {
      other = null;
      isLost = part.kind() == TableParts.Kind.FOREIGN_HEADER;
    }
    if (part.kind() != TableParts.Kind.RECORD) {
      return part.kind();
    }
    List<String> cells = part.line().cells().stream().map(c -> CellText.clean(c).strip()).toList();
    if (!isHeader(cells)) {
      return isLost ? TableParts.Kind.STRAY : TableParts.Kind.RECORD;
    }
    boolean isShared =
        cells.stream()
            .filter(c -> !c.isEmpty())
            .allMatch(c -> plainNames.contains(ComparedText.of(c)));
    if (!isShared && isBelowHeader) {
      return TableParts.Kind.TITLE; // the same header in another language
    }
    isLost = !isShared;
    Section now = Section.of(cells, names);
    Section before = other == null ? part.section() : other;
    if (isShared && isSame(now, before)) {
      return TableParts.Kind.RECORD; // the header once more, which is told as that
    }
    other = isShared ? now : other;
    return isShared ? TableParts.Kind.OTHER_HEADER : TableParts.Kind.FOREIGN_HEADER;
  }

  private static boolean isSame(Section now, Section before) {
    for (int i = 0; i < now.places().size(); i++) {
      int place = now.places().get(i);
      if (place >= 0 && (i >= before.places().size() || before.places().get(i) != place)) {
        return false;
      }
    }
    return true;
  }

  /** Whether at least two of its cells, and half of all, are names of columns, and none is data. */
  private boolean isHeader(List<String> cells) {
    if (HeaderLines.isData(cells)) {
      return false; // as most rows do, so that the rest is asked of few
    }
    int said = 0;
    int names = 0;
    for (String cell : cells) {
      if (!cell.isEmpty()) {
        said++;
        names += plainNames.contains(ComparedText.of(cell)) || known.knows(cell) ? 1 : 0;
      }
    }
    return names > 1 && names * 2 >= said;
  }
}
