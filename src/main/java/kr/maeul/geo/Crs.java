package kr.maeul.geo;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.maeul.layer.text.Text;

/**
 * The coordinate reference systems that Korean files come in. Numbers are always x (easting,
 * longitude), y (northing, latitude) in this program; see {@link CrsRegistry} for moving between
 * them.
 */
public enum Crs {
  /** Longitude, latitude on WGS84: what is stored and exchanged. */
  CRS84("CRS84", null),
  /**
   * The same on WGS84; its official axis order is latitude, longitude, files hold longitude,
   * latitude.
   */
  EPSG_4326("EPSG:4326", null),
  /** Web Mercator, of tiles. */
  EPSG_3857("EPSG:3857", Definition.WEB_MERCATOR),
  /** UTM-K: address map, statistics, Naver. */
  EPSG_5179("EPSG:5179", Definition.korea2000("127.5", "0.9996", 1_000_000, 2_000_000)),
  /** Central belt, false northing 500,000: Kakao. */
  EPSG_5181("EPSG:5181", Definition.korea2000("127", "1", 200_000, 500_000)),
  /** Central belt, false northing 600,000: the current cadastre. */
  EPSG_5186("EPSG:5186", Definition.korea2000("127", "1", 200_000, 600_000)),
  /** The old cadastre: Bessel, central meridian 127°00′10.405″. */
  EPSG_5174("EPSG:5174", Definition.korea1985("127.0028902777778", 200_000, 500_000)),
  /** The older central belt, of permit data: Bessel, central meridian 127°. */
  EPSG_2097("EPSG:2097", Definition.korea1985("127", 200_000, 500_000));

  private static final Pattern EPSG =
      Pattern.compile("(?:.*EPSG[:/]+(?:[0-9.]*[:/])?)?([0-9]{4,5})", Pattern.CASE_INSENSITIVE);

  private final String code;
  private final String wkt;

  Crs(String code, String wkt) {
    this.code = code;
    this.wkt = wkt;
  }

  /** Such as {@code EPSG:5186}. */
  public String code() {
    return code;
  }

  /**
   * The URI by which OGC API knows it, such as {@code http://www.opengis.net/def/crs/EPSG/0/5186}.
   */
  public String uri() {
    return this == CRS84
        ? "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
        : "http://www.opengis.net/def/crs/EPSG/0/" + code.substring("EPSG:".length());
  }

  /**
   * Whether the EPSG registry puts the northing or latitude first. It does so for EPSG:4326 and for
   * all Korean grids, whose axes it calls X (north) and Y (east); not for EPSG:3857.
   */
  public boolean isNorthFirst() {
    return this != CRS84 && this != EPSG_3857;
  }

  /**
   * Where on the earth it may be used. Transverse Mercator far from its meridian gives numbers, but
   * not right ones, so the Korean grids end where Korea and its seas do.
   */
  public Box area() {
    return switch (this) {
      case CRS84, EPSG_4326 -> Box.WORLD;
      case EPSG_3857 -> new Box(-180, -85.06, 180, 85.06);
      default -> new Box(120, 28, 135, 45);
    };
  }

  /** Whether it is used all over the world, and not in Korea only. */
  public boolean isWorldWide() {
    return isLonLat() || this == EPSG_3857;
  }

  /**
   * The system of that URI, or of that CURIE, such as {@code EPSG:5186}, be it safe, such as {@code
   * [EPSG:5186]}, or not.
   */
  public static Optional<Crs> ofUri(String uri) {
    for (Crs crs : values()) {
      String curie = crs == CRS84 ? "OGC:CRS84" : crs.code;
      if (uri.equals(crs.uri()) || uri.equals(curie) || uri.equals("[" + curie + "]")) {
        return Optional.of(crs);
      }
    }
    return Optional.empty();
  }

  /** Whether its numbers are longitude and latitude already. */
  public boolean isLonLat() {
    return this == CRS84 || this == EPSG_4326;
  }

  /** Its definition, or null where its numbers are longitude and latitude already. */
  String wkt() {
    return wkt;
  }

  /** The system of that name: {@code EPSG:5186}, {@code 5186}, an OGC URN or URI, {@code CRS84}. */
  public static Optional<Crs> of(String name) {
    String n = name.strip().toUpperCase(Locale.ROOT);
    if (n.endsWith("CRS84")) {
      return Optional.of(CRS84);
    }
    Matcher m = EPSG.matcher(n);
    if (m.matches()) {
      for (Crs crs : values()) {
        if (crs.code.equals("EPSG:" + m.group(1))) {
          return Optional.of(crs);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * A hint at what projected coordinates of a place in Korea may be, as a clause to end a message
   * with; may be empty.
   */
  static Text guess(double x, double y) {
    if (x > 600_000 && x < 1_500_000 && y > 1_200_000 && y < 2_300_000) {
      return new Text(" EPSG:5179로 보입니다.", " (looks like EPSG:5179)");
    }
    if (x > 13_500_000 && x < 14_800_000 && y > 3_800_000 && y < 5_500_000) {
      return new Text(" EPSG:3857로 보입니다.", " (looks like EPSG:3857)");
    }
    return CentralBelt.guess(x, y);
  }

  /**
   * Definitions as WKT, easting first. They stand here and are not looked up: the EPSG database of
   * GeoTools knows no datum shift for the Bessel systems and puts what they hold 320 m off, moves
   * Korea 2000 by a detour that costs 4 mm, and takes seconds to open.
   */
  private static final class Definition {
    static final String WEB_MERCATOR =
        projected(
            geographic("WGS 84", "6378137,298.257223563", ""),
            "Popular Visualisation Pseudo Mercator",
            parameters("0", "0", "1", 0, 0) + ",PARAMETER[\"semi_minor\",6378137]");

    /** On GRS80, which for this is WGS84. */
    static String korea2000(String meridian, String scale, int easting, int northing) {
      return projected(
          geographic("Korea 2000", "6378137,298.257222101", ",TOWGS84[0,0,0,0,0,0,0]"),
          "Transverse_Mercator",
          parameters("38", meridian, scale, easting, northing));
    }

    /** On Bessel 1841, with the seven parameters of the land survey. */
    static String korea1985(String meridian, int easting, int northing) {
      return projected(
          geographic(
              "Korean Datum 1985",
              "6377397.155,299.1528128",
              ",TOWGS84[-115.80,474.99,674.11,1.16,-2.31,-1.63,6.43]"),
          "Transverse_Mercator",
          parameters("38", meridian, "1", easting, northing));
    }

    private static String projected(String geographic, String projection, String parameters) {
      return "PROJCS[\"\","
          + geographic
          + ",PROJECTION[\""
          + projection
          + "\"],"
          + parameters
          + ",UNIT[\"metre\",1],AXIS[\"X\",EAST],AXIS[\"Y\",NORTH]]";
    }

    private static String geographic(String datum, String ellipsoid, String shift) {
      return "GEOGCS[\"\",DATUM[\""
          + datum
          + "\",SPHEROID[\"\","
          + ellipsoid
          + "]"
          + shift
          + "],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433],"
          + "AXIS[\"Longitude\",EAST],AXIS[\"Latitude\",NORTH]]";
    }

    private static String parameters(
        String latitude, String meridian, String scale, int easting, int northing) {
      return "PARAMETER[\"latitude_of_origin\","
          + latitude
          + "],PARAMETER[\"central_meridian\","
          + meridian
          + "],PARAMETER[\"scale_factor\","
          + scale
          + "],PARAMETER[\"false_easting\","
          + easting
          + "],PARAMETER[\"false_northing\","
          + northing
          + "]";
    }
  }
}
