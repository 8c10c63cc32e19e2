package kr.maeul.store.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import kr.maeul.config.Settings;
import kr.maeul.store.StoreException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** The connections to a database. */
final class Pools {
  /** At which level connections work unless they are told otherwise. */
  static final TransactionIsolationLevel USUAL = TransactionIsolationLevel.REPEATABLE_READ;

  static final TransactionIsolationLevel OF_SHORT_QUESTIONS =
      TransactionIsolationLevel.READ_COMMITTED;

  private static final int SHORT_QUESTIONS_AT_ONCE = 6;

  private Pools() {}

  /**
   * @param dataDirectory where the embedded database keeps its file
   * @throws StoreException if the database cannot be opened
   */
  static HikariDataSource open(Settings.Database settings, Path dataDirectory, Dialect dialect) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("maeul");
    config.setJdbcUrl(settings.url() == null ? embeddedUrl(dataDirectory) : settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(settings.connections());
    config.setMinimumIdle(1);
    config.setTransactionIsolation("TRANSACTION_" + USUAL);
    config.setConnectionTimeout(10_000);
    config.setConnectionInitSql(dialect.sessionStart());
    if (settings.isPostGis()) {
      config.addDataSourceProperty("ApplicationName", "maeul");
    }
    try {
      return new HikariDataSource(config);
    } catch (HikariPool.PoolInitializationException e) {
      throw e.getCause() instanceof SQLException sql
          ? SqlErrors.wrap(dialect, sql)
          : new StoreException("데이터베이스를 열 수 없습니다. / The database cannot be opened", e);
    }
  }

  /**
   * For revisions, single features and near tiles, which are asked for on connections of their own:
   * answers that are ready need not wait until a long one gives a connection back, and a plan that
   * was made once serves these statements ever after.
   */
  static HikariDataSource forShortQuestions(HikariDataSource like, Dialect dialect) {
    HikariConfig config = new HikariConfig();
    like.copyStateTo(config);
    config.setPoolName("maeul-short");
    config.setMaximumPoolSize(SHORT_QUESTIONS_AT_ONCE);
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    config.setTransactionIsolation("TRANSACTION_" + OF_SHORT_QUESTIONS);
    config.setConnectionInitSql(dialect.shortSessionStart());
    return new HikariDataSource(config);
  }

  /**
   * Every write is on disk when it is acknowledged; the lock goes with the process, however that
   * ends.
   */
  private static String embeddedUrl(Path dataDirectory) {
    try {
      Files.createDirectories(dataDirectory);
    } catch (IOException e) {
      throw new StoreException(
          "데이터 폴더를 만들 수 없습니다. / The data folder cannot be made: " + dataDirectory.toAbsolutePath(),
          e);
    }
    Path file = dataDirectory.toAbsolutePath().normalize().resolve("maeul");
    return "jdbc:h2:file:"
        + file
        + ";FILE_LOCK=FS;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1;TRACE_LEVEL_FILE=0";
  }
}
