package kr.maeul.db.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import kr.maeul.db.request.DatabaseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LaneTest {
  private static long later() {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
  }

  private static void refused(Lane lane, String network, DatabaseException.Reason reason) {
    refused(lane, network, false, reason);
  }

  private static void refused(
      Lane lane, String network, boolean hasMuchUnderWay, DatabaseException.Reason reason) {
    assertThatExceptionOfType(DatabaseException.class)
        .isThrownBy(() -> lane.enter(network, hasMuchUnderWay, later()))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void oneNetworkNeverHasAllPlaces() {
    Lane lane = new Lane("test", 6, 0, 0, () -> {});
    List<Lane.Place> places = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      places.add(lane.enter("one", false, later()));
    }
    refused(lane, "one", DatabaseException.Reason.CROWDED);
    places.add(lane.enter("other", false, later()));
    places.add(lane.enter("third", false, later()));
    refused(lane, "one", DatabaseException.Reason.CROWDED);
    places.get(0).close();
    places.set(0, lane.enter("one", false, later()));
    places.forEach(Lane.Place::close);
    for (int i = 0; i < 4; i++) { // all of them were given back
      lane.enter("one", false, later());
    }
  }

  @Test
  void whoWaitsGetsThePlaceThatIsGivenBack() throws Exception {
    Lane lane = new Lane("test", 2, 1, 30_000, () -> {});
    Lane.Place first = lane.enter("one", false, later());
    CompletableFuture<Lane.Place> waiting =
        CompletableFuture.supplyAsync(() -> lane.enter("one", false, later()));
    Lane.Place other =
        lane.enter("other", false, later()); // passes by who waits for a place of their own
    other.close();
    first.close();
    waiting.get(30, TimeUnit.SECONDS).close();
  }

  @Test
  void nobodyWaitsBeyondTheirOwnEnd() {
    Lane lane = new Lane("test", 2, 1, 30_000, () -> {});
    lane.enter("one", false, later());
    assertThatExceptionOfType(DatabaseException.class)
        .isThrownBy(() -> lane.enter("one", false, System.nanoTime()));
  }

  @Test
  void nobodyWaitsForADatabaseThatIsAway() {
    DatabaseException away = new DatabaseException(DatabaseException.Reason.AWAY, "away", null);
    Lane lane =
        new Lane(
            "test",
            2,
            1,
            30_000,
            () -> {
              throw away;
            });
    Lane.Place first = lane.enter("one", false, later());
    refused(lane, "one", DatabaseException.Reason.AWAY);
    first.close();
    lane.enter("one", false, later());
  }

  /** Who waits is known by the waiting itself asking whether it is still of use. */
  @Test
  void aReaderComesBeforeThoseWhoHaveMuchUnderWay() throws Exception {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    CountDownLatch fourWait = new CountDownLatch(4);
    Lane lane =
        new Lane(
            "test",
            2,
            1,
            30_000,
            () -> {
              if (threads.add(Thread.currentThread())) {
                fourWait.countDown();
              }
            });
    Lane.Place one = lane.enter("one", true, later());
    Lane.Place other = lane.enter("other", true, later());
    ExecutorService askers = Executors.newCachedThreadPool();
    List<CompletableFuture<Lane.Place>> many = new ArrayList<>();
    for (String network : List.of("m1", "m2", "m3")) { // they fill their room
      many.add(CompletableFuture.supplyAsync(() -> lane.enter(network, true, later()), askers));
    }
    CompletableFuture<Lane.Place> reader =
        CompletableFuture.supplyAsync(() -> lane.enter("reader", false, later()), askers);
    assertThat(fourWait.await(30, TimeUnit.SECONDS)).isTrue();
    refused(lane, "one", true, DatabaseException.Reason.CROWDED);

    one.close();
    Lane.Place readers = reader.get(30, TimeUnit.SECONDS);

    assertThat(many).noneMatch(CompletableFuture::isDone);
    readers.close();
    other.close();
    for (CompletableFuture<Lane.Place> each : many) {
      each.thenAccept(Lane.Place::close);
    }
    CompletableFuture.allOf(many.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
    askers.shutdown();
  }
}
