package kr.maeul.db.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WatchTest {

  /** As where the host of the database is frozen: telling it to stop hangs too. */
  @Test
  @Timeout(60)
  void aCancellationThatHangsHoldsNobody() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch frozen = new CountDownLatch(1);
    CountDownLatch cut = new CountDownLatch(2);
    try (HikariDataSource pool = pool(cut);
        Watch watch = new Watch(c -> hang(begun, frozen))) {
      Source source = new Source(pool, watch, new Pulse(null, watch), null, Duration.ofMillis(1));
      List<Connection> used = new ArrayList<>();
      for (int i = 0; i < 3; i++) { // one more than cancellations that run at a time
        used.add(source.getConnection());
      }
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
      used.get(0).close(); // gives back what may be stopped by now, and does not wait for it
      assertThat(cut.await(30, TimeUnit.SECONDS)).as("statements on the others end").isTrue();
      for (Connection waited : used.subList(1, 3)) {
        waited.close();
      }
      frozen.countDown();
    }
  }

  private static void hang(CountDownLatch begun, CountDownLatch frozen) throws SQLException {
    begun.countDown();
    try {
      frozen.await();
    } catch (InterruptedException e) {
      throw new SQLException(e);
    }
  }

  /**
   * @param cut counts connections that are cut
   */
  private static HikariDataSource pool(CountDownLatch cut) {
    HikariDataSource pool = new HikariDataSource();
    pool.setDataSource(
        proxy(
            DataSource.class,
            (proxy, method, arguments) ->
                method.getName().equals("getConnection")
                    ? connection(cut)
                    : method.getReturnType() == int.class ? 0 : null));
    pool.setMaximumPoolSize(3);
    pool.setMinimumIdle(0);
    return pool;
  }

  private static Connection connection(CountDownLatch cut) throws SQLException {
    Connection real = DriverManager.getConnection("jdbc:h2:mem:");
    return proxy(
        Connection.class,
        (proxy, method, arguments) -> {
          if (method.getName().equals("abort")) {
            cut.countDown();
            real.close();
            return null;
          }
          return method.invoke(real, arguments);
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(WatchTest.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
