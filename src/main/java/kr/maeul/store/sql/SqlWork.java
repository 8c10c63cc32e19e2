package kr.maeul.store.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** What is done with a connection. */
interface SqlWork<T> {
  T on(Connection connection) throws SQLException;
}
