package kr.maeul.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A table whose points stand in two columns: a CSV file, a sheet of a workbook. */
final class TableSource implements FeatureSource {
  static final int MOST_COLUMNS = 2_000;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final FeatureBuilder builder;
  private final IdMaker ids;
  private final TableHeader header;
  private final TableRecords records;
  private final Deque<TableRecords.Line> ahead = new ArrayDeque<>();

  /**
   * @param records the lines from the first on
   * @throws BadFileException if the header does not fit the layer
   */
  TableSource(ImportRequest request, TableRecords records, ColumnMatcher matcher)
      throws IOException, BadFileException {
    this.records = records;
    this.builder = new FeatureBuilder(request);
    this.ids =
        request.idFrom().isEmpty() ? null : new IdMaker(request.idPrefix(), request.idFrom());
    List<TableRecords.Line> first = new ArrayList<>();
    TableRecords.Line line;
    while (first.size() < HeaderLines.LOOKED_AT && (line = records.next()) != null) {
      first.add(line);
    }
    if (first.isEmpty()) {
      throw new BadFileException("빈 파일입니다.", "the file is empty");
    }
    HeaderLines lines =
        HeaderLines.find(first, name -> matcher.knows(name) || TableHeader.isUsed(name, request));
    this.header = new TableHeader(lines.names(), request, matcher);
    ahead.addAll(first.subList(lines.begin() + lines.lines(), first.size()));
  }

  @Override
  public Row next() throws IOException, BadFileException {
    TableRecords.Line line;
    do {
      line = ahead.isEmpty() ? records.next() : ahead.poll();
    } while (line != null && line.isBlank());
    return line == null ? null : row(line.line(), line.cells());
  }

  private Row row(long line, List<String> given) {
    builder.begin(line);
    List<String> cells = given;
    if (cells.size() < header.size() && !records.linesAreWhole()) {
      cells = new ArrayList<>(given);
      while (cells.size() < header.size()) {
        cells.add("");
      }
    }
    if (cells.size() < header.size()) {
      builder.problem(
          "",
          "칸이 모자랍니다: " + cells.size() + "칸 (열은 " + header.size() + "개). 줄이 끊겼거나 따옴표가 빠졌을 수 있습니다.",
          "too few cells: "
              + cells.size()
              + " of "
              + header.size()
              + "; the line may be cut off or lack a quote");
      return new Row(line, null, builder.problems(), List.of(), cells, null);
    }
    if (!cells.subList(header.size(), cells.size()).stream().allMatch(String::isBlank)) {
      builder.problem(
          "",
          "칸이 남습니다: " + cells.size() + "칸 (열은 " + header.size() + "개). 쉼표가 든 값은 따옴표로 묶어야 합니다.",
          "too many cells: "
              + cells.size()
              + " for "
              + header.size()
              + "; a value with a comma must be quoted");
      return new Row(line, null, builder.problems(), List.of(), cells, null);
    }
    for (int i = 0; i < header.size(); i++) {
      Column column = header.column(i);
      if (column != null) {
        cell(column, cells.get(i));
      }
    }
    if (ids != null) {
      String id = ids.make(header.idValues(cells));
      if (id == null) {
        builder.problem(
            "", "id를 만들 열이 모두 비어 있습니다.", "the columns that the id is made of are blank");
      } else {
        builder.id(JSON.textNode(id));
      }
    }
    JsonNode point = header.hasPlace() ? point(cells) : null;
    return new Row(line, builder.feature(point), builder.problems(), builder.notes(), cells, null);
  }

  private void cell(Column column, String text) {
    if (text.indexOf('\uFFFD') >= 0) {
      builder.problem(column.header(), "깨진 글자(�)가 있습니다.", "has a broken character (�)");
    } else if (!column.isId() || ids == null) {
      builder.cell(column, text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n"));
    }
  }

  private JsonNode point(List<String> cells) {
    String longitude = header.longitudeOf(cells);
    String latitude = header.latitudeOf(cells);
    if (Degrees.isBlank(longitude) && Degrees.isBlank(latitude)) {
      return null;
    }
    if (Degrees.isZeroOrBlank(longitude) && Degrees.isZeroOrBlank(latitude)) {
      return point(0, 0); // no place, which is told
    }
    Double x = degrees(header.longitudeName(), longitude);
    Double y = degrees(header.latitudeName(), latitude);
    if (x == null || y == null) {
      return null;
    }
    return point(x, y);
  }

  private static ObjectNode point(double x, double y) {
    ObjectNode point = JSON.objectNode().put("type", "Point");
    point.putArray("coordinates").add(x).add(y);
    return point;
  }

  private Double degrees(String column, String text) {
    try {
      return Degrees.read(text);
    } catch (BadValueException e) {
      builder.problem(column, e);
      return null;
    }
  }

  @Override
  public String format() {
    return records.format();
  }

  @Override
  public boolean placesAreLines() {
    return true;
  }

  @Override
  public List<String> header() {
    return header.names();
  }

  @Override
  public List<String> placeColumns() {
    return header.placeColumns();
  }

  @Override
  public String columnOf(String pointer) {
    if (pointer.startsWith("/geometry")) {
      return header.placeNames();
    }
    if (pointer.startsWith("/properties/")) {
      return builder.columnOf(pointer.substring("/properties/".length()).split("/", 2)[0]);
    }
    return pointer.equals("/id") ? "id" : "";
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
