package kr.maeul.web.html;

import java.util.List;
import java.util.Locale;
import kr.maeul.geo.Box;
import kr.maeul.geo.Wkb;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * A small drawing of where a feature is, with what lies around it; needs neither tiles nor scripts.
 * Degrees are drawn as if the earth were flat, which a few kilometres of it are.
 */
public final class Minimap {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 220;
  private static final double METRES_PER_DEGREE = 111_320;
  private static final double SMALLEST_HALF_HEIGHT_METRES = 350;
  private static final double MARGIN = 1.2;
  private static final double DOT_RADIUS = 6;
  private static final double SMALL_DOT_RADIUS = 3;

  private static final int SCALE_METRES = 100;

  private static final String QUIET = "#9a927f";
  private static final String CIRCLE =
      "<circle class=\"%s\" fill=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"/>";
  private static final String AREA =
      "<path class=\"%s\" stroke=\"%s\" fill=\"%s\" fill-opacity=\"%s\" d=\"";
  private static final String LINE =
      "<path class=\"%s line\" stroke=\"%s\" fill=\"none\" stroke-width=\"3\" d=\"";

  private final Geometry here;
  private final double shrink;
  private final double west;
  private final double north;
  private final double degreesPerUnit;

  private Minimap(Geometry here) {
    this.here = here;
    Envelope e = here.getEnvelopeInternal();
    Coordinate centre = e.centre();
    this.shrink = Math.max(0.01, Math.cos(Math.toRadians(centre.y)));
    double halfHeight =
        Math.max(
            SMALLEST_HALF_HEIGHT_METRES / METRES_PER_DEGREE,
            MARGIN * Math.max(e.getHeight() / 2, e.getWidth() / 2 * shrink * HEIGHT / WIDTH));
    this.degreesPerUnit = 2 * halfHeight / HEIGHT;
    this.north = centre.y + halfHeight;
    this.west = centre.x - degreesPerUnit * WIDTH / 2 / shrink;
  }

  /** A map around the geometry, or null where there is none. */
  public static Minimap around(byte[] wkb) {
    Geometry geometry = Wkb.read(wkb);
    return geometry == null || geometry.isEmpty() ? null : new Minimap(geometry);
  }

  /** What the map shows. */
  public Box box() {
    double east = west + degreesPerUnit * WIDTH / shrink;
    double south = north - degreesPerUnit * HEIGHT;
    return new Box(
        Math.max(-180, west), Math.max(-90, south), Math.min(180, east), Math.min(90, north));
  }

  /**
   * @param label what it shows, for those who cannot see it
   * @param accent colour of the feature, unless the style sheet has another
   * @param around geometries of other features; areas are drawn as outlines
   */
  String toSvg(String label, String accent, List<byte[]> around) {
    return drawn(label, accent, around).append("</svg>").toString();
  }

  /** The same to find the place by on foot: north is up, and there is a scale. */
  String toSurveySvg(String label, String accent, List<byte[]> around) {
    double width = SCALE_METRES / METRES_PER_DEGREE / degreesPerUnit;
    int left = 8;
    int bottom = HEIGHT - 8;
    StringBuilder out = drawn(label, accent, around);
    out.append("<path class=\"scale\" stroke=\"#2a2823\" fill=\"none\" stroke-width=\"1.5\" d=\"M");
    out.append(left).append(' ').append(bottom - 4).append("v4h").append(unit(width));
    out.append("v-4\"/><text class=\"scale-words\" font-size=\"10\" fill=\"#2a2823\" x=\"");
    out.append(left + 3).append("\" y=\"").append(bottom - 6).append("\">");
    out.append(SCALE_METRES).append(" m</text><path class=\"north\" fill=\"#2a2823\" d=\"M");
    out.append(WIDTH - 16)
        .append(" 8l6 16-6-4-6 4z\"/><text class=\"scale-words\" font-size=\"10\"");
    out.append(" fill=\"#2a2823\" text-anchor=\"middle\" x=\"").append(WIDTH - 16);
    return out.append("\" y=\"34\">N</text></svg>").toString();
  }

  private StringBuilder drawn(String label, String accent, List<byte[]> around) {
    StringBuilder out = new StringBuilder();
    out.append("<svg class=\"minimap\" role=\"img\" viewBox=\"0 0 ")
        .append(WIDTH)
        .append(' ')
        .append(HEIGHT);
    out.append("\" aria-label=\"");
    out.append(escape(label)).append("\">");
    for (byte[] wkb : around) {
      Geometry geometry = Wkb.read(wkb);
      if (geometry != null) {
        draw(
            out, geometry, geometry.getDimension() == 2 ? "area" : "near", QUIET, SMALL_DOT_RADIUS);
      }
    }
    draw(out, here, "here", accent, DOT_RADIUS);
    return out;
  }

  /**
   * Colours are attributes, which any style sheet overrides; without one the map can be read all
   * the same.
   */
  private void draw(
      StringBuilder out, Geometry geometry, String kind, String colour, double radius) {
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      Geometry part = geometry.getGeometryN(i);
      if (part.isEmpty()) {
        continue;
      }
      if (part.getNumGeometries() > 1) {
        draw(out, part, kind, colour, radius);
      } else if (part instanceof Point point) {
        Coordinate c = point.getCoordinate();
        out.append(CIRCLE.formatted(kind, colour, x(c), y(c), unit(radius)));
      } else if (part instanceof Polygon polygon) {
        out.append(AREA.formatted(kind, colour, colour, kind.equals("here") ? "0.2" : "0"));
        path(out, polygon.getExteriorRing().getCoordinates(), true);
        for (int r = 0; r < polygon.getNumInteriorRing(); r++) {
          path(out, polygon.getInteriorRingN(r).getCoordinates(), true);
        }
        out.append("\"/>");
      } else {
        out.append(LINE.formatted(kind, colour));
        path(out, part.getCoordinates(), false);
        out.append("\"/>");
      }
    }
  }

  /** Steps of less than half a unit cannot be seen and are left out. */
  private void path(StringBuilder out, Coordinate[] line, boolean closed) {
    char command = 'M';
    Coordinate last = null;
    for (int i = 0; i < line.length; i++) {
      boolean isEnd = i == 0 || i == line.length - 1;
      if (isEnd || last == null || last.distance(line[i]) > degreesPerUnit / 2) {
        out.append(command).append(x(line[i])).append(' ').append(y(line[i]));
        command = 'L';
        last = line[i];
      }
    }
    if (closed) {
      out.append('Z');
    }
  }

  private String x(Coordinate c) {
    return unit((c.x - west) * shrink / degreesPerUnit);
  }

  private String y(Coordinate c) {
    return unit((north - c.y) / degreesPerUnit);
  }

  private static String unit(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
