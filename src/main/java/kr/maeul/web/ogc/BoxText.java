package kr.maeul.web.ogc;

import java.util.regex.Pattern;
import kr.maeul.geo.Box;

/**
 * Reads {@code bbox}: west, south, east, north in degrees, or the same with heights, which count
 * for nothing.
 */
final class BoxText {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

  private BoxText() {}

  static Box parse(String text) throws BadValueException {
    String[] parts = text.split(",", -1);
    if (parts.length != 4 && parts.length != 6) {
      throw new BadValueException(
          "서,남,동,북 네 수(높이를 넣으면 여섯 수)를 쉼표로 나누어 적으세요.",
          "give four numbers, west,south,east,north (six with heights), separated by commas");
    }
    double[] n = new double[parts.length];
    for (int i = 0; i < n.length; i++) {
      String part = parts[i].strip();
      if (!NUMBER.matcher(part).matches() || !Double.isFinite(n[i] = Double.parseDouble(part))) {
        throw new BadValueException(
            BadValueException.quote(part) + "는 수가 아닙니다.",
            BadValueException.quote(part) + " is not a number");
      }
    }
    boolean flat = n.length == 4;
    Box box = new Box(n[0], n[1], flat ? n[2] : n[3], flat ? n[3] : n[4]);
    if (Math.abs(box.west()) > 180 || Math.abs(box.east()) > 180) {
      throw new BadValueException("경도는 -180에서 180까지입니다.", "longitudes go from -180 to 180");
    }
    if (Math.abs(box.south()) > 90 || Math.abs(box.north()) > 90) {
      throw new BadValueException("위도는 -90에서 90까지입니다.", "latitudes go from -90 to 90");
    }
    if (box.south() > box.north()) {
      throw new BadValueException("남쪽이 북쪽보다 위에 있습니다.", "south lies above north");
    }
    return box;
  }
}
