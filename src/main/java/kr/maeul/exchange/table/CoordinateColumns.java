package kr.maeul.exchange.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.layer.Layer;
import kr.maeul.layer.kind.GeometryType;
import kr.maeul.layer.text.ComparedText;
import kr.maeul.layer.text.Particle;

/** The columns of a table that say where its rows lie. Immutable. */
final class CoordinateColumns {
  private static final Set<String> LONGITUDE =
      Set.of(
          ("경도 lon lng long longitude x x좌표 좌표x 경도x x경도 wgs84경도 경도wgs84 "
                  + "위치경도 좌표정보x xcoord pointx easting")
              .split(" "));
  private static final Set<String> LATITUDE =
      Set.of(
          ("위도 lat latitude y y좌표 좌표y 위도y y위도 wgs84위도 위도wgs84 위치위도 "
                  + "좌표정보y ycoord pointy northing")
              .split(" "));
  private static final String[] PARTS = {"도", "분", "초"};

  private final HeaderNames names;
  private final int[] longitude;
  private final int[] latitude;

  /**
   * @throws InvalidFileException if the request names a column that is not there
   */
  CoordinateColumns(HeaderNames names, ImportRequest request) throws InvalidFileException {
    this.names = names;
    longitude = coordinate(request.longitude(), LONGITUDE, "경도");
    latitude = coordinate(request.latitude(), LATITUDE, "위도");
  }

  static boolean isCoordinate(String header) {
    return axis(header) != null;
  }

  /** Which coordinate a header means, or null. */
  static String axis(String header) {
    String key = coordinateKey(header);
    return LONGITUDE.contains(key) ? "/longitude" : LATITUDE.contains(key) ? "/latitude" : null;
  }

  private static String coordinateKey(String header) {
    return ComparedText.of(header).replaceAll("[_.]|\\(.*\\)$", "");
  }

  /** The names of these columns. */
  Stream<String> names() {
    return IntStream.concat(Arrays.stream(longitude), Arrays.stream(latitude)).mapToObj(names::of);
  }

  /** Whether a column is one of the coordinates. */
  boolean use(int index) {
    return contains(longitude, index) || contains(latitude, index);
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
    return longitude.length == 0 ? "" : names.of(longitude[0]) + ", " + names.of(latitude[0]);
  }

  /** As {@code --lon} and {@code --lat} take them. */
  List<String> placeColumns() {
    return longitude.length == 0 ? List.of() : List.of(joined(longitude), joined(latitude));
  }

  private String joined(int[] indexes) {
    return Arrays.stream(indexes).mapToObj(names::of).collect(Collectors.joining(","));
  }

  String longitudeName() {
    return names.of(longitude[0]);
  }

  String latitudeName() {
    return names.of(latitude[0]);
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
      throws InvalidFileException {
    if (!given.isEmpty()) {
      int[] found = new int[given.size()];
      for (int i = 0; i < found.length; i++) {
        found[i] = names.find(given.get(i));
        if (found[i] < 0) {
          throw names.missing(korean.equals("경도") ? "--lon" : "--lat", given.get(i));
        }
      }
      return found;
    }
    List<Integer> candidates = new ArrayList<>();
    for (int i = 0; i < names.all().size(); i++) {
      if (usual.contains(coordinateKey(names.of(i)))) {
        candidates.add(i);
      }
    }
    if (candidates.size() > 1) {
      // A file with both degrees and metres: degrees are meant unless somebody says otherwise.
      candidates.sort(
          (a, b) -> Boolean.compare(!names.of(a).contains(korean), !names.of(b).contains(korean)));
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
      for (int i = 0; i < names.all().size(); i++) {
        String key = ComparedText.of(names.of(i)).replaceAll("[()_\\[\\]-]", "");
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

  /**
   * Refuses a table without the places that the layer needs, or with places that it does not take.
   */
  void checkPlaces(ImportRequest request, boolean canChange) throws InvalidFileException {
    Layer layer = request.layer();
    if (longitude.length == 0 != (latitude.length == 0)) {
      throw new InvalidFileException(
          "경도와 위도 가운데 한 열만 찾았습니다. --lon과 --lat으로 알려 주세요. 열: " + names.list(),
          "found only one of longitude and latitude; name both with --lon and --lat. Columns: "
              + names.list());
    }
    boolean takesPoints = layer.geometry().type().accepts(GeometryType.POINT.geoJson());
    if (longitude.length == 0 && layer.geometry().required() && !canChange) {
      throw new InvalidFileException(
          takesPoints
              ? "경도와 위도 열을 찾지 못했습니다. --lon과 --lat으로 알려 주세요. 열: " + names.list()
              : "이 레이어에는 "
                  + Particle.SUBJECT.after(layer.geometry().type().geoJson())
                  + " 필요해서 CSV로는 받을 수 없습니다. GeoJSON으로 주세요.",
          takesPoints
              ? "found no longitude and latitude; name them with --lon and --lat. Columns: "
                  + names.list()
              : "this layer needs a "
                  + layer.geometry().type().geoJson()
                  + ", which a CSV file cannot carry; use GeoJSON");
    }
    if (longitude.length > 0 && !takesPoints) {
      throw new InvalidFileException(
          "이 레이어는 " + layer.geometry().type().geoJson() + "만 받는데 CSV에는 점만 있습니다. GeoJSON으로 주세요.",
          "this layer takes "
              + layer.geometry().type().geoJson()
              + ", and a CSV file has only points; use GeoJSON");
    }
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
