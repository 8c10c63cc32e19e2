package kr.maeul.db.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import kr.maeul.db.request.DatabaseException;

/**
 * What PostgreSQL and H2 do differently about connections, transactions and errors. Safe for use by
 * several threads.
 */
public interface Engine {
  /** Folder under {@code db} of the core tables' migrations that only this engine has. */
  String migrations();

  /**
   * Checks that the database can keep what it is given, and repairs what a killed process left.
   * Call once, while migrations are locked.
   *
   * @throws DatabaseException if the database is not one that the service can use
   */
  void prepare(Connection connection) throws SQLException;

  /**
   * Keeps other instances from migrating at the same time, until the connection is unlocked or
   * closed.
   */
  void lockMigrations(Connection connection) throws SQLException;

  void unlockMigrations(Connection connection) throws SQLException;

  /** Whether tables can be made and changed within a transaction. */
  boolean migratesInTransaction();

  /** Run once on every new connection. */
  String sessionStart();

  /** The same for connections with statements whose best plan is always the same. */
  default String shortSessionStart() {
    return sessionStart();
  }

  /** The isolation level at which all statements of a transaction see one moment of all tables. */
  int snapshotIsolation();

  /**
   * An expression for the name of the epoch: a text that changes whenever the database may have
   * been put back to an earlier time.
   */
  String epoch();

  /** Makes a statement that reads a whole table quick, without holding all of its rows. */
  default void readInBulk(PreparedStatement statement) throws SQLException {
    statement.setFetchSize(10_000);
  }

  /** Ends the database process, if it is part of this one, before the last connection closes. */
  void shutDown(Connection connection) throws SQLException;

  /** Stops the statement that another thread runs on a connection, if there is one. */
  void cancel(Connection connection) throws SQLException;

  /** Whether an error says that a database within this process has closed itself. */
  default boolean hasClosed(SQLException error) {
    return false;
  }

  /** Advice for whoever runs the service about an error, or null if there is none. */
  String explain(SQLException error);

  /** An error of this database as callers know it, with advice where there is any. */
  default DatabaseException failure(SQLException error) {
    return SqlErrors.wrap(this, error);
  }
}
