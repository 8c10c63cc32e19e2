package kr.maeul.db.revision;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import kr.maeul.config.Settings;
import kr.maeul.db.pool.Driver;
import org.postgresql.PGConnection;

/**
 * Hears PostgreSQL's {@code NOTIFY maeul_changes}, on a connection of its own. The triggers on the
 * layers' tables send it, so other instances and plain SQL are heard as well.
 */
final class Notifications implements ChangeWatch.Signal {
  private static final int LOOK_ANYWAY_MS = 10_000;

  /** Longer than the wait for a notification. */
  private static final int MOST_SECONDS = 15;

  private final Connection connection;

  private Notifications(Connection connection) {
    this.connection = connection;
  }

  static Notifications open(Settings.Database settings) throws SQLException {
    Connection connection = Driver.connect(settings, "maeul changes", MOST_SECONDS);
    try (Statement s = connection.createStatement()) {
      s.execute("LISTEN maeul_changes");
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return new Notifications(connection);
  }

  @Override
  public void await() throws SQLException {
    connection.unwrap(PGConnection.class).getNotifications(LOOK_ANYWAY_MS);
  }

  @Override
  public void close() throws SQLException {
    connection.abort(Runnable::run);
  }
}
