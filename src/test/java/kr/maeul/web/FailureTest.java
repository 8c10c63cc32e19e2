package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What callers see when something of ours fails. */
class FailureTest {
  private static final String ITEMS = "/api/collections/stories/items";
  private Village village;

  @BeforeEach
  void open() throws Exception {
    village = new Village();
  }

  @AfterEach
  void close() {
    village.close();
  }

  @Test
  void aDatabaseThatIsAwayIsToldAndTriedAgain() throws Exception {
    village.store.away = true;
    for (String path :
        new String[] {ITEMS, ITEMS + "/angel", "/api/collections", "/api/search?q=a"}) {
      HttpResponse<String> response = village.get(path);
      assertThat(response.statusCode()).as(path).isEqualTo(503);
      assertThat(response.headers().firstValue("Retry-After")).isPresent();
      assertThat(response.body()).doesNotContain("10.0.0.1", "Exception");
    }
    assertThat(village.get("/api").statusCode()).isEqualTo(200);
    village.store.away = false;
    assertThat(village.get(ITEMS).statusCode()).isEqualTo(200);
  }

  @Test
  void aMistakeOfOursSaysNothingButItsNumber() throws Exception {
    village.store.bug = new IllegalStateException("secret of the house");
    JsonNode problem = village.json(ITEMS);
    assertThat(problem.path("status").asInt()).isEqualTo(500);
    assertThat(problem.path("errorId").asText()).hasSize(36);
    assertThat(problem.toString()).doesNotContain("secret", "Exception", "kr.maeul", "detail");
    assertThat(village.get(ITEMS + "?f=html").body()).contains("오류 번호").doesNotContain("secret");
    village.store.bug = new IllegalArgumentException("also ours");
    assertThat(village.get(ITEMS).statusCode()).isEqualTo(500);
  }

  /** Nor is a connection waited for on which nothing is asked, such as every browser's. */
  @Test
  void whoIsBeingAnsweredIsAnsweredBeforeItStops() throws Exception {
    assertThat(village.get(ITEMS).statusCode()).isEqualTo(200);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch stops = new CountDownLatch(1);
    village.store.meanwhile =
        () -> {
          asked.countDown();
          try {
            stops.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    CompletableFuture<HttpResponse<String>> answer =
        CompletableFuture.supplyAsync(() -> get(ITEMS + "?limit=2"));
    asked.await();
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(village.server::close);
    assertThat(stopped).isNotDone();
    stops.countDown();
    assertThat(answer.get().statusCode()).isEqualTo(200);
    assertThat(answer.get().body()).contains("FeatureCollection");
    stopped.get();
  }

  private HttpResponse<String> get(String path) {
    try {
      return village.get(path);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<Error> errorsOfTheMachine() {
    return List.of(
        new StackOverflowError("deep in the house"),
        new NoClassDefFoundError("deep in the house"),
        new ExceptionInInitializerError("deep in the house"),
        new ServiceConfigurationError("deep in the house"),
        new OutOfMemoryError("deep in the house"),
        new AssertionError("deep in the house"));
  }

  @ParameterizedTest
  @MethodSource("errorsOfTheMachine")
  void evenAnErrorOfTheMachineIsAProblem(Error error) throws Exception {
    village.store.beforeReading =
        () -> {
          throw error;
        };
    HttpResponse<String> response = village.get(ITEMS);
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body()).contains("errorId").doesNotContain("deep", "Error\"", "kr.maeul");
    assertThat(village.get(ITEMS + "?f=html").body()).contains("오류 번호").doesNotContain("deep");
  }

  @Test
  void aFailureBeforeTheFirstByteIsAProblem() throws Exception {
    village.store.failAfter = 1;
    assertThat(village.get(ITEMS).statusCode()).isEqualTo(500);
    assertThat(
            village.get(ITEMS, "Accept-Encoding", "gzip").headers().firstValue("Content-Encoding"))
        .isEmpty();
  }

  @Test
  void aFailureInTheMiddleIsToldAsOne() throws Exception {
    many(5000);
    assertThat(village.json(ITEMS + "?limit=9000").path("numberReturned").asInt()).isEqualTo(5000);
    village.store.failAfter = 4000;
    for (String coding : List.of("identity", "gzip")) {
      HttpResponse<String> problem = village.get(ITEMS + "?limit=10000", "Accept-Encoding", coding);
      assertThat(problem.statusCode()).isEqualTo(500);
      assertThat(problem.headers().firstValue("Content-Encoding")).isEmpty();
      assertThat(problem.body()).contains("errorId").doesNotContain("FeatureCollection");
    }
    village.store.failAfter = -1;
    assertThat(village.get(ITEMS).statusCode()).isEqualTo(200);
  }

  @Test
  void theSumOverAllPagesIsTheNumberMatched() throws Exception {
    many(257);
    int sum = 0;
    String next = ITEMS + "?limit=50&sortby=year";
    while (next != null) {
      JsonNode page = village.json(next);
      assertThat(page.path("numberMatched").asInt()).isEqualTo(257);
      sum += page.path("numberReturned").asInt();
      next = null;
      for (JsonNode link : page.path("links")) {
        next = link.path("rel").asText().equals("next") ? link.path("href").asText() : next;
      }
    }
    assertThat(sum).isEqualTo(257);
  }

  @Test
  void closingLetsRequestsInFlightFinish() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    village.store.beforeReading =
        () -> {
          entered.countDown();
          await(gate);
        };
    CompletableFuture<HttpResponse<String>> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return village.get(ITEMS);
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
    String address = village.base() + "/api";
    CompletableFuture<Void> closed = CompletableFuture.runAsync(village.server::close);
    assertThatThrownBy(() -> closed.get(300, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    gate.countDown();
    assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    closed.get(12, TimeUnit.SECONDS);
    assertThatThrownBy(() -> village.get(address)).isInstanceOf(IOException.class);
  }

  private static void await(CountDownLatch gate) {
    try {
      if (!gate.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody opened the gate");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void many(int n) throws Exception {
    ArrayNode features = Village.JSON.createArrayNode();
    for (int i = 0; i < n; i++) {
      features.add(
          Village.JSON.readTree(
              "{\"type\":\"Feature\",\"id\":\"s%05d\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[127.15,35.82]},\"properties\":{\"title\":\"이야기 %s\",\"year\":%d}}"
                  .formatted(i, UUID.randomUUID(), 1900 + i % 7)));
    }
    village.store.put(village.layer("stories"), Village.parse(village.layer("stories"), features));
  }
}
