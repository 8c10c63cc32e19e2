package kr.maeul.db.pool;

import java.sql.Connection;
import java.sql.SQLException;

/** How a database is told to stop what a connection is doing. */
interface Cancelling {
  /** Stops the statement that another thread has under way on a connection, if there is one. */
  void cancel(Connection connection) throws SQLException;
}
