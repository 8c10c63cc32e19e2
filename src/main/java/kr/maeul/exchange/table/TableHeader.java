package kr.maeul.exchange.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import kr.maeul.exchange.korea.StatedUnits;
import kr.maeul.exchange.mapping.Column;
import kr.maeul.exchange.mapping.ColumnMatcher;
import kr.maeul.exchange.mapping.IdMaker;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.read.CellText;
import kr.maeul.exchange.read.NoRecord;
import kr.maeul.exchange.row.BadRowsFile;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.text.ComparedText;
import kr.maeul.store.load.LoadMode;

/** The header of a table, sorted into columns, coordinates and what an id is made of. */
final class TableHeader {
  private static final Set<PropertyRole> OWN =
      Set.of(PropertyRole.ADDRESS, PropertyRole.PHONE, PropertyRole.LINK);

  private final HeaderNames names;
  private final CoordinateColumns coordinates;
  private final boolean isBadRowsFile;
  private final Column[] columns;
  private final int[] idFrom;

  TableHeader(List<String> header, ImportRequest request, ColumnMatcher matcher)
      throws InvalidFileException {
    List<String> plain = header.stream().map(h -> CellText.clean(h).strip()).toList();
    this.isBadRowsFile = BadRowsFile.isHeader(plain);
    names =
        new HeaderNames(isBadRowsFile ? plain.stream().map(CellText::unguarded).toList() : plain);
    names.checkReadable();
    coordinates = new CoordinateColumns(names, request);
    // What has an id may change what is there, which has its place already.
    boolean canChange =
        request.mode() == LoadMode.MERGE
            && (!request.idFrom().isEmpty()
                || names.all().stream().anyMatch(n -> !n.isEmpty() && matcher.column(n).isId()));
    coordinates.checkPlaces(request, canChange);
    idFrom = idColumns(request);
    columns = new Column[names.all().size()];
    coordinates.names().forEach(matcher::use);
    for (int i = 0; i < columns.length; i++) {
      String name = names.of(i);
      boolean isNone = name.isEmpty() || isBadRowsFile && BadRowsFile.ADDED.contains(name);
      columns[i] = coordinates.use(i) || isNone ? null : matcher.column(name);
    }
    matcher.checkNamed(request, names.all());
    for (String mapped : request.headers().keySet()) {
      if (names.find(mapped) < 0) {
        throw names.missing("--map", mapped);
      }
    }
  }

  /** Whether the header is a coordinate, or one that the request names. */
  static boolean isUsed(String header, ImportRequest request) {
    String plain = ComparedText.of(header);
    return CoordinateColumns.isCoordinate(header)
        || request.idFrom().stream().anyMatch(n -> ComparedText.of(n).equals(plain))
        || request.longitude().stream().anyMatch(n -> ComparedText.of(n).equals(plain))
        || request.latitude().stream().anyMatch(n -> ComparedText.of(n).equals(plain));
  }

  List<String> names() {
    return names.all();
  }

  /**
   * The names with the units that the table states elsewhere, for columns of numbers that have none
   * of their own: {@code 건물면적(평)}.
   */
  List<String> measured(StatedUnits units) {
    List<String> measured = new ArrayList<>(names.all());
    for (int i = 0; i < columns.length; i++) {
      Property property = columns[i] == null ? null : columns[i].property();
      String unit = property == null ? "" : units.of(names.of(i), property.unit());
      if (!unit.isEmpty()) {
        measured.set(i, names.of(i) + "(" + unit + ")");
      }
    }
    return measured;
  }

  /** Null for a coordinate and for a column without a name. */
  Column column(int index) {
    return columns[index];
  }

  /** Whether these are rows that an earlier import could not take. */
  boolean isBadRowsFile() {
    return isBadRowsFile;
  }

  /** What each column is to a row. */
  List<NoRecord.Sense> senses(Layer layer) {
    List<NoRecord.Sense> senses = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      senses.add(coordinates.use(i) ? NoRecord.Sense.OWN : sense(layer, columns[i]));
    }
    return senses;
  }

  private static NoRecord.Sense sense(Layer layer, Column column) {
    if (column != null && ColumnMatcher.isSerial(column.header())) {
      return NoRecord.Sense.SERIAL;
    }
    Property property = column == null ? null : column.property();
    if (property == null) {
      return column != null && column.isId() ? NoRecord.Sense.OWN : NoRecord.Sense.UNUSED;
    }
    if (property.has(PropertyRole.TITLE)) {
      return NoRecord.Sense.NAME;
    }
    boolean isParcel =
        layer.imports().parcel() != null
            && layer.imports().parcel().number().equals(property.name());
    boolean isRecordNumber = property.importHeaders().contains(ColumnMatcher.RECORD_NUMBER);
    return isParcel || isRecordNumber || OWN.stream().anyMatch(property::has)
        ? NoRecord.Sense.OWN
        : NoRecord.Sense.VALUE;
  }

  /** Which columns say where a row lies. */
  CoordinateColumns coordinates() {
    return coordinates;
  }

  int size() {
    return columns.length;
  }

  /** The values that the id is made of; a count has no value. */
  List<String> idValues(List<String> row) {
    List<String> values = new ArrayList<>(idFrom.length);
    for (int i : idFrom) {
      values.add(row.get(i));
    }
    return values;
  }

  private int[] idColumns(ImportRequest request) throws InvalidFileException {
    List<String> wanted =
        request.idFrom().stream()
            .filter(n -> !n.equals(IdMaker.COUNT))
            .filter(n -> IdMaker.property(request, names.all(), n).isEmpty())
            .toList();
    int[] found = new int[wanted.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = names.find(wanted.get(i));
      if (found[i] < 0) {
        throw names.missing("--id-from", wanted.get(i));
      }
    }
    return found;
  }
}
