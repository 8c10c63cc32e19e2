package kr.maeul.geo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes WKB as the text of a GeoJSON geometry without building a geometry first; this is the inner
 * loop of every answer. Reads ISO WKB and PostGIS' EWKB, drops heights, rounds to {@value
 * #DECIMALS} decimals of a degree (about one centimetre) or to millimetres. Not safe for several
 * threads: one instance an answer.
 */
public final class WkbGeoJson {
  /** Decimals of a degree that are written. */
  public static final int DECIMALS = 7;

  private static final int EWKB_Z = 0x80000000;
  private static final int EWKB_M = 0x40000000;
  private static final int EWKB_SRID = 0x20000000;
  private static final String[] TYPES = {
    "",
    "Point",
    "LineString",
    "Polygon",
    "MultiPoint",
    "MultiLineString",
    "MultiPolygon",
    "GeometryCollection"
  };

  private final StringBuilder out = new StringBuilder(256);
  private final double[] at = new double[2];
  private final Projection projection;
  private final long scale;

  /** Writes longitude, latitude. */
  public WkbGeoJson() {
    this(null);
  }

  /**
   * Writes coordinates of another reference system.
   *
   * @param projection where to move each position, or null to leave it in longitude, latitude
   */
  public WkbGeoJson(Projection projection) {
    this.projection = projection;
    this.scale = Math.round(Math.pow(10, projection == null ? DECIMALS : projection.decimals()));
  }

  /**
   * The geometry as GeoJSON text.
   *
   * @param wkb well-known binary, longitude first
   * @return the text, valid until the next call
   * @throws OutsideCrsException if the other reference system does not reach there
   */
  public CharSequence toJson(byte[] wkb) {
    out.setLength(0);
    geometry(ByteBuffer.wrap(wkb));
    return out;
  }

  private void geometry(ByteBuffer in) {
    Header h = header(in);
    out.append("{\"type\":\"").append(TYPES[h.type]);
    if (h.type == 7) {
      out.append("\",\"geometries\":[");
      members(in, true);
    } else {
      out.append("\",\"coordinates\":");
      coordinates(in, h);
    }
    out.append(h.type == 7 ? "]}" : "}");
  }

  private void members(ByteBuffer in, boolean whole) {
    int n = in.getInt();
    ByteOrder order = in.order();
    for (int i = 0; i < n; i++) {
      if (i > 0) {
        out.append(',');
      }
      if (whole) {
        geometry(in);
      } else {
        coordinates(in, header(in));
      }
      in.order(order);
    }
  }

  private void coordinates(ByteBuffer in, Header h) {
    switch (h.type) {
      case 1 -> position(in, h.dimensions);
      case 2 -> line(in, h.dimensions);
      case 3 -> {
        out.append('[');
        int rings = in.getInt();
        for (int i = 0; i < rings; i++) {
          if (i > 0) {
            out.append(',');
          }
          line(in, h.dimensions);
        }
        out.append(']');
      }
      default -> {
        out.append('[');
        members(in, false);
        out.append(']');
      }
    }
  }

  private void line(ByteBuffer in, int dimensions) {
    out.append('[');
    int n = in.getInt();
    for (int i = 0; i < n; i++) {
      if (i > 0) {
        out.append(',');
      }
      position(in, dimensions);
    }
    out.append(']');
  }

  private void position(ByteBuffer in, int dimensions) {
    double x = in.getDouble();
    double y = in.getDouble();
    for (int d = 2; d < dimensions; d++) {
      in.getDouble();
    }
    if (Double.isNaN(x)) {
      out.append("[]"); // an empty point
      return;
    }
    at[0] = x;
    at[1] = y;
    if (projection != null) {
      projection.apply(at);
    }
    out.append('[');
    number(at[0]);
    out.append(',');
    number(at[1]);
    out.append(']');
  }

  private void number(double v) {
    if (Math.abs(v) >= 1e11) {
      out.append(v);
      return;
    }
    long scaled = Math.round(v * scale);
    if (scaled < 0) {
      out.append('-');
      scaled = -scaled;
    }
    out.append(scaled / scale);
    long fraction = scaled % scale;
    if (fraction == 0) {
      return;
    }
    out.append('.');
    for (long unit = scale / 10; fraction > 0; unit /= 10) {
      out.append((char) ('0' + fraction / unit));
      fraction %= unit;
    }
  }

  private static Header header(ByteBuffer in) {
    in.order(in.get() == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int code = in.getInt();
    int dimensions = 2 + ((code & EWKB_Z) != 0 ? 1 : 0) + ((code & EWKB_M) != 0 ? 1 : 0);
    if ((code & EWKB_SRID) != 0) {
      in.getInt();
    }
    int iso = code & 0x0fffffff;
    dimensions += iso / 1000 == 3 ? 2 : iso / 1000 > 0 ? 1 : 0;
    return new Header(iso % 1000, dimensions);
  }

  private record Header(int type, int dimensions) {}
}
