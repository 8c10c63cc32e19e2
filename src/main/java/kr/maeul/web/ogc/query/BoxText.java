package kr.maeul.web.ogc.query;

import java.util.regex.Pattern;
import kr.maeul.feature.Filter;
import kr.maeul.geo.Box;
import kr.maeul.geo.Crs;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.geo.WkbGeoJson;
import kr.maeul.layer.text.Particle;
import kr.maeul.web.contract.InvalidParameterException;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * Reads {@code bbox}: west, south, east, north in degrees, or what its reference system says; with
 * heights, which count for nothing.
 */
final class BoxText {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

  private BoxText() {}

  /** The two lower and the two upper numbers, without heights. */
  static double[] numbers(String text) throws InvalidParameterException {
    String[] parts = text.split(",", -1);
    if (parts.length != 4 && parts.length != 6) {
      throw new InvalidParameterException(
          "서,남,동,북 네 수(높이를 넣으면 여섯 수)를 쉼표로 나누어 적으세요.",
          "give four numbers, west,south,east,north (six with heights), separated by commas");
    }
    double[] n = new double[parts.length];
    for (int i = 0; i < n.length; i++) {
      n[i] = number(parts[i]);
    }
    return n.length == 4 ? n : new double[] {n[0], n[1], n[3], n[4]};
  }

  static double number(String text) throws InvalidParameterException {
    String part = text.strip();
    double number = NUMBER.matcher(part).matches() ? Double.parseDouble(part) : Double.NaN;
    if (!Double.isFinite(number)) {
      throw new InvalidParameterException(
          Particle.TOPIC.after(InvalidParameterException.quote(part)) + " 수가 아닙니다.",
          InvalidParameterException.quote(part) + " is not a number");
    }
    return number;
  }

  /**
   * What lies in the box, or nowhere: OGC API – Features asks for both. A box of a projected system
   * is a curved shape in degrees, and is taken as that shape, not as the larger box around it; only
   * one of EPSG:3857 stays a box. Every box reaches as far as coordinates that are printed in its
   * system are rounded, so that the corners of what was read find all of it again. No place lies in
   * a box where its system does not reach: a valid box that is far away, not a mistake.
   */
  static Filter filter(double[] n, Crs crs, CrsRegistry registry) throws InvalidParameterException {
    double[] e = crs.isNorthFirst() ? new double[] {n[1], n[0], n[3], n[2]} : n;
    if (crs.isLonLat()) {
      return new Filter.OrNowhere(new Filter.Intersects(wider(degrees(e))));
    }
    if (e[0] > e[2] || e[1] > e[3]) {
      throw new InvalidParameterException(
          "앞의 두 수가 뒤의 두 수보다 클 수 없습니다.", "the first corner lies beyond the second");
    }
    Envelope rectangle = new Envelope(e[0], e[2], e[1], e[3]);
    Geometry area =
        registry
            .projection(crs)
            .toLonLat(rectangle)
            .orElseGet(GeoJsonGeometry.FACTORY::createPolygon);
    return new Filter.OrNowhere(new Filter.IntersectsArea(area));
  }

  private static Box degrees(double[] n) throws InvalidParameterException {
    Box box = new Box(n[0], n[1], n[2], n[3]);
    if (Math.abs(box.west()) > 180 || Math.abs(box.east()) > 180) {
      throw new InvalidParameterException("경도는 -180에서 180까지입니다.", "longitudes go from -180 to 180");
    }
    if (Math.abs(box.south()) > 90 || Math.abs(box.north()) > 90) {
      throw new InvalidParameterException("위도는 -90에서 90까지입니다.", "latitudes go from -90 to 90");
    }
    if (box.south() > box.north()) {
      throw new InvalidParameterException("남쪽이 북쪽보다 위에 있습니다.", "south lies above north");
    }
    return box;
  }

  /** By half of the last decimal that is printed, but not beyond the ends of the earth. */
  private static Box wider(Box box) {
    double half = 0.5 * Math.pow(10, -WkbGeoJson.DECIMALS);
    double west = Math.max(-180, box.west() - half);
    double east = Math.min(180, box.east() + half);
    boolean isAround = box.west() > box.east() && west <= east;
    return new Box(
        isAround ? -180 : west,
        Math.max(-90, box.south() - half),
        isAround ? 180 : east,
        Math.min(90, box.north() + half));
  }
}
