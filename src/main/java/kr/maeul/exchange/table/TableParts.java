package kr.maeul.exchange.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import kr.maeul.exchange.korea.StatedUnits;
import kr.maeul.exchange.read.TitleLine;
import kr.maeul.layer.text.ComparedText;

/**
 * What the first lines of a table are. Above the header that is known best there may be a title,
 * but also another table with a header of its own, as where somebody pasted two lists into one
 * sheet:
 *
 * <pre>
 * 시설명,위도,경도
 * 가,35.82,127.14
 * ,,
 * 시설명,도로명주소,위도,경도
 * 다,인봉2길 3,35.82,127.14
 * </pre>
 *
 * Both are read then, under one header that has the columns of both. Nothing above a header is lost
 * without a word: each line is a record, one that is refused, or a title that is reported.
 */
final class TableParts {
  /** What a line is. */
  enum Kind {
    HEADER,
    /** The header of one more table. */
    OTHER_HEADER,
    /** The header of a table that cannot be read along with the others. */
    FOREIGN_HEADER,
    /** A title, or what else stands above a header and is no record. */
    TITLE,
    RECORD,
    /** Looks like a record, but nobody knows what its cells are. */
    STRAY;

    boolean isHeader() {
      return this == HEADER || this == OTHER_HEADER || this == FOREIGN_HEADER;
    }

    /** Whether its cells are values, though nobody may know of what. */
    boolean isRecord() {
      return this == RECORD || this == STRAY;
    }
  }

  /** What is known of headers. */
  interface Known {
    /** Whether a name of a column means something. */
    boolean knows(String name);

    /** What a name of a column means, the same for all that mean it; null where it is not known. */
    String meaning(String name);

    /** Whether things could be distinguished by columns of these names. */
    boolean tells(List<String> names);
  }

  /** A line, what it is, and the table that it belongs to. */
  record Part(TableRecords.Line line, Kind kind, Section section) {}

  private final List<TableRecords.Line> first;
  private final Predicate<String> knows;
  private final Known known;
  private final HeaderLines main;
  private final Kind[] kinds;
  private final HeaderLines[] headers;
  private final List<String> names;

  /**
   * @param first the first lines of the table, not none
   */
  TableParts(List<TableRecords.Line> first, Known known) {
    this.first = first;
    this.knows = known::knows;
    this.known = known;
    this.kinds = new Kind[first.size()];
    this.headers = new HeaderLines[first.size()];
    this.main = HeaderLines.find(first, knows);
    mark(0, first.size(), main, Kind.RECORD);
    mark(main.begin(), main.end(), main, Kind.HEADER);
    List<HeaderLines> others = new ArrayList<>();
    HeaderLines below = main;
    while (below.begin() > 0) {
      List<TableRecords.Line> above = first.subList(0, below.begin());
      HeaderLines upper = HeaderLines.find(above, knows);
      if (!upper.isPlain(above, knows)) {
        break;
      }
      if (markTable(upper, below)) {
        others.add(upper);
      }
      below = upper;
    }
    for (int i = 0; i < below.begin(); i++) {
      boolean isRecord = TitleLine.isRecord(first.get(i).cells(), below.names(), knows);
      mark(i, i + 1, below, isRecord ? Kind.STRAY : Kind.TITLE);
    }
    markBelow(others);
    this.names = new ArrayList<>(main.names());
    for (HeaderLines other : others) {
      List<Integer> places = Section.of(other.names(), names).places();
      for (int i = 0; i < places.size(); i++) {
        if (places.get(i) < 0 && !other.names().get(i).isBlank()) {
          names.add(other.names().get(i));
        }
      }
    }
  }

  /** Tables below the one with the main header, as far as the first lines go. */
  private void markBelow(List<HeaderLines> others) {
    HeaderLines above = main;
    for (int i = main.end() + 1; i < first.size(); i++) {
      HeaderLines lower = HeaderLines.of(first, i, 1, knows);
      if (!lower.isMostlyKnown(knows) || lower.holdsData(first)) {
        continue;
      }
      mark(endOfRecords(above, lower), i, above, Kind.TITLE);
      if (lower.names().equals(above.names())) {
        continue; // the header once more, which is told as that
      }
      boolean isRead = known.tells(lower.names()) && samePlaces(lower);
      mark(i, i + 1, lower, isRead ? Kind.OTHER_HEADER : Kind.FOREIGN_HEADER);
      mark(i + 1, first.size(), lower, isRead ? Kind.RECORD : Kind.STRAY);
      if (isRead) {
        others.add(lower);
      }
      above = lower;
    }
  }

  private void mark(int from, int to, HeaderLines header, Kind kind) {
    Arrays.fill(kinds, from, to, kind);
    Arrays.fill(headers, from, to, header);
  }

  /**
   * Says what the lines of a table above another one are.
   *
   * @return whether it has records that can be read
   */
  private boolean markTable(HeaderLines upper, HeaderLines below) {
    int end = endOfRecords(upper, below);
    boolean isRead = known.tells(upper.names()) && samePlaces(upper);
    boolean hasRecords = false;
    mark(upper.begin(), upper.end(), upper, Kind.TITLE);
    mark(end, below.begin(), below, Kind.TITLE);
    for (int i = upper.end(); i < end; i++) {
      boolean isTitle = isPartOfHeader(first.get(i));
      hasRecords |= !isTitle && !first.get(i).isBlank();
      mark(i, i + 1, upper, isTitle ? Kind.TITLE : isRead ? Kind.RECORD : Kind.STRAY);
    }
    if (hasRecords) {
      mark(upper.begin(), upper.end(), upper, isRead ? Kind.OTHER_HEADER : Kind.FOREIGN_HEADER);
    }
    return hasRecords && isRead;
  }

  /**
   * A line with but one text, after a blank one or directly below the header, heads what follows.
   */
  private int endOfRecords(HeaderLines upper, HeaderLines below) {
    int end = below.begin();
    for (int i = below.begin() - 1; i >= upper.end(); i--) {
      boolean isLone = TitleLine.isLoneText(first.get(i).cells());
      boolean isAfterBlank =
          i > upper.end()
              && (first.get(i - 1).isBlank()
                  || first.get(i).line() > first.get(i - 1).line() + 1
                  || first.get(i).cells().size() == 1);
      if (first.get(i).isBlank()
          || isLone && (isAfterBlank || i == upper.end() || end == i + 1 && end < below.begin())) {
        end = i;
      } else {
        break;
      }
    }
    return end;
  }

  /** Places under other names than the ones of the main header might be of another system. */
  private boolean samePlaces(HeaderLines other) {
    List<String> mine = main.names().stream().map(ComparedText::of).toList();
    return mine.stream().noneMatch(CoordinateColumns::isCoordinate)
        || other.names().stream()
            .filter(CoordinateColumns::isCoordinate)
            .allMatch(n -> mine.contains(ComparedText.of(n)));
  }

  private boolean isPartOfHeader(TableRecords.Line line) {
    return line.cells().stream().anyMatch(c -> !c.isBlank() && knows.test(c.strip()))
        && !HeaderLines.isData(line.cells());
  }

  /** The names of the columns: those of the main header, then what other tables have more. */
  List<String> names() {
    return names;
  }

  Section main() {
    return Section.first(main.names().size(), names.size());
  }

  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    Section mine = main();
    for (int i = 0; i < first.size(); i++) {
      Section section = headers[i] == main ? mine : Section.of(headers[i].names(), names);
      parts.add(new Part(first.get(i), kinds[i], section));
    }
    return parts;
  }

  /** The units that titles, or lone lines directly below the header, say the numbers are in. */
  StatedUnits units() {
    StatedUnits units = StatedUnits.NONE;
    for (int i = 0; i < first.size(); i++) {
      List<String> cells = first.get(i).cells();
      boolean isTitle = kinds[i] == Kind.TITLE;
      if (isTitle || kinds[i] == Kind.RECORD && TitleLine.isFootnote(cells)) {
        units = units.and(StatedUnits.of(String.join(" ", cells)));
      }
    }
    return units;
  }
}
