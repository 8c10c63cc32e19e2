package kr.maeul.db.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** What is done with a connection. */
public interface SqlWork<T> {
  T on(Connection connection) throws SQLException;
}
