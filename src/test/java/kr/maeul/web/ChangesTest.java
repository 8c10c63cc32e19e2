package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Server-sent events: who is told what, how many may listen, and that a stop does not wait. */
@Timeout(60)
class ChangesTest {
  private Village village;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws Exception {
    village = new Village(Map.of("MAEUL_TRUSTED_PROXIES", "127.0.0.0/8"));
  }

  @AfterEach
  void stop() {
    village.close();
  }

  @Test
  void writesAreTold() throws Exception {
    try (Listener one = listen();
        Listener other = listen()) {
      assertThat(one.answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/event-stream");
      assertThat(one.answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("connect-src 'self'");
      village.store.put(village.layer("stories"), List.of());
      assertThat(one.event())
          .containsExactly("event: change", "data: {\"layer\":\"stories\",\"revision\":2}");
      assertThat(other.event()).hasSize(2);
      village.store.put(village.layer("stories"), List.of());
      assertThat(one.event().get(1)).isEqualTo("data: {\"layer\":\"stories\",\"revision\":3}");
    }
  }

  @Test
  void whatThePublicDoesNotSeeIsNotTold() throws Exception {
    Optional<kr.maeul.layer.Layer> hidden =
        village.layers.all().stream()
            .filter(l -> !l.viewFor(kr.maeul.layer.Audience.PUBLIC).isListed())
            .findFirst();
    assertThat(hidden).isPresent();
    try (Listener one = listen()) {
      village.store.put(hidden.get(), List.of());
      village.store.put(village.layer("stories"), List.of());
      assertThat(one.event().get(1)).contains("stories");
    }
  }

  @Test
  void aNetworkHasRoomForSoManyAndOthersAreStillTold() throws Exception {
    List<Listener> listeners = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      listeners.add(listen("198.51.100.7"));
    }
    HttpResponse<String> refused = village.get("/api/changes", "X-Forwarded-For", "198.51.100.7");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.body()).contains("too many are listening for changes from this network");
    try (Listener other = listen("198.51.100.8")) {
      village.store.put(village.layer("stories"), List.of());
      assertThat(other.event().get(1)).contains("stories");
    }
    listeners.get(0).close();
    // Who has gone is noticed when something is sent.
    int status = 429;
    for (int i = 0; i < 100 && status == 429; i++) {
      village.store.put(village.layer("stories"), List.of());
      try (Listener next = listen("198.51.100.7")) {
        status = next.answer.statusCode();
      }
    }
    assertThat(status).isEqualTo(200);
    for (Listener listener : listeners) {
      listener.close();
    }
  }

  @Test
  void whereAllAreTakenTheOldestGoes() throws Exception {
    List<Listener> listeners = new ArrayList<>();
    for (int i = 0; i <= 500; i++) {
      listeners.add(listen("203.0.113." + i / 100));
    }
    assertThat(listeners.get(0).event()).isEmpty(); // its end
    village.store.put(village.layer("stories"), List.of());
    for (int i : new int[] {1, 250, 500}) {
      assertThat(listeners.get(i).event().get(1)).contains("stories");
    }
    for (Listener listener : listeners) {
      listener.close();
    }
  }

  @Test
  void aStopEndsTheStreamsAndDoesNotWaitForThem() throws Exception {
    Listener one = listen();
    long begun = System.nanoTime();
    village.close();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    assertThat(one.event()).isEmpty();
  }

  @Test
  void headSaysWhatGetWouldBe() throws Exception {
    HttpResponse<String> head = village.send("HEAD", "/api/changes");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().map()).containsKey("content-type");
    assertThat(village.send("POST", "/api/changes").statusCode()).isEqualTo(405);
  }

  private Listener listen() throws IOException, InterruptedException {
    return listen("198.51.100.1");
  }

  private Listener listen(String address) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(village.base() + "/api/changes"))
            .header("X-Forwarded-For", address)
            .build();
    Listener listener = new Listener(http.send(request, HttpResponse.BodyHandlers.ofInputStream()));
    if (listener.answer.statusCode() == 200) {
      assertThat(listener.event()).contains("retry: 5000");
    }
    return listener;
  }

  private static final class Listener implements AutoCloseable {
    private final HttpResponse<java.io.InputStream> answer;
    private final BufferedReader lines;

    Listener(HttpResponse<java.io.InputStream> answer) {
      this.answer = answer;
      this.lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    /** The lines up to the next empty one, without bare heartbeats; empty at the end. */
    List<String> event() throws IOException {
      List<String> event = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty() && !event.isEmpty()) {
          return event;
        }
        if (!line.isEmpty() && !line.equals(":")) {
          event.add(line);
        }
      }
      return event;
    }

    @Override
    public void close() throws IOException {
      answer.body().close();
    }
  }
}
