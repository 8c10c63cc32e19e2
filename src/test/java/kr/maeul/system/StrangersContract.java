package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kr.maeul.feature.Feature;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.layer.Layer;
import kr.maeul.store.TestDatabase;
import kr.maeul.store.load.FeatureLoad;
import kr.maeul.store.load.LoadMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;

/** What one stranger can ask of the service at most, while others are answered as before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
abstract class StrangersContract {
  private static final String LAYER = "/api/collections/facilities";
  private static final int ROWS = 2_000;
  private static final int NOTE_CHARACTERS = 4_000;

  /** As many terms as a filter may have; each looks at all of a long text. */
  private static final int TERMS_THAT_PASS = 20;

  @TempDir static Path folder;
  private Village village;

  abstract TestDatabase open(Path directory);

  @BeforeAll
  void start() {
    village =
        Village.start(
            open(folder.resolve("data")),
            null,
            Map.of(
                "MAEUL_DATA_DIR", folder.toString(),
                "MAEUL_PUBLIC_QUERY_SECONDS", "2",
                "MAEUL_CACHE_MEGABYTES", "0",
                "MAEUL_TRUSTED_PROXIES", "127.0.0.1"));
    Layer layer = village.layers().layer("facilities").orElseThrow();
    try (FeatureLoad load = village.store().load(layer, LoadMode.REPLACE)) {
      String note = "a0z1x 0a ".repeat(NOTE_CHARACTERS / 9);
      for (int i = 0; i < ROWS; i++) {
        Map<String, Object> values = new HashMap<>();
        values.put("name", "시설 " + i);
        values.put("kind", "clinic");
        values.put("note", note + i);
        Coordinate at = new Coordinate(127.1 + i * 1e-5, 35.8);
        load.add(i, new Feature("f" + i, GeoJsonGeometry.FACTORY.createPoint(at), values));
      }
      load.conflicts(1);
      load.commit();
    }
  }

  @AfterAll
  void stop() {
    if (village != null) {
      village.close();
    }
  }

  private static String filter(int terms, String more) {
    String all =
        IntStream.range(0, terms)
            .mapToObj(i -> "CASEI(note) LIKE '%0%a%q" + i + "%'")
            .collect(Collectors.joining(" OR "));
    return "filter=" + URLEncoder.encode(all + " OR name = '" + more + "'", StandardCharsets.UTF_8);
  }

  /** Asks as everybody does; nothing but an answer will do. */
  private void othersAreAnswered(int i) {
    for (String path :
        List.of(
            LAYER + "/items?limit=10&offset=" + i,
            LAYER + "/items?f=html&limit=5&offset=" + i,
            LAYER + "/items/f" + i,
            LAYER + "/summary?by=kind",
            LAYER + "/tiles/WebMercatorQuad/16/25779/" + (55_906 + i % 3),
            "/api/collections",
            "/health/ready",
            "/health/live")) {
      HttpResponse<String> answer = village.get(path);
      assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
    }
  }

  @Test
  void aFilterThatIsTooMuchWorkIsRefusedInWords() {
    HttpResponse<String> refused =
        village.get(
            LAYER + "/summary?by=kind&" + filter(110, "x"), "Accept", "application/problem+json");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("110 × CASEI", "110 × LIKE", "최대 3000", "too much work");
  }

  @Test
  void questionsThatTakeLongHoldUpNobodyElse() {
    List<CompletableFuture<Integer>> attack = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String path = LAYER + "/summary?by=kind&" + filter(TERMS_THAT_PASS, "x" + i);
      attack.add(CompletableFuture.supplyAsync(() -> village.get(path).statusCode()));
    }
    CompletableFuture<Void> all =
        CompletableFuture.allOf(attack.toArray(CompletableFuture<?>[]::new));
    int i = 0;
    do {
      othersAreAnswered(i++);
    } while (!all.isDone());
    Map<Integer, Integer> statuses = new TreeMap<>();
    attack.forEach(a -> statuses.merge(a.join(), 1, Integer::sum));
    assertThat(statuses.keySet()).isSubsetOf(200, 429, 503).contains(429);
  }

  /**
   * Of one network few such questions are asked at once here, so the next one has an answer only
   * once the database has been told to stop.
   */
  @Test
  void whatNobodyWaitsForIsNotLookedForAnyLonger() throws Exception {
    for (int i = 0; i < 3; i++) {
      try (Socket socket = connect(0)) {
        String path = LAYER + "/summary?by=kind&" + filter(TERMS_THAT_PASS, "gone" + i);
        send(socket, path, "203.0.113.9");
        othersAreAnswered(i);
      }
    }
    int status = 429;
    for (int i = 0; i < 50 && status != 200; i++) { // each waits for a place for seconds
      status =
          village
              .get(LAYER + "/items?limit=9000&f=html", "X-Forwarded-For", "203.0.113.9")
              .statusCode();
    }
    assertThat(status).isEqualTo(200);
  }

  @Test
  void readersWhoTakeNothingHoldUpNobodyElse() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        Socket socket = connect(4096);
        sockets.add(socket);
        send(socket, LAYER + "/items?limit=10000&offset=" + i, "198.51.100." + i);
      }
      for (int i = 0; i < 5; i++) {
        othersAreAnswered(i);
      }
      int taken = 0;
      for (Socket socket : sockets) { // the page, or in words that there is no place for it now
        byte[] first = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
        String line = new String(first, StandardCharsets.US_ASCII);
        assertThat(line).isIn("HTTP/1.1 200", "HTTP/1.1 429", "HTTP/1.1 503");
        taken += line.endsWith("200") ? 1 : 0;
      }
      assertThat(taken).isPositive();
      for (int i = 0; i < 5; i++) { // while those pages wait to be taken
        othersAreAnswered(i);
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    othersAreAnswered(0);
  }

  @Test
  void aPageIsWholeHoweverItIsTaken() throws Exception {
    for (String coding : List.of("identity", "gzip")) {
      HttpResponse<InputStream> answer = village.stream(LAYER + "/items?limit=10000", coding);
      long length = answer.headers().firstValueAsLong("Content-Length").orElseThrow();
      byte[] bytes = answer.body().readAllBytes();
      assertThat(bytes).hasSize((int) length);
      InputStream plain = new java.io.ByteArrayInputStream(bytes);
      if (coding.equals("gzip")) {
        plain = new java.util.zip.GZIPInputStream(plain);
      }
      assertThat(new ObjectMapper().readTree(plain).path("numberReturned").asInt()).isEqualTo(ROWS);
    }
  }

  private Socket connect(int receiveBytes) throws IOException {
    Socket socket = new Socket();
    if (receiveBytes > 0) {
      socket.setReceiveBufferSize(receiveBytes);
    }
    socket.connect(new InetSocketAddress("127.0.0.1", URI.create(village.url("/")).getPort()));
    return socket;
  }

  private static void send(Socket socket, String path, String address) throws IOException {
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: "
            + address
            + "\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }
}
