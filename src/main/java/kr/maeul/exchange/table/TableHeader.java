package kr.maeul.exchange.table;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import kr.maeul.exchange.korea.StatedUnits;
import kr.maeul.exchange.mapping.Column;
import kr.maeul.exchange.mapping.ColumnMatcher;
import kr.maeul.exchange.mapping.IdMaker;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.read.CellText;
import kr.maeul.exchange.read.NoRecord;
import kr.maeul.exchange.row.BadFileException;
import kr.maeul.exchange.row.BadRowsFile;
import kr.maeul.exchange.row.TextEncoding;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.Role;
import kr.maeul.layer.kind.GeometryType;
import kr.maeul.layer.text.Particle;
import kr.maeul.store.load.LoadMode;

/** The header of a table, sorted into columns, coordinates and what an id is made of. */
final class TableHeader {
  private static final Set<String> LONGITUDE =
      Set.of(
          "경도",
          "lon",
          "lng",
          "long",
          "longitude",
          "x",
          "x좌표",
          "좌표x",
          "경도x",
          "x경도",
          "wgs84경도",
          "경도wgs84",
          "위치경도",
          "좌표정보x",
          "xcoord",
          "pointx",
          "easting");
  private static final Set<String> LATITUDE =
      Set.of(
          "위도",
          "lat",
          "latitude",
          "y",
          "y좌표",
          "좌표y",
          "위도y",
          "y위도",
          "wgs84위도",
          "위도wgs84",
          "위치위도",
          "좌표정보y",
          "ycoord",
          "pointy",
          "northing");
  private static final Set<Role> OWN = Set.of(Role.ADDRESS, Role.PHONE, Role.LINK);
  private static final String[] PARTS = {"도", "분", "초"};

  private final List<String> names;
  private final boolean isBadRowsFile;
  private final Column[] columns;
  private final int[] longitude;
  private final int[] latitude;
  private final int[] idFrom;

  TableHeader(List<String> header, ImportRequest request, ColumnMatcher matcher)
      throws BadFileException {
    List<String> plain = header.stream().map(h -> CellText.clean(h).strip()).toList();
    this.isBadRowsFile = BadRowsFile.isHeader(plain);
    this.names = isBadRowsFile ? plain.stream().map(CellText::unguarded).toList() : plain;
    checkMangled();
    longitude = coordinate(request.longitude(), LONGITUDE, "경도");
    latitude = coordinate(request.latitude(), LATITUDE, "위도");
    // What has an id may change what is there, which has its place already.
    boolean canChange =
        request.mode() == LoadMode.MERGE
            && (!request.idFrom().isEmpty()
                || names.stream().anyMatch(n -> !n.isEmpty() && matcher.column(n).isId()));
    checkPlaces(request, canChange);
    idFrom = idColumns(request);
    columns = new Column[names.size()];
    for (int i : longitude) {
      matcher.use(names.get(i));
    }
    for (int i : latitude) {
      matcher.use(names.get(i));
    }
    for (int i = 0; i < columns.length; i++) {
      boolean isPlace = contains(longitude, i) || contains(latitude, i);
      boolean isNone =
          names.get(i).isEmpty() || isBadRowsFile && BadRowsFile.ADDED.contains(names.get(i));
      columns[i] = isPlace || isNone ? null : matcher.column(names.get(i));
    }
    matcher.checkNamed(request, names);
    for (String mapped : request.headers().keySet()) {
      if (find(mapped) < 0) {
        throw missing("--map", mapped);
      }
    }
  }

  static boolean isCoordinate(String header) {
    return axis(header) != null;
  }

  /** Which coordinate a header means, or null. */
  static String axis(String header) {
    String key = coordinateKey(header);
    return LONGITUDE.contains(key) ? "/longitude" : LATITUDE.contains(key) ? "/latitude" : null;
  }

  /** Whether the header is a coordinate, or one that the request names. */
  static boolean isUsed(String header, ImportRequest request) {
    String plain = ColumnMatcher.plain(header);
    return isCoordinate(header)
        || request.idFrom().stream().anyMatch(n -> ColumnMatcher.plain(n).equals(plain))
        || request.longitude().stream().anyMatch(n -> ColumnMatcher.plain(n).equals(plain))
        || request.latitude().stream().anyMatch(n -> ColumnMatcher.plain(n).equals(plain));
  }

  private static String coordinateKey(String header) {
    return ColumnMatcher.plain(header).replaceAll("[_.]|\\(.*\\)$", "");
  }

  List<String> names() {
    return names;
  }

  /**
   * The names with the units that the table states elsewhere, for columns of numbers that have none
   * of their own: {@code 건물면적(평)}.
   */
  List<String> measured(StatedUnits units) {
    List<String> measured = new ArrayList<>(names);
    for (int i = 0; i < columns.length; i++) {
      Property property = columns[i] == null ? null : columns[i].property();
      String unit = property == null ? "" : units.of(names.get(i), property.unit());
      if (!unit.isEmpty()) {
        measured.set(i, names.get(i) + "(" + unit + ")");
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
      boolean isPlace = contains(longitude, i) || contains(latitude, i);
      senses.add(isPlace ? NoRecord.Sense.OWN : sense(layer, columns[i]));
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
    if (property.has(Role.TITLE)) {
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

  int size() {
    return columns.length;
  }

  boolean hasPlace() {
    return longitude.length > 0;
  }

  String longitudeOf(List<String> row) {
    return join(row, longitude);
  }

  String latitudeOf(List<String> row) {
    return join(row, latitude);
  }

  String placeNames() {
    return longitude.length == 0 ? "" : names.get(longitude[0]) + ", " + names.get(latitude[0]);
  }

  /** As {@code --lon} and {@code --lat} take them. */
  List<String> placeColumns() {
    return longitude.length == 0 ? List.of() : List.of(joined(longitude), joined(latitude));
  }

  private String joined(int[] indexes) {
    return Arrays.stream(indexes).mapToObj(names::get).collect(Collectors.joining(","));
  }

  String longitudeName() {
    return names.get(longitude[0]);
  }

  String latitudeName() {
    return names.get(latitude[0]);
  }

  /** The values that the id is made of; a count has no value. */
  List<String> idValues(List<String> row) {
    List<String> values = new ArrayList<>(idFrom.length);
    for (int i : idFrom) {
      values.add(row.get(i));
    }
    return values;
  }

  private static String join(List<String> row, int[] indexes) {
    if (indexes.length == 1) {
      return row.get(indexes[0]);
    }
    StringBuilder text = new StringBuilder();
    for (int i : indexes) {
      text.append(text.isEmpty() ? "" : " ").append(row.get(i).strip());
    }
    return text.toString().strip();
  }

  private int[] coordinate(List<String> given, Set<String> usual, String korean)
      throws BadFileException {
    if (!given.isEmpty()) {
      int[] found = new int[given.size()];
      for (int i = 0; i < found.length; i++) {
        found[i] = find(given.get(i));
        if (found[i] < 0) {
          throw missing(korean.equals("경도") ? "--lon" : "--lat", given.get(i));
        }
      }
      return found;
    }
    List<Integer> candidates = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (usual.contains(coordinateKey(names.get(i)))) {
        candidates.add(i);
      }
    }
    if (candidates.size() > 1) {
      // A file with both degrees and metres: degrees are meant unless somebody says otherwise.
      candidates.sort(
          (a, b) ->
              Boolean.compare(!names.get(a).contains(korean), !names.get(b).contains(korean)));
    }
    if (!candidates.isEmpty()) {
      return new int[] {candidates.get(0)};
    }
    return degreesMinutesSeconds(korean);
  }

  private int[] degreesMinutesSeconds(String korean) {
    int[] found = new int[PARTS.length];
    for (int part = 0; part < PARTS.length; part++) {
      found[part] = -1;
      for (int i = 0; i < names.size(); i++) {
        String key = ColumnMatcher.plain(names.get(i)).replaceAll("[()_\\[\\]-]", "");
        if (key.equals(korean + PARTS[part])) {
          found[part] = i;
        }
      }
      if (found[part] < 0) {
        return new int[0];
      }
    }
    return found;
  }

  private void checkPlaces(ImportRequest request, boolean canChange) throws BadFileException {
    Layer layer = request.layer();
    if (longitude.length == 0 != (latitude.length == 0)) {
      throw new BadFileException(
          "경도와 위도 가운데 한 열만 찾았습니다. --lon과 --lat으로 알려 주세요. 열: " + list(),
          "found only one of longitude and latitude; name both with --lon and --lat. Columns: "
              + list());
    }
    boolean takesPoints = layer.geometry().type().accepts(GeometryType.POINT.geoJson());
    if (longitude.length == 0 && layer.geometry().required() && !canChange) {
      throw new BadFileException(
          takesPoints
              ? "경도와 위도 열을 찾지 못했습니다. --lon과 --lat으로 알려 주세요. 열: " + list()
              : "이 레이어에는 "
                  + Particle.SUBJECT.after(layer.geometry().type().geoJson())
                  + " 필요해서 CSV로는 받을 수 없습니다. GeoJSON으로 주세요.",
          takesPoints
              ? "found no longitude and latitude; name them with --lon and --lat. Columns: "
                  + list()
              : "this layer needs a "
                  + layer.geometry().type().geoJson()
                  + ", which a CSV file cannot carry; use GeoJSON");
    }
    if (longitude.length > 0 && !takesPoints) {
      throw new BadFileException(
          "이 레이어는 " + layer.geometry().type().geoJson() + "만 받는데 CSV에는 점만 있습니다. GeoJSON으로 주세요.",
          "this layer takes "
              + layer.geometry().type().geoJson()
              + ", and a CSV file has only points; use GeoJSON");
    }
  }

  private int[] idColumns(ImportRequest request) throws BadFileException {
    List<String> wanted =
        request.idFrom().stream()
            .filter(n -> !n.equals(IdMaker.COUNT))
            .filter(n -> IdMaker.property(request, names, n).isEmpty())
            .toList();
    int[] found = new int[wanted.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = find(wanted.get(i));
      if (found[i] < 0) {
        throw missing("--id-from", wanted.get(i));
      }
    }
    return found;
  }

  private int find(String name) {
    String key = ColumnMatcher.plain(name);
    for (int i = 0; i < names.size(); i++) {
      if (ColumnMatcher.plain(names.get(i)).equals(key)) {
        return i;
      }
    }
    return -1;
  }

  private BadFileException missing(String option, String name) {
    return new BadFileException(
        option + ": \"" + name + "\" 열이 없습니다. 열: " + list(),
        option + ": there is no column \"" + name + "\". Columns: " + list());
  }

  /**
   * Text that was saved in one encoding and opened in another cannot be mended here, only
   * recognised.
   */
  private void checkMangled() throws BadFileException {
    String all = String.join(",", names);
    boolean questions =
        names.stream().filter(n -> n.length() > 1 && n.chars().allMatch(c -> c == '?')).count() > 1;
    if (all.indexOf('\uFFFD') >= 0 || questions || isUtf8ReadAsCp949(all)) {
      throw new BadFileException(
          "열 이름의 글자가 깨져 있습니다. 원본을 다시 받아, 엑셀에서는 \"CSV UTF-8(쉼표로 분리)\"로 저장하세요: " + list(),
          "the header is garbled: it was opened in the wrong encoding and saved again. Take the original, and in Excel"
              + " save as \"CSV UTF-8\": "
              + list());
    }
  }

  private static boolean isUtf8ReadAsCp949(String text) {
    if (text.chars().allMatch(c -> c < 128)) {
      return false;
    }
    try {
      var bytes = TextEncoding.CP949.newEncoder().encode(java.nio.CharBuffer.wrap(text));
      String back = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return back.chars().anyMatch(c -> c >= 0xAC00 && c <= 0xD7A3);
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private String list() {
    String all = String.join(", ", names);
    return all.length() <= 600 ? all : all.substring(0, 600) + "…";
  }

  private static boolean contains(int[] indexes, int i) {
    for (int index : indexes) {
      if (index == i) {
        return true;
      }
    }
    return false;
  }
}
