package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
      assertThat(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
          .contains("localhost");
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

  @Test
  void noMemoryNoCache() throws Exception {
    try (Village without = new Village(Map.of("MAEUL_CACHE_MEGABYTES", "0"))) {
      assertThat(without.get(ITEMS).statusCode()).isEqualTo(200);
      without.store.failAfter = 0;
      assertThat(without.get(ITEMS).statusCode()).isEqualTo(500);
    }
  }
}
