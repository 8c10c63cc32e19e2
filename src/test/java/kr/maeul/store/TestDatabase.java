package kr.maeul.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import kr.maeul.config.Settings;
import kr.maeul.parts.Part;

/**
 * A database for one test class, empty at first and closed with {@link #close}: a file of the
 * embedded one, or a schema of its own on the PostGIS server that {@code MAEUL_TEST_DB_URL}, {@code
 * …_USER} and {@code …_PASSWORD} name.
 */
public final class TestDatabase implements AutoCloseable {
  static final Settings.Database EMBEDDED = new Settings.Database(null, null, null, 4);

  private final Settings.Database settings;
  private final Path directory;
  private final String schema;
  private final boolean hasDemo;

  private TestDatabase(Settings.Database settings, Path directory, String schema, boolean hasDemo) {
    this.settings = settings;
    this.directory = directory;
    this.schema = schema;
    this.hasDemo = hasDemo;
  }

  /**
   * The embedded database, in a folder that the caller deletes: with its core tables, and nothing
   * in them. Where the folder has a database already, it is that one.
   */
  public static TestDatabase h2gis(Path directory) {
    return h2gis(directory, ReadyFile.CORE);
  }

  /** The same with the empty tables of the bundled layers. */
  public static TestDatabase h2gisWithLayers(Path directory) {
    return h2gis(directory, ReadyFile.LAYERS);
  }

  /** The same with the demo content. */
  public static TestDatabase h2gisWithDemo(Path directory) {
    return h2gis(directory, ReadyFile.DEMO);
  }

  private static TestDatabase h2gis(Path directory, ReadyFile ready) {
    ready.copyTo(directory);
    return new TestDatabase(EMBEDDED, directory, null, ready == ReadyFile.DEMO);
  }

  /** The embedded database in a folder where there is none yet, as a first start finds it. */
  public static TestDatabase newH2gis(Path directory) {
    return new TestDatabase(EMBEDDED, directory, null, false);
  }

  /**
   * A fresh schema on PostGIS; where there is no server the test is skipped, or fails where it is
   * required.
   */
  public static TestDatabase postGis() {
    Part.POSTGIS.need();
    String url = System.getenv("MAEUL_TEST_DB_URL");
    String schema = "test_" + UUID.randomUUID().toString().replace("-", "");
    String user = System.getenv("MAEUL_TEST_DB_USER");
    String password = System.getenv("MAEUL_TEST_DB_PASSWORD");
    String own = url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema + ",public";
    TestDatabase database =
        new TestDatabase(new Settings.Database(own, user, password, 4), null, schema, false);
    database.execute(
        "CREATE EXTENSION IF NOT EXISTS postgis SCHEMA public; CREATE SCHEMA " + schema);
    return database;
  }

  /**
   * The same database of PostgreSQL by other addresses; closing it closes nothing.
   *
   * @param hosts host and port, several of them by comma
   */
  public TestDatabase at(String hosts) {
    String url = settings.url().replaceFirst("//[^/]*/", "//" + hosts + "/");
    return new TestDatabase(
        new Settings.Database(url, settings.user(), settings.password(), 4),
        directory,
        null,
        false);
  }

  /** Host and port of a PostgreSQL. */
  public java.net.InetSocketAddress address() {
    java.net.URI uri = java.net.URI.create(settings.url().substring("jdbc:".length()));
    return new java.net.InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 5432 : uri.getPort());
  }

  public Settings.Database settings() {
    return settings;
  }

  /** Where the embedded database keeps its file; null on PostGIS. */
  public Path directory() {
    return directory;
  }

  public boolean isPostGis() {
    return schema != null;
  }

  /** Whether the demo content was in it from the first. */
  public boolean hasDemo() {
    return hasDemo;
  }

  /** A connection beside the service's, as psql would have; on PostGIS only. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
  }

  private void execute(String sql) {
    try (Connection c = connect();
        Statement s = c.createStatement()) {
      s.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (schema != null) {
      execute("DROP SCHEMA " + schema + " CASCADE");
    }
  }
}
