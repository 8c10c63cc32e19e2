package kr.maeul.db.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A pooler in transaction mode is known, however many sessions it deals out. */
@Tag("postgis")
class SessionsTest {
  @Test
  void aConnectionKeepsItsSessionOrDoesNot() throws SQLException {
    try (TestDatabase database = TestDatabase.postGis();
        Connection first = database.connect();
        Connection second = database.connect();
        Connection third = database.connect()) {
      assertThat(Sessions.areOwn(first, second)).as("as it should be").isTrue();
      assertThat(Sessions.areOwn(first, second)).as("and leaves nothing behind").isTrue();
      assertThat(Sessions.areOwn(first, first)).as("a pool of one").isFalse();
      assertThat(Sessions.areOwn(dealt(first, first, second), first)).as("the last used").isFalse();
      assertThat(Sessions.areOwn(dealt(first, first, third, third), second))
          .as("the longest idle")
          .isFalse();
    }
  }

  /** A connection of which each transaction has the next of these sessions. */
  private static Connection dealt(Connection... sessions) {
    Iterator<Connection> next = Stream.iterate(0, i -> i + 1).map(i -> at(sessions, i)).iterator();
    return (Connection)
        Proxy.newProxyInstance(
            SessionsTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(next.next(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static Connection at(Connection[] sessions, int turn) {
    return List.of(sessions).get(Math.min(turn, sessions.length - 1));
  }
}
