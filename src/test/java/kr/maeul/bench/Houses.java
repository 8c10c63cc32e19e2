package kr.maeul.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import kr.maeul.layer.Audience;
import kr.maeul.layer.View;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.layer.file.SnakeCase;
import kr.maeul.layer.kind.PropertyType;

/**
 * A schema with so many generated vacant houses, evenly over a square that grows with their number:
 * a million of them to the square degree, so that a box or a street has as many whatever the size.
 */
final class Houses {
  /** Of which 95 in 100 are listed, so that a page of 1,000 is full. */
  private static final double HOUSES_IN_A_BOX = 1500;

  private static final double A_SQUARE_DEGREE = 1_000_000;

  private final Database database;
  private final int count;
  private final View view =
      new LayerFiles()
          .readBundled()
          .catalog()
          .layer("vacant-houses")
          .orElseThrow()
          .viewFor(Audience.PUBLIC);

  /** Where PostGIS is. */
  record Database(String host, String port, String name, String user, String password) {
    static Database of(String jdbcUrl, String user, String password) {
      var m =
          java.util.regex.Pattern.compile("jdbc:postgresql://([^:/]+):?(\\d*)/([^?]+).*")
              .matcher(jdbcUrl);
      if (!m.matches()) {
        throw new IllegalArgumentException(jdbcUrl);
      }
      String port = m.group(2).isEmpty() ? "5432" : m.group(2);
      return new Database(m.group(1), port, m.group(3), user, password);
    }

    String jdbcUrl(String schema) {
      return "jdbc:postgresql://"
          + host
          + ":"
          + port
          + "/"
          + name
          + "?currentSchema="
          + schema
          + ",public";
    }
  }

  public Houses(Database database, int count) {
    this.database = database;
    this.count = count;
  }

  int count() {
    return count;
  }

  String schema() {
    return "bench_" + count;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(schema()), database.user(), database.password());
  }

  /** Whether an earlier run left it as it should be. */
  boolean isThere() throws SQLException {
    try (Connection c = connect();
        Statement s = c.createStatement()) {
      try (ResultSet r =
          s.executeQuery("SELECT to_regclass('" + schema() + ".vacant_houses') IS NOT NULL")) {
        r.next();
        if (!r.getBoolean(1)) {
          return false;
        }
      }
      try (ResultSet r = s.executeQuery("SELECT count(*) FROM vacant_houses")) {
        r.next();
        return r.getInt(1) == count;
      }
    }
  }

  void createSchema() throws SQLException {
    try (Connection c = connect();
        Statement s = c.createStatement()) {
      s.execute("DROP SCHEMA IF EXISTS " + schema() + " CASCADE; CREATE SCHEMA " + schema());
    }
  }

  /** Once the service has made its tables. */
  void fill() throws SQLException {
    try (Connection c = connect();
        Statement s = c.createStatement()) {
      for (String index : List.of("geometry", "search_public", "search_staff", "search_planner")) {
        s.execute("DROP INDEX IF EXISTS vacant_houses_" + index);
      }
      s.execute("SELECT setseed(0.5)");
      s.execute(
          "INSERT INTO vacant_houses (id, location, title, dong, grade, consent, evidence, house_type,"
              + " floor_area_square_metres, site_area_square_metres, floors, rooms, built_year,"
              + " vacancy_months, step_free, water_connected, source, as_of, example)"
              + " SELECT 'h' || lpad(i::text, 8, '0'),"
              + " ST_SetSRID(ST_MakePoint(127 + random() * "
              + extent()
              + ", 35 + random() * "
              + extent()
              + "), 4326),"
              + " (ARRAY['노송동','중앙동','풍남동','인후동','우아동'])[1 + i % 5] || ' 빈집 ' || i,"
              + " (ARRAY['노송동','중앙동','풍남동','인후동','우아동'])[1 + i % 5] || i % 40,"
              + " (ARRAY['reuse','manage','clear'])[1 + i % 3],"
              + " CASE WHEN i % 20 = 0 THEN 'none' ELSE 'listed' END, 'confirmed', NULL,"
              + " 30 + i % 100, 80 + i % 200, 1 + i % 3, 2 + i % 5, 1950 + i % 70, 12 + i % 200,"
              + " i % 2 = 0, i % 3 > 0, '성능 시험용으로 만든 집', DATE '2026-01-01', true"
              + " FROM generate_series(1, "
              + count
              + ") i ORDER BY 2"); // as an import fills a table
      s.execute("CREATE INDEX vacant_houses_geometry ON vacant_houses USING gist (location)");
      s.execute("VACUUM ANALYZE vacant_houses");
    }
  }

  /** Side of the square that all houses are in, in degrees. */
  private double extent() {
    return Math.sqrt(count / A_SQUARE_DEGREE);
  }

  /** Side of a box with a little more than a page of houses. */
  double side() {
    return Math.sqrt(HOUSES_IN_A_BOX / A_SQUARE_DEGREE);
  }

  Supplier<String> boxes(String before, String after) {
    return () -> {
      Random random = java.util.concurrent.ThreadLocalRandom.current();
      double west = 127 + random.nextDouble() * (extent() - side());
      double south = 35 + random.nextDouble() * (extent() - side());
      return before
          + String.format(
              Locale.ROOT, "%.6f,%.6f,%.6f,%.6f", west, south, west + side(), south + side())
          + after;
    };
  }

  String id(int number) {
    return String.format(Locale.ROOT, "h%08d", number);
  }

  /** A house that is listed. */
  String anyId() {
    int i = java.util.concurrent.ThreadLocalRandom.current().nextInt(count / 20) * 20 + 1;
    return id(i);
  }

  private String columns() {
    return view.properties().stream()
        .map(p -> '"' + SnakeCase.of(p.name()) + '"')
        .collect(Collectors.joining(", "));
  }

  String columnsAndId() {
    return "id, " + columns().replace("\"", "");
  }

  private String select() {
    return "SELECT id, ST_AsBinary(location), " + columns() + " FROM vacant_houses WHERE ";
  }

  /** The statements behind a page in a box: the page, and how many there are in all. */
  String boxScript() {
    String box =
        "consent IN ('listed') AND location && ST_MakeEnvelope(:w, :s, :w + "
            + side()
            + ", :s + "
            + side()
            + ", 4326) AND ST_Intersects(location,"
            + " ST_MakeEnvelope(:w, :s, :w + "
            + side()
            + ", :s + "
            + side()
            + ", 4326))";
    long range = Math.max(1, Math.round((extent() - side()) * 1e6));
    return "\\set x random(0, "
        + range
        + ")\n\\set y random(0, "
        + range
        + ")\n"
        + "\\set w 127.0 + :x / 1000000.0\n\\set s 35.0 + :y / 1000000.0\n"
        + select()
        + box
        + " ORDER BY id FETCH FIRST 1001 ROWS ONLY;\n"
        + "SELECT count(*) FROM vacant_houses WHERE "
        + box
        + ";\n";
  }

  String idScript() {
    return "\\set n random(0, "
        + (count / 20 - 1)
        + ")\n\\set i :n * 20 + 1\n"
        + select()
        + "consent IN ('listed') AND id = 'h' || lpad((:i)::text, 8, '0') ORDER BY id FETCH FIRST 2"
        + " ROWS ONLY;\n";
  }

  private static int column(int zoom, double longitude) {
    return (int) Math.floor((longitude + 180) / 360 * (1 << zoom));
  }

  private static int row(int zoom, double latitude) {
    double y = Math.log(Math.tan(Math.PI / 4 + Math.toRadians(latitude) / 2)) / Math.PI;
    return (int) Math.floor((1 - y) / 2 * (1 << zoom));
  }

  /** Tiles among the houses, any of them. */
  Supplier<String> tiles(String tileset, int zoom) {
    return () -> {
      Random random = java.util.concurrent.ThreadLocalRandom.current();
      return tileset
          + "/"
          + zoom
          + "/"
          + row(zoom, 35 + random.nextDouble() * extent())
          + "/"
          + column(zoom, 127 + random.nextDouble() * extent());
    };
  }

  /** The same tiles of MapServer. */
  Supplier<String> mapServerTiles(int zoom) {
    return () -> {
      Random random = java.util.concurrent.ThreadLocalRandom.current();
      return "/mapserv?map=bench&mode=tile&tilemode=gmap&layers=houses&map.imagetype=mvt&tile="
          + column(zoom, 127 + random.nextDouble() * extent())
          + "+"
          + row(zoom, 35 + random.nextDouble() * extent())
          + "+"
          + zoom;
    };
  }

  /** The statement that a tile of single features would be with no service before it. */
  String tileScript(int zoom) {
    String tile = "ST_TileEnvelope(" + zoom + ", :x, :y)";
    String plain =
        view.properties().stream()
            .filter(p -> p.type() != PropertyType.STRING_LIST)
            .map(p -> '"' + SnakeCase.of(p.name()) + '"')
            .collect(Collectors.joining(", "));
    return "\\set x random("
        + column(zoom, 127)
        + ", "
        + column(zoom, 127 + extent())
        + ")\n"
        + "\\set y random("
        + row(zoom, 35 + extent())
        + ", "
        + row(zoom, 35)
        + ")\n"
        + "SELECT ST_AsMVT(t, 'vacant-houses') FROM (SELECT ST_AsMVTGeom(location_3857, "
        + tile
        + ") AS g, id, "
        + plain
        + " FROM vacant_houses WHERE consent IN ('listed') AND location &&"
        + " ST_Transform("
        + tile
        + ", 4326)) t;\n";
  }

  Supplier<String> nearest(String before) {
    return () -> {
      Random random = java.util.concurrent.ThreadLocalRandom.current();
      return before
          + String.format(
              Locale.ROOT,
              "%.6f,%.6f",
              127 + random.nextDouble() * extent(),
              35 + random.nextDouble() * extent());
    };
  }

  /** The nearest houses by the index, and how far they are. */
  String nearestScript(int limit) {
    String here = "ST_SetSRID(ST_MakePoint(:w, :s), 4326)";
    long range = Math.round(extent() * 1e6);
    return "\\set x random(0, "
        + range
        + ")\n\\set y random(0, "
        + range
        + ")\n"
        + "\\set w 127.0 + :x / 1000000.0\n\\set s 35.0 + :y / 1000000.0\n"
        + "SELECT id, ST_AsBinary(location), ST_Distance(location::geography, "
        + here
        + "::geography), "
        + columns()
        + " FROM vacant_houses WHERE consent IN ('listed') ORDER BY"
        + " location <-> "
        + here
        + " FETCH FIRST "
        + limit
        + " ROWS ONLY;\n";
  }
}
