package kr.maeul.db.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import com.zaxxer.hikari.pool.HikariPool;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import kr.maeul.config.OwnersFile;
import kr.maeul.config.Settings;
import kr.maeul.db.engine.Engine;
import kr.maeul.db.request.DatabaseException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * The connections to a database, in pools that do not wait for each other: for questions about
 * layers, which may take long; for the work of people and of the service; for short questions; and
 * for revisions, which every cached answer needs. Safe for use by several threads.
 */
public final class Pools implements AutoCloseable {
  /** At which level connections work unless they are told otherwise. */
  public static final TransactionIsolationLevel USUAL = TransactionIsolationLevel.REPEATABLE_READ;

  public static final TransactionIsolationLevel OF_SHORT_QUESTIONS =
      TransactionIsolationLevel.READ_COMMITTED;

  /** Name of the embedded database; its file has an ending of H2's beside. */
  public static final String EMBEDDED = "maeul";

  private static final int SHORT_QUESTIONS_AT_ONCE = 6;
  private static final int TILES_AT_ONCE = 4;

  /** Beyond those of strangers, for questions of people who have signed in. */
  private static final int KEPT_FOR_THE_DESK = 2;

  private static final Duration SHORT = Duration.ofSeconds(10);

  /** After so long without a connection it is asked whether the database is still there. */
  private static final int CONNECTION_MS = 1_000;

  /** How long a question waits for a place. */
  private static final int LANE_MS = 4_000;

  private static final int WAITING_OF_ONE_NETWORK = 100;
  private static final int HEAVY_WAITING_OF_ONE_NETWORK = 8;

  private final Watch watch;
  private final Pulse pulse;
  private final HikariDataSource layers;
  private final Closed closed;
  private final HikariDataSource people;
  private final HikariDataSource shorts;
  private final HikariDataSource ofRevisions;
  private final Source questions;
  private final Source heavyQuestions;
  private final Source work;
  private final Source quick;
  private final Source tiles;
  private final Source revisions;

  private Pools(Settings.Database settings, HikariDataSource layers, Engine engine, Closed closed) {
    this.closed = closed;
    int strangers = settings.connections();
    int processors = Runtime.getRuntime().availableProcessors();
    int heavy = strangers < 4 ? 1 : Math.max(2, Math.min(processors, strangers / 4));
    this.layers = layers;
    this.watch = new Watch(engine::cancel);
    this.pulse =
        new Pulse(
            settings.isPostGis() ? () -> Driver.connect(settings, "maeul pulse") : null, watch);
    this.people = new HikariDataSource(like(layers, "maeul-work", strangers / 2 + 2));
    HikariConfig ofShorts = like(layers, "maeul-short", SHORT_QUESTIONS_AT_ONCE);
    ofShorts.setTransactionIsolation("TRANSACTION_" + OF_SHORT_QUESTIONS);
    ofShorts.setConnectionInitSql(engine.shortSessionStart());
    this.shorts = new HikariDataSource(ofShorts);
    this.ofRevisions = new HikariDataSource(like(shorts, "maeul-revisions", 2));
    Lane light = lane("light", strangers - heavy, WAITING_OF_ONE_NETWORK);
    this.questions = new Source(layers, watch, pulse, light, null);
    this.heavyQuestions =
        new Source(layers, watch, pulse, lane("heavy", heavy, HEAVY_WAITING_OF_ONE_NETWORK), null);
    this.work = new Source(people, watch, pulse, null, null);
    this.quick = new Source(shorts, watch, pulse, null, SHORT);
    Lane ofTiles = lane("tile", TILES_AT_ONCE, WAITING_OF_ONE_NETWORK);
    this.tiles = new Source(shorts, watch, pulse, ofTiles, SHORT);
    this.revisions = new Source(ofRevisions, watch, pulse, null, SHORT);
    pulse.begin(List.of(layers, people, shorts, ofRevisions));
  }

  private Lane lane(String name, int most, int mostWaiting) {
    return new Lane(name, most, mostWaiting, LANE_MS, pulse::requireHere);
  }

  /**
   * @param dataDirectory where the embedded database keeps its file
   * @throws DatabaseException if the database cannot be opened
   */
  public static Pools open(Settings.Database settings, Path dataDirectory, Engine engine) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("maeul");
    config.setJdbcUrl(settings.url() == null ? embeddedUrl(dataDirectory) : settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(settings.connections() + KEPT_FOR_THE_DESK);
    config.setMinimumIdle(1);
    config.setTransactionIsolation("TRANSACTION_" + USUAL);
    config.setConnectionTimeout(CONNECTION_MS);
    config.setValidationTimeout(CONNECTION_MS / 2);
    config.setConnectionInitSql(engine.sessionStart());
    if (settings.isPostGis()) {
      config.setDataSourceProperties(Driver.properties(settings, "maeul"));
    }
    Closed closed = new Closed(engine);
    config.setExceptionOverride(closed);
    try {
      return new Pools(settings, new HikariDataSource(config), engine, closed);
    } catch (HikariPool.PoolInitializationException e) {
      throw e.getCause() instanceof SQLException sql
          ? engine.failure(sql)
          : new DatabaseException("데이터베이스를 열 수 없습니다. / The database cannot be opened", e);
    }
  }

  /** Connections of a database that closed itself are not used again: a new one opens it. */
  private static final class Closed implements SQLExceptionOverride {
    private final Engine engine;

    /** Whether it is closed on purpose. */
    private volatile boolean isAtEnd;

    Closed(Engine engine) {
      this.engine = engine;
    }

    @java.lang.Override
    public Override adjudicate(SQLException e) {
      return !engine.hasClosed(e)
          ? Override.CONTINUE_EVICT
          : isAtEnd ? Override.DO_NOT_EVICT : Override.MUST_EVICT;
    }
  }

  private static HikariConfig like(HikariDataSource other, String name, int most) {
    HikariConfig config = new HikariConfig();
    other.copyStateTo(config);
    config.setPoolName(name);
    config.setMaximumPoolSize(most);
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    return config;
  }

  /**
   * For questions about layers.
   *
   * @param isHeavy whether it may be long about it: of these few are asked at once
   */
  public DataSource questions(boolean isHeavy) {
    return isHeavy ? heavyQuestions : questions;
  }

  /** For writes, and for what people and the service itself have to look up. */
  public DataSource work() {
    return work;
  }

  /**
   * For single features and what is written beside, on connections of their own: a plan that was
   * made once serves these statements ever after.
   */
  public DataSource quick() {
    return quick;
  }

  /** The same for near tiles, which never take all of them. */
  public DataSource tiles() {
    return tiles;
  }

  public DataSource revisions() {
    return revisions;
  }

  /** Whether the database is known not to answer. */
  public boolean isAway() {
    return pulse.isAway();
  }

  /** Whether connections keep their sessions: between them and PostgreSQL may be a pooler. */
  public boolean keepSessions() throws SQLException {
    try (Connection one = work.getConnection();
        Connection other = questions.getConnection()) {
      return Sessions.areOwn(one, other);
    }
  }

  public boolean isClosed() {
    return layers.isClosed();
  }

  public void closeAllButWork() {
    closed.isAtEnd = true;
    pulse.close();
    ofRevisions.close();
    shorts.close();
    layers.close();
  }

  @Override
  public void close() {
    people.close();
    watch.close();
  }

  /** Every write is on disk when it is acknowledged; the lock of the file ends with the process. */
  private static String embeddedUrl(Path dataDirectory) {
    try {
      OwnersFile.createDirectories(dataDirectory);
    } catch (IOException e) {
      throw new DatabaseException(
          "데이터 폴더를 만들 수 없습니다. / The data folder cannot be made: " + dataDirectory.toAbsolutePath(),
          e);
    }
    Path file = dataDirectory.toAbsolutePath().normalize().resolve(EMBEDDED);
    return "jdbc:h2:file:"
        + file
        + ";FILE_LOCK=FS;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1;TRACE_LEVEL_FILE=0";
  }
}
