package kr.maeul.db.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.db.request.DatabaseException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What those are told who asked together, where there is no answer. */
@Timeout(60)
class RevisionsTest {
  private final CountDownLatch goesOn = new CountDownLatch(1);
  private final Map<String, Throwable> told = new ConcurrentHashMap<>();

  private interface Opening {
    Object open() throws Exception;
  }

  private static Revisions over(Opening opening) {
    DataSource source =
        (DataSource)
            Proxy.newProxyInstance(
                RevisionsTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> opening.open());
    return new Revisions(source, () -> "''");
  }

  /** It is no mistake of ours, whatever has become of the database when it is told. */
  @Test
  void anAbsentDatabaseIsToldAsThat() {
    try (Revisions revisions =
        over(
            () -> {
              throw new DatabaseException(Reason.AWAY, "away", null);
            })) {
      assertThatThrownBy(revisions::ask)
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.reason()).isEqualTo(Reason.AWAY));
    }
  }

  /** Somebody whose time is up, or who has gone, spoils it for nobody else. */
  @Test
  void whoAskedWithAnImpatientOneAsksAgain() throws Exception {
    try (Revisions revisions =
        over(
            () -> {
              switch (Thread.currentThread().getName()) {
                case "first" -> goesOn.await();
                case "impatient" -> throw new DatabaseException(Reason.TOO_LONG, "too long", null);
                default -> {
                  // Its own answer comes below.
                }
              }
              throw new SQLException(Thread.currentThread().getName());
            })) {
      Thread first = waiting("first", revisions);
      Thread impatient = waiting("impatient", revisions);
      Thread patient = waiting("patient", revisions);
      goesOn.countDown();
      first.join();
      impatient.join();
      patient.join();
    }
    assertThat(told.get("impatient")).isInstanceOf(DatabaseException.class);
    assertThat(told.get("patient")).isInstanceOf(SQLException.class).hasMessage("patient");
  }

  /** A thread that asks, once it waits. */
  private Thread waiting(String name, Revisions revisions) {
    Thread thread =
        new Thread(
            () -> {
              try {
                revisions.ask();
              } catch (SQLException | RuntimeException e) {
                told.put(name, e);
              }
            },
            name);
    thread.start();
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return thread;
  }
}
