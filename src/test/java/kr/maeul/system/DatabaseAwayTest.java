package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import kr.maeul.people.identity.Role;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What callers see while the database's host is frozen, cut off, or another one takes over. */
@Tag("postgis")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class DatabaseAwayTest {
  private static final List<String> PATHS =
      List.of(
          "/api/collections",
          "/api/collections/stories/items?limit=3",
          "/api/collections/stories/items?f=html",
          "/api/collections/stories/items/angel-of-nosong",
          "/api/collections/vacant-houses/summary",
          "/api/collections/facilities/summary?by=kind",
          "/api/collections/stories/tiles/WebMercatorQuad/15/12887/27957",
          "/api/search?q=%EB%8F%84%EC%8B%9C");

  /** Far longer than anything here may take, and less than what hung did. */
  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(30);

  @TempDir static Path folder;
  private final ExecutorService crowd = Executors.newFixedThreadPool(24);
  private TestDatabase database;
  private Wire first;
  private Wire second;
  private Village village;
  private String staff;

  @BeforeAll
  void start() throws IOException {
    database = TestDatabase.postGis();
    first = new Wire(database.address());
    second = new Wire(database.address());
    village =
        Village.start(
            database.at(first.address() + "," + second.address()),
            null,
            Map.of("MAEUL_DATA_DIR", folder.toString(), "MAEUL_CACHE_MEGABYTES", "0"));
    staff = village.signIn("staff", Role.STAFF);
  }

  @AfterEach
  void backAgain() {
    first.thaw();
    second.thaw();
    first.up();
    second.up();
    comesBack();
  }

  @AfterAll
  void stop() throws IOException {
    crowd.shutdownNow();
    if (village != null) {
      village.close();
      first.close();
      second.close();
      database.close();
    }
  }

  private void comesBack() {
    long begun = System.nanoTime();
    while (village.get(PATHS.get(1)).statusCode() != 200
        || village.get("/health/ready").statusCode() != 200) {
      assertThat(System.nanoTime() - begun).as("comes back").isLessThan(DEADLINE_NANOS);
    }
  }

  /** What a crowd is answered, of which half has signed in. */
  private List<Future<HttpResponse<String>>> asked(int times) {
    List<Future<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      for (String path : PATHS) {
        boolean isStaff = i % 2 == 1;
        answers.add(
            crowd.submit(() -> isStaff ? village.get(path, "Cookie", staff) : village.get(path)));
      }
    }
    return answers;
  }

  private static void isAway(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.uri() + answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).doesNotContain("Exception", "SQL");
  }

  @Test
  void aFrozenHostKeepsNobodyWaiting() throws Exception {
    first.freeze();
    second.freeze();
    List<Future<HttpResponse<String>>> waiting = asked(6);
    assertThat(village.get("/health/live").statusCode()).isEqualTo(200);
    for (Future<HttpResponse<String>> answer : waiting) {
      HttpResponse<String> each = answer.get(30, TimeUnit.SECONDS);
      if (each.statusCode() != 429) { // one network's room was full before it was known
        isAway(each);
      }
      assertThat(village.get("/health/live").statusCode()).isEqualTo(200);
    }
    assertThat(village.get("/health/ready").statusCode()).isEqualTo(503);
    // Known by now, so that it is told without asking; what needs no database is there.
    for (String path : PATHS) {
      isAway(village.get(path));
      isAway(village.get(path, "Cookie", staff));
    }
    for (String path : List.of("/", "/api", "/api/openapi", "/api/collections/stories/schema")) {
      assertThat(village.get(path).statusCode()).as(path).isEqualTo(200);
    }
  }

  @Test
  void aCutConnectionIsNeverAMistakeOfOurs() throws Exception {
    for (int round = 0; round < 6; round++) {
      List<Future<HttpResponse<String>>> answers = asked(3);
      for (Future<HttpResponse<String>> answer : answers) {
        first.cut();
        HttpResponse<String> each = answer.get(30, TimeUnit.SECONDS);
        if (each.statusCode() != 200) {
          isAway(each);
        }
      }
    }
  }

  @Test
  void anotherHostTakesOver() throws Exception {
    first.down();
    comesBack();
    second.down();
    first.up();
    comesBack();
  }
}
