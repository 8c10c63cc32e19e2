package kr.maeul.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ChoresTest {
  private static final Duration NOW = Duration.ZERO;
  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final Duration NEVER = Duration.ofDays(1);

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final CountDownLatch free = new CountDownLatch(1);

  @BeforeEach
  void listen() {
    log.start();
    ((Logger) LoggerFactory.getLogger(Chores.class)).addAppender(log);
  }

  @AfterEach
  void leave() {
    free.countDown();
    ((Logger) LoggerFactory.getLogger(Chores.class)).detachAppender(log);
  }

  private List<String> logged() {
    return List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  /** A job that goes on however often it is interrupted. */
  private void stubborn(CountDownLatch begun) {
    begun.countDown();
    while (free.getCount() > 0) {
      try {
        free.await();
      } catch (InterruptedException e) {
        // goes on
      }
    }
  }

  @Test
  void oneThatFailsHasItsNextTurnAndOneThatIsSlowKeepsNoOtherWaiting() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch turns = new CountDownLatch(3);
    CountDownLatch others = new CountDownLatch(3);
    try (Chores chores = new Chores(NOW, NOW)) {
      chores.add("slow", NOW, NEVER, () -> stubborn(begun));
      chores.add(
          "failing",
          NOW,
          MILLISECOND,
          () -> {
            turns.countDown();
            throw new IllegalStateException("the disk is full");
          });
      chores.addPrivate(
          "discreet",
          NOW,
          MILLISECOND,
          () -> {
            others.countDown();
            throw new IllegalStateException("홍길동");
          });
      chores.start();
      chores.start();
      assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(turns.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(others.await(1, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(logged()).anyMatch(line -> line.contains("failing"));
    assertThat(List.copyOf(log.list))
        .filteredOn(e -> e.getFormattedMessage().contains("discreet"))
        .isNotEmpty()
        .allMatch(e -> e.getThrowableProxy() == null)
        .allMatch(e -> !e.getFormattedMessage().contains("홍길동"))
        .allMatch(e -> e.getFormattedMessage().contains("IllegalStateException"));
    assertThat(List.copyOf(log.list))
        .filteredOn(e -> e.getFormattedMessage().contains("failing"))
        .first()
        .matches(e -> e.getThrowableProxy().getMessage().equals("the disk is full"));
    assertThat(logged().get(logged().size() - 1)).contains("do not stop", "slow");
  }

  @Test
  void oneInItsTurnIsInterruptedAndNothingIsSaidIfItStops() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Chores chores = new Chores(NOW, Duration.ofMinutes(1));
    chores.add(
        "patient",
        NOW,
        NEVER,
        () -> {
          begun.countDown();
          try {
            free.await();
          } finally {
            ended.countDown();
          }
        });
    chores.start();
    assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
    chores.close();
    assertThat(ended.getCount()).isZero();
    assertThat(logged()).noneMatch(line -> line.contains("do not stop"));
  }

  @Test
  void oneThatIsNotInItsTurnHasNoOther() {
    int[] turns = new int[1];
    Chores chores = new Chores();
    chores.add("later", NEVER, NEVER, () -> turns[0]++);
    chores.run("later");
    chores.start();
    chores.close();
    assertThat(turns[0]).isEqualTo(1);
  }

  @Test
  void aNameIsOfOneJobAndNoneIsAddedAfterTheStart() {
    try (Chores chores = new Chores()) {
      chores.add("letters", NEVER, NEVER, () -> {});
      assertThatThrownBy(() -> chores.addPrivate("letters", NEVER, NEVER, () -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("letters");
      chores.start();
      assertThatThrownBy(() -> chores.add("late", NEVER, NEVER, () -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("late");
    }
  }
}
