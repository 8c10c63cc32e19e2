package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import kr.maeul.feature.Feature;
import kr.maeul.geo.GeoJsonGeometry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;

/** What is answered from memory, what is not, and how much memory that takes. */
class ResponseCacheTest {
  private static final String ITEMS = "/api/collections/stories/items";
  private static final long MEGABYTE = 1024 * 1024;

  private Village village;

  @BeforeEach
  void start() throws Exception {
    village = new Village(Map.of("MAEUL_CACHE_MEGABYTES", "2"));
  }

  @AfterEach
  void stop() {
    village.close();
  }

  /** From here on every list that is read anew is a 500 or is cut off. */
  private void failToRead() {
    village.store.failAfter = 0;
  }

  @Test
  void theSameQuestionIsAnsweredFromMemoryUntilAWrite() throws Exception {
    HttpResponse<String> first = village.get(ITEMS + "?limit=5&sortby=year");
    failToRead();
    HttpResponse<String> again = village.get(ITEMS + "?sortby=year&limit=5");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Cache-Control")).hasValue("no-cache");
    for (String name : List.of("ETag", "Content-Type", "Content-Language", "Content-Crs", "Vary")) {
      assertThat(again.headers().allValues(name)).isEqualTo(first.headers().allValues(name));
    }
    assertThat(again.headers().firstValue("X-Request-Id"))
        .isNotEqualTo(first.headers().firstValue("X-Request-Id"));

    village.store.failAfter = -1;
    village.store.put(village.layer("stories"), List.of());
    assertThat(village.json(ITEMS + "?limit=5&sortby=year").path("numberMatched").asInt()).isZero();
  }

  @Test
  void aWriteToAnotherLayerLeavesAListAlone() throws Exception {
    village.get(ITEMS);
    village.store.put(village.layer("vacant-houses"), List.of());
    failToRead();
    assertThat(village.get(ITEMS).statusCode()).isEqualTo(200);
    assertThat(village.get(ITEMS + "?f=html").statusCode()).isEqualTo(500);
  }

  @Test
  void whoeverHasItIsToldSo() throws Exception {
    String tag = village.get(ITEMS).headers().firstValue("ETag").orElseThrow();
    failToRead();
    HttpResponse<String> unchanged = village.get(ITEMS, "If-None-Match", tag);
    assertThat(unchanged.statusCode()).isEqualTo(304);
    assertThat(unchanged.body()).isEmpty();
    assertThat(unchanged.headers().firstValue("ETag")).hasValue(tag);
    assertThat(unchanged.headers().firstValue("Content-Encoding")).isEmpty();
  }

  @Test
  void eachFormIsKeptByItself() throws Exception {
    String plain = village.get(ITEMS).body();
    byte[] gzip = village.bytes(ITEMS, "Accept-Encoding", "gzip").body();
    String english = village.get(ITEMS, "Accept-Language", "en").body();
    String elsewhere = village.get("http://127.0.0.1:" + village.server.port() + ITEMS).body();
    failToRead();
    assertThat(village.get(ITEMS).body()).isEqualTo(plain);
    HttpResponse<byte[]> again = village.bytes(ITEMS, "Accept-Encoding", "gzip");
    assertThat(again.body()).isEqualTo(gzip);
    assertThat(again.headers().firstValue("Content-Encoding")).hasValue("gzip");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains("localhost");
    }
    assertThat(village.get(ITEMS, "Accept-Language", "en").body()).isEqualTo(english);
    assertThat(english).contains("This document").isNotEqualTo(plain);
    assertThat(elsewhere).contains("http://127.0.0.1:").doesNotContain("localhost");
  }

  @Test
  void refusalsAndFailuresAreNotKept() throws Exception {
    long before = village.server.cachedBytes();
    assertThat(village.get(ITEMS + "?limit=0").statusCode()).isEqualTo(400);
    assertThat(village.get(ITEMS + "?limit=%ff").statusCode()).isEqualTo(400);
    assertThat(village.get(ITEMS + "/nobody").statusCode()).isEqualTo(404);
    assertThat(village.get("/api/collections/nothing").statusCode()).isEqualTo(404);
    failToRead();
    assertThat(village.get(ITEMS).statusCode()).isEqualTo(500);
    assertThat(village.send("HEAD", ITEMS).statusCode()).isEqualTo(200);
    assertThat(village.server.cachedBytes()).isEqualTo(before);
    village.store.failAfter = -1;
    village.get("/api");
    assertThat(village.get("/api?x=%ff").statusCode()).isEqualTo(400);
    assertThat(village.get("/api?x").statusCode()).isEqualTo(400);
  }

  @Test
  void randomQuestionsTakeNoMoreThanTheirShare() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 3000; i++) {
      String box = "bbox=127," + (35 + random.nextDouble()) + ",128,37";
      assertThat(village.get(ITEMS + "?" + box).statusCode()).isEqualTo(200);
    }
    assertThat(village.server.cachedBytes()).isBetween(MEGABYTE, 2 * MEGABYTE);
  }

  /** Else a few dozen callers who take their answers slowly leave no memory for others. */
  @Test
  void whatWaitsToBeTakenHasNoCopyBesidesTheOneThatIsCounted(@TempDir Path folder)
      throws Exception {
    Map<String, String> settings =
        Map.of(
            "MAEUL_CACHE_MEGABYTES", "96",
            "MAEUL_DATA_DIR", folder.toString(),
            "MAEUL_TRUSTED_PROXIES", "127.0.0.1");
    List<Socket> callers = new ArrayList<>();
    try (Village busy = new Village(settings)) {
      // More than the system below takes of an answer, and just over what the cache would keep, so
      // that nearly all of it is copied before that is seen.
      busy.store.put(busy.layer("stories"), stories(300, 22_000));
      busy.get(ITEMS + "?limit=300");
      long before = usedBytes();
      for (int i = 0; i < 20; i++) {
        Socket caller = new Socket();
        callers.add(caller);
        caller.setReceiveBufferSize(4096);
        caller.connect(new InetSocketAddress("127.0.0.1", busy.server.port()));
        String request =
            "GET %s?limit=300&bbox=120,30,130,40.%d HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 198.51.%d.1\r\n\r\n"
                .formatted(ITEMS, i, i);
        caller.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String line = new String(caller.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        assertThat(line).isEqualTo("HTTP/1.1 200");
      }
      assertThat(usedBytes() - before).isLessThan((48 + 24) * MEGABYTE);
    } finally {
      for (Socket caller : callers) {
        caller.close();
      }
    }
  }

  private List<Feature> stories(int count, int characters) {
    List<Feature> stories = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, Object> values = new HashMap<>();
      values.put("title", "이야기 " + i);
      values.put("summary", "a".repeat(characters));
      Coordinate at = new Coordinate(127.1, 35.8);
      stories.add(new Feature("s" + i, GeoJsonGeometry.FACTORY.createPoint(at), values));
    }
    return stories;
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void noMemoryNoCache() throws Exception {
    try (Village without = new Village(Map.of("MAEUL_CACHE_MEGABYTES", "0"))) {
      assertThat(without.get(ITEMS).statusCode()).isEqualTo(200);
      without.store.failAfter = 0;
      assertThat(without.get(ITEMS).statusCode()).isEqualTo(500);
    }
  }
}
