package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import kr.maeul.config.Settings;
import kr.maeul.review.Review;
import kr.maeul.review.desk.Reviewers;
import kr.maeul.review.submission.ReviewException;
import kr.maeul.review.submission.media.ContributionMedia;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.sql.SqlFeatureEdits;
import kr.maeul.vault.Vault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand contributions at once are refused politely, and others are answered meanwhile. */
abstract class FloodContract {
  private static final int ALL = 10_000;
  private static final int THREADS = 4;
  private static final int OPEN = 100;
  @TempDir Path folder;

  abstract TestDatabase open(Path directory);

  @Test
  void fromAsManyAddresses() throws Exception {
    try (TestDatabase where = open(folder);
        Residents village = new Residents(where, folder, Map.of())) {
      Review review = review(village);
      ObjectNode sent = village.story("홍수");
      sent.put("form", review.contributions().formToken());
      village.clock.goOn(Duration.ofSeconds(10));
      Map<ReviewException.Reason, AtomicInteger> refused =
          new EnumMap<>(ReviewException.Reason.class);
      for (ReviewException.Reason reason : ReviewException.Reason.values()) {
        refused.put(reason, new AtomicInteger());
      }
      AtomicInteger taken = new AtomicInteger();
      ExecutorService flood = Executors.newFixedThreadPool(THREADS);
      for (int i = 0; i < ALL; i++) {
        String address = "10." + i / 65_536 + "." + i / 256 % 256 + "." + i % 256;
        flood.execute(
            () -> {
              try {
                review.contributions().submit(sent, address, null, "http://x.invalid/mine");
                taken.incrementAndGet();
              } catch (ReviewException e) {
                refused.get(e.reason()).incrementAndGet();
              }
            });
      }
      flood.shutdown();
      int answered = 0;
      while (!flood.isTerminated()) {
        village.get(null, "/api/collections/stories/items?limit=1").expect(200);
        answered++;
      }
      assertThat(flood.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
      assertThat(answered).isPositive();
      assertThat(taken.get()).isBetween(OPEN, OPEN + THREADS);
      assertThat(refused.get(ReviewException.Reason.QUEUE_FULL).get()).isEqualTo(ALL - taken.get());
      assertThat(rows(village, "maeul_submission")).isEqualTo(taken.get());
      assertThat(rows(village, "maeul_contribution_day")).isEqualTo(taken.get());
    }
  }

  @Test
  void fromOneAddress() {
    try (TestDatabase where = open(folder);
        Residents village = new Residents(where, folder, Map.of())) {
      ObjectNode sent = village.story("혼자서");
      Map<Integer, Integer> statuses = new java.util.TreeMap<>();
      for (int i = 0; i < 300; i++) {
        statuses.merge(village.submit(sent).status(), 1, Integer::sum);
      }
      assertThat(statuses).containsExactlyInAnyOrderEntriesOf(Map.of(201, 20, 429, 280));
      assertThat(village.submit(sent).expect(429).response().headers().firstValue("Retry-After"))
          .hasValue("60"); // that many requests are too many as well
      village.clock.goOn(Duration.ofMinutes(11));
      assertThat(village.submit(sent).status()).isEqualTo(201);
      for (int i = 0; i < 9; i++) {
        village.submit(sent).expect(201);
      }
      Residents.Answer tooMany = village.submit(sent).expect(429);
      assertThat(tooMany.text()).contains("전화");
      assertThat(tooMany.response().headers().firstValueAsLong("Retry-After").orElse(0))
          .as("until tomorrow, in seconds")
          .isBetween(1L, 86_400L);
      assertThat(rows(village, "maeul_submission")).isEqualTo(30);
    }
  }

  private static int rows(Residents village, String table) {
    return village.database.read(
        h -> h.createQuery("SELECT COUNT(*) FROM \"" + table + "\"").mapTo(Integer.class).one());
  }

  private Review review(Residents village) {
    return Review.open(
        village.layers,
        village.store,
        new SqlFeatureEdits(village.database, village.layers, village.clock),
        new SqlFeatureEdits(village.database, village.layers, village.clock),
        ContributionMedia.NONE,
        village.database,
        Vault.open(null, folder),
        Settings.of(Map.of("MAEUL_CONTRIBUTIONS_OPEN", String.valueOf(OPEN))).review(),
        Reviewers.UNKNOWN,
        village.clock);
  }
}
