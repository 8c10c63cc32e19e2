package kr.maeul.store.sql.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kr.maeul.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LaneTest {
  private static long later() {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
  }

  private static void refused(Lane lane, String network, StoreException.Reason reason) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> lane.enter(network, later()))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void oneNetworkNeverHasAllPlaces() {
    Lane lane = new Lane("test", 6, 0, 0, () -> {});
    List<Lane.Place> places = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      places.add(lane.enter("one", later()));
    }
    refused(lane, "one", StoreException.Reason.CROWDED);
    places.add(lane.enter("other", later()));
    places.add(lane.enter("third", later()));
    refused(lane, "one", StoreException.Reason.CROWDED);
    places.get(0).close();
    places.set(0, lane.enter("one", later()));
    places.forEach(Lane.Place::close);
    for (int i = 0; i < 4; i++) { // all of them were given back
      lane.enter("one", later());
    }
  }

  @Test
  void whoWaitsGetsThePlaceThatIsGivenBack() throws Exception {
    Lane lane = new Lane("test", 2, 1, 30_000, () -> {});
    Lane.Place first = lane.enter("one", later());
    CompletableFuture<Lane.Place> waiting =
        CompletableFuture.supplyAsync(() -> lane.enter("one", later()));
    Lane.Place other = lane.enter("other", later()); // passes by who waits for a place of their own
    other.close();
    first.close();
    waiting.get(30, TimeUnit.SECONDS).close();
  }

  @Test
  void nobodyWaitsBeyondTheirOwnEnd() {
    Lane lane = new Lane("test", 2, 1, 30_000, () -> {});
    lane.enter("one", later());
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> lane.enter("one", System.nanoTime()));
  }

  @Test
  void nobodyWaitsForADatabaseThatIsAway() {
    StoreException away = new StoreException(StoreException.Reason.AWAY, "away", null);
    Lane lane =
        new Lane(
            "test",
            2,
            1,
            30_000,
            () -> {
              throw away;
            });
    Lane.Place first = lane.enter("one", later());
    refused(lane, "one", StoreException.Reason.AWAY);
    first.close();
    lane.enter("one", later());
  }
}
