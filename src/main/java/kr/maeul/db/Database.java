package kr.maeul.db;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.function.Function;
import kr.maeul.config.OwnersFile;
import kr.maeul.config.Settings;
import kr.maeul.db.engine.Engine;
import kr.maeul.db.engine.H2Engine;
import kr.maeul.db.engine.PostgresAdvice;
import kr.maeul.db.engine.PostgresEngine;
import kr.maeul.db.pool.Pools;
import kr.maeul.db.pool.Turns;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.db.revision.Revisions;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * One database: its connections, its core tables, and transactions over features and the rows
 * beside them. Safe for use by several threads.
 */
public final class Database implements AutoCloseable {
  private static final int READY_TIMEOUT_SECONDS = 2;

  private final Engine engine;
  private final Clock clock;
  private final Settings.Database settings;
  private final Path dataDirectory;
  private final Pools pools;
  private final CoreTables coreTables;
  private final Jdbi jdbi;
  private final Jdbi besides;
  private final Revisions revisions;
  private final Turns turns;

  private Database(
      Engine engine, Settings.Database settings, Path dataDirectory, Pools pools, Clock clock) {
    this.engine = engine;
    this.dataDirectory = dataDirectory;
    this.clock = clock;
    this.pools = pools;
    this.settings = settings;
    this.coreTables = new CoreTables(pools.work(), engine);
    this.jdbi = Jdbi.create(pools.work());
    this.besides = Jdbi.create(pools.quick());
    this.turns = new Turns(!settings.isPostGis());
    this.revisions = new Revisions(pools.revisions(), engine::epoch);
  }

  /**
   * Opens a database and migrates its core tables; the store migrates those of the layers.
   *
   * @param dataDirectory where the embedded database keeps its file
   * @throws DatabaseException if it cannot be opened
   */
  public static Database open(Settings.Database settings, Path dataDirectory) {
    return open(settings, dataDirectory, Clock.systemUTC());
  }

  /**
   * The same.
   *
   * @param clock by which days begin, published figures are renewed and values of features end
   */
  public static Database open(Settings.Database settings, Path dataDirectory, Clock clock) {
    return open(settings, dataDirectory, CoreTables.NEWEST, clock);
  }

  /**
   * Opens a database and migrates its core tables no further than to a version, for content of that
   * version. Newer tables stay as they are.
   *
   * @param schemaVersion as {@link #schemaVersion} gave it
   * @throws DatabaseException if it cannot be opened
   * @throws UnreadableFileException if the file of the embedded database is damaged
   */
  public static Database open(
      Settings.Database settings, Path dataDirectory, String schemaVersion) {
    return open(settings, dataDirectory, schemaVersion, Clock.systemUTC());
  }

  private static Database open(
      Settings.Database settings, Path dataDirectory, String schemaVersion, Clock clock) {
    try {
      return opened(settings, dataDirectory, schemaVersion, clock);
    } catch (DatabaseException e) {
      throw orDamage(settings, dataDirectory, e);
    }
  }

  private static DatabaseException orDamage(
      Settings.Database settings, Path dataDirectory, DatabaseException e) {
    boolean isTold = e instanceof UnreadableFileException;
    return settings.url() == null && !isTold && H2Engine.tellsDamage(e)
        ? new UnreadableFileException(dataDirectory, e)
        : e;
  }

  private static Database opened(
      Settings.Database settings, Path dataDirectory, String schemaVersion, Clock clock) {
    Engine engine = settings.isPostGis() ? new PostgresEngine() : new H2Engine();
    if (settings.url() == null) {
      makeFile(embeddedFile(dataDirectory));
    }
    Database database =
        new Database(
            engine, settings, dataDirectory, Pools.open(settings, dataDirectory, engine), clock);
    try {
      database.requireSessions(); // before the lock of the migrations, which needs one
      database.migrating(
          c -> {
            engine.prepare(c);
            database.coreTables.migrate(schemaVersion);
          });
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** H2 would make a file that other users may read. */
  private static void makeFile(Path file) {
    try {
      if (Files.notExists(file)) {
        OwnersFile.createDirectories(file.getParent());
        OwnersFile.create(file).close();
      }
      OwnersFile.keep(file);
    } catch (FileAlreadyExistsException e) {
      // Another process starts here too, and H2 says what of that.
    } catch (IOException e) {
      throw new DatabaseException("데이터 폴더에 쓸 수 없습니다. / The data folder cannot be written to", e);
    }
  }

  private void requireSessions() {
    try {
      if (isPostGis() && !pools.keepSessions()) {
        throw new DatabaseException(PostgresAdvice.NEEDS_SESSIONS);
      }
    } catch (SQLException e) {
      throw engine.failure(e);
    }
  }

  /** Where the embedded database is, or would be. */
  public static Path embeddedFile(Path dataDirectory) {
    return dataDirectory.resolve(Pools.EMBEDDED + ".mv.db");
  }

  /** Runs work while no other instance starts. */
  public void alone(Runnable work) {
    migrating(locked -> work.run());
  }

  public interface Migration {
    void on(Connection connection) throws SQLException;
  }

  /**
   * Runs a migration while no other instance migrates.
   *
   * @throws UnreadableFileException if it finds the file of the embedded database damaged
   */
  public void migrating(Migration migration) {
    try (Connection c = pools.work().getConnection()) {
      engine.lockMigrations(c);
      try {
        migration.on(c);
      } finally {
        engine.unlockMigrations(c);
      }
    } catch (SQLException e) {
      throw orDamage(settings, dataDirectory, engine.failure(e));
    }
  }

  /** The version of its core tables. */
  public String schemaVersion() {
    return coreTables.version();
  }

  /** Whether core tables of that version are newer than this program. */
  public boolean isNewerThanProgram(String version) {
    return coreTables.isNewerThanProgram(version);
  }

  /**
   * Reads all tables as of one moment, without a time limit, while others write.
   *
   * @throws DatabaseException if the database fails
   */
  public <T> T ofOneMoment(Function<Handle, T> work) {
    try (Connection c = pools.work().getConnection();
        Handle handle = Jdbi.open(c)) {
      c.setTransactionIsolation(engine.snapshotIsolation());
      c.setAutoCommit(false);
      try {
        return work.apply(handle);
      } finally {
        c.rollback();
        c.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw engine.failure(e);
    } catch (JdbiException e) {
      throw wrapped(e);
    }
  }

  private DatabaseException wrapped(JdbiException e) {
    return e.getCause() instanceof SQLException sql
        ? engine.failure(sql)
        : new DatabaseException("데이터베이스 오류입니다. / The database failed", e);
  }

  /**
   * Reads as of one moment.
   *
   * @throws DatabaseException if the database fails
   */
  public <T> T read(Function<Handle, T> work) {
    return run(TransactionIsolationLevel.REPEATABLE_READ, work);
  }

  /**
   * Writes; an exception rolls everything back.
   *
   * @throws DatabaseException if the database fails
   */
  public <T> T inTransaction(Function<Transaction, T> work) {
    Transaction[] open = new Transaction[1];
    T result;
    try (Turns.Turn now = turns.take()) {
      result =
          run(
              TransactionIsolationLevel.READ_COMMITTED,
              handle -> work.apply(open[0] = new Transaction(handle)));
    }
    if (open[0].hasWrittenFeatures()) {
      revisions.written();
    }
    return result;
  }

  /**
   * Writes in a transaction of its own, on disk when this returns, whatever becomes of the
   * transaction that this thread may be in. Its connections are of another pool, so that threads
   * with one of the first never wait for each other.
   *
   * @throws DatabaseException if the database fails
   */
  public <T> T besides(Function<Handle, T> work) {
    try (Turns.Turn now = turns.takeSoon()) {
      return run(besides, TransactionIsolationLevel.READ_COMMITTED, work);
    }
  }

  private <T> T run(TransactionIsolationLevel level, Function<Handle, T> work) {
    return run(jdbi, level, work);
  }

  private <T> T run(Jdbi on, TransactionIsolationLevel level, Function<Handle, T> work) {
    try {
      return on.withHandle(
          h -> {
            if (h.isInTransaction()) {
              return h.inTransaction(level, work::apply); // refused where it is of another level
            }
            // Jdbi would ask the server for the level three times, which takes longer than most
            // questions do. The pool's connections have theirs, and come back to it when returned.
            if (level != (on == jdbi ? Pools.USUAL : Pools.OF_SHORT_QUESTIONS)) {
              h.getConnection().setTransactionIsolation(level.intValue());
            }
            return h.inTransaction(work::apply);
          });
    } catch (JdbiException e) {
      throw wrapped(e);
    } catch (SQLException e) {
      throw engine.failure(e);
    }
  }

  /** Counts up a layer's revision, as rows beside its features have changed that answers show. */
  public void touch(Transaction transaction, String layer) {
    Handle handle = transaction.handle();
    handle.execute(
        "UPDATE \"maeul_layer\" SET \"revision\" = \"revision\" + 1, \"changed_at\" = CURRENT_TIMESTAMP"
            + " WHERE \"id\" = ?",
        layer);
    if (isPostGis()) {
      handle
          .createQuery("SELECT pg_notify('maeul_changes', :layer)")
          .bind("layer", layer)
          .mapToMap()
          .list();
    }
  }

  /** Whether it is PostgreSQL; for the few statements that differ. */
  public boolean isPostGis() {
    return settings.isPostGis();
  }

  public Turns turns() {
    return turns;
  }

  /** Of all layers. */
  public Revisions revisions() {
    return revisions;
  }

  public Engine engine() {
    return engine;
  }

  /** An error of this database as callers know it. */
  public DatabaseException failure(SQLException error) {
    return engine.failure(error);
  }

  public Clock clock() {
    return clock;
  }

  public Pools pools() {
    return pools;
  }

  /** Whether it answers. For PostgreSQL that is known already; the embedded one is asked. */
  public boolean isReady() {
    if (pools.isAway() || pools.isClosed()) {
      return false;
    }
    if (isPostGis()) {
      return true;
    }
    try (Connection c = pools.revisions().getConnection();
        Statement s = c.createStatement()) {
      s.setQueryTimeout(READY_TIMEOUT_SECONDS);
      // The driver's isValid() does not see that a failure has closed the file.
      s.execute("SELECT 1 FROM \"maeul_layer\" FETCH FIRST 1 ROW ONLY");
      return true;
    } catch (SQLException | DatabaseException e) {
      return false;
    }
  }

  public Settings.Database settings() {
    return settings;
  }

  @Override
  public void close() {
    if (pools.isClosed()) {
      return;
    }
    revisions.close();
    pools.closeAllButWork();
    try (Connection c = pools.work().getConnection()) {
      engine.shutDown(c);
    } catch (SQLException | DatabaseException e) {
      // Closing all the same; what was committed is on disk.
    } finally {
      pools.close();
    }
  }
}
