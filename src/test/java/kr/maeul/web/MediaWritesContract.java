package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kr.maeul.media.MediaFiles;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every way to write an item, tried with photos that are not its writer's to name. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MediaWritesContract {
  private static final String ITEMS = "/api/collections/stories/items";
  private static final String KIM = "staff-kim";
  private static final String LEE = "staff-lee";

  Path folder;
  private MediaVillage village;

  abstract TestDatabase newDatabase();

  @BeforeAll
  void open(@TempDir Path temporary) {
    folder = temporary;
    village = new MediaVillage(newDatabase(), folder, Map.of());
  }

  @AfterAll
  void close() {
    if (village != null) {
      village.close();
    }
  }

  private String photoOf(String account) {
    return village.taken(MediaFiles.jpeg(40, 30), account).path("id").asText();
  }

  private HttpResponse<byte[]> send(
      String who, String method, String path, String body, String... headers) {
    String type = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
    var request = village.request(path, "Test-Account", who, "Content-Type", type);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return village.send(request.method(method, BodyPublishers.ofString(body)).build());
  }

  private static String story(String... photos) {
    return "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"title\":\"예시\","
        + "\"status\":\"published\",\"photos\":"
        + list(photos)
        + "}}";
  }

  private static String list(String... photos) {
    return photos.length == 0 ? "[]" : "[\"" + String.join("\",\"", photos) + "\"]";
  }

  private String created(String who, String... photos) {
    HttpResponse<byte[]> answer = send(who, "POST", ITEMS, story(photos));
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(201);
    String location = answer.headers().firstValue("Location").orElseThrow();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private String etag(String id) {
    return village.get(ITEMS + "/" + id, "Test-Account", KIM).headers().firstValue("ETag").get();
  }

  private JsonNode photos(String id) {
    return MediaVillage.json(
            village.get(ITEMS + "/" + id, "Test-Account", KIM, "Accept", "application/geo+json"))
        .at("/properties/photos");
  }

  private static void assertRefused(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(MediaVillage.json(answer).path("errors").findValuesAsText("pointer"))
        .containsExactly("/properties/photos");
  }

  @Test
  void noWayToWriteNamesAnothersPhoto() {
    String own = photoOf(KIM);
    String anothers = photoOf(LEE);
    String id = created(KIM, own);
    assertThat(village.get("/media/" + own + "/full").statusCode()).isEqualTo(200);
    String patch = "{\"properties\":{\"photos\":" + list(own, anothers) + "}}";

    assertRefused(send(KIM, "POST", ITEMS, story(anothers)));
    assertRefused(send(KIM, "PUT", ITEMS + "/" + id, story(anothers), "If-Match", "*"));
    assertRefused(send(KIM, "PATCH", ITEMS + "/" + id, patch, "If-Match", "*"));
    assertRefused(
        send(
            KIM,
            "PATCH",
            ITEMS,
            "{\"ids\":[\"" + id + "\"],\"properties\":{\"photos\":" + list(anothers) + "}}"));
    assertRefused(send("planner-park", "POST", ITEMS, story(anothers)));
    assertRefused(send(KIM, "POST", ITEMS, story("0".repeat(32))));

    assertThat(photos(id)).hasSize(1); // nothing was written
    assertThat(village.get("/media/" + anothers + "/full").statusCode()).isEqualTo(404);
    assertThat(
            send(LEE, "PUT", ITEMS + "/" + id, story(own, anothers), "If-Match", "*").statusCode())
        .isEqualTo(204);
    assertThat(village.get("/media/" + anothers + "/full").statusCode()).isEqualTo(200);
  }

  /** An upload is shown with the item that has it among its photos; an address alone shows none. */
  @Test
  void anAddressNamesNoUploadThatTheItemDoesNotHave() {
    String photo = photoOf(KIM);
    String address = "/media/" + photo + "/screen";
    for (String stray :
        List.of(
            address,
            "media/" + photo + "/full",
            "/town/media/" + photo,
            "https://a.kr/%6dedia/" + photo)) {
      HttpResponse<byte[]> refused = send(KIM, "POST", ITEMS, covered(stray));
      assertThat(refused.statusCode()).as(stray).isEqualTo(422);
      assertThat(MediaVillage.json(refused).path("errors").findValuesAsText("pointer"))
          .containsExactly("/properties/cover");
    }
    assertThat(send(KIM, "POST", ITEMS, covered("/covers/house.svg")).statusCode()).isEqualTo(201);
    assertThat(send(KIM, "POST", ITEMS, covered("/media/a.jpg")).statusCode()).isEqualTo(201);
    HttpResponse<byte[]> made = send(KIM, "POST", ITEMS, covered(address, photo));
    assertThat(made.statusCode()).isEqualTo(201);
    String item = made.headers().firstValue("Location").orElseThrow().replaceFirst(".*/", "");
    assertThat(cover(item)).isEqualTo(address);
    assertThat(village.get(address).statusCode()).isEqualTo(200);

    String stray = "/media/" + photoOf(KIM) + "/screen";
    village.story("stray", Map.of("title", "예시", "status", "published", "cover", stray));
    assertThat(cover("stray")).as("a file brought it; nobody but its owner sees it").isEmpty();
    assertThat(cover("stray?lang=ko", "Test-Account", LEE)).isEqualTo(stray);
    String like =
        ITEMS + "?f=json&filter=" + "cover%20LIKE%20'%25" + stray.substring(7, 39) + "%25'";
    assertThat(MediaVillage.json(village.get(like)).path("numberMatched").asInt()).isZero();
    assertThat(MediaVillage.json(village.get(ITEMS + "?f=json&limit=1000")).toString())
        .contains(address)
        .doesNotContain(stray);
    String title = "{\"properties\":{\"title\":\"고침\"}}";
    assertThat(send(LEE, "PATCH", ITEMS + "/stray", title, "If-Match", "*").statusCode())
        .as("what is there already stands in nobody's way")
        .isEqualTo(204);
  }

  private static String covered(String cover, String... photos) {
    return story(photos).replace("\"photos\"", "\"cover\":\"" + cover + "\",\"photos\"");
  }

  private String cover(String id, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Accept", "application/geo+json"));
    return MediaVillage.json(village.get(ITEMS + "/" + id, all.toArray(String[]::new)))
        .at("/properties/cover")
        .asText();
  }

  @Test
  void whatIsNamedIsKeptFromTheSweep() throws java.io.IOException {
    String photo = photoOf(KIM);
    String id = created(KIM, photo);

    village.clock.goOn(java.time.Duration.ofDays(2));
    village.media.sweep().run();

    assertThat(photos(id)).hasSize(1);
    assertThat(village.get("/media/" + photo + "/full").statusCode()).isEqualTo(200);
  }

  @Test
  void aRestoredRevisionComesWithoutAPhotoThatWasWithdrawn() {
    String stays = photoOf(KIM);
    String goes = photoOf(KIM);
    String id = created(KIM, stays, goes);
    String text = "{\"properties\":{\"title\":\"고침\",\"photos\":[]}}";
    assertThat(send(KIM, "PATCH", ITEMS + "/" + id, text, "If-Match", "*").statusCode())
        .isEqualTo(204);
    village.media.discard(List.of(goes));
    JsonNode first =
        MediaVillage.json(village.get(ITEMS + "/" + id + "/history", "Test-Account", LEE))
            .path("revisions")
            .path(1);

    String restore = ITEMS + "/" + id + "/history/" + first.path("number").asLong() + "/restore";
    assertThat(send(LEE, "POST", restore, "", "If-Match", etag(id)).statusCode()).isEqualTo(204);

    assertThat(photos(id)).hasSize(1);
    assertThat(photos(id).path(0).asText()).isEqualTo(stays);
    assertThat(village.get("/media/" + stays + "/full").statusCode()).isEqualTo(200);
    assertThat(village.get("/media/" + goes + "/full").statusCode()).isEqualTo(404);
  }

  @Test
  void whatComesOutOfTheBinComesWithItsPhotosAsFarAsTheyAreThere() {
    String stays = photoOf(KIM);
    String goes = photoOf(KIM);
    String id = created(KIM, stays, goes);
    String alone = created(KIM, photoOf(KIM));
    String lost = photos(alone).path(0).asText();
    for (String each : List.of(id, alone)) {
      assertThat(send(KIM, "DELETE", ITEMS + "/" + each, "", "If-Match", "*").statusCode())
          .isEqualTo(204);
    }
    assertThat(village.get("/media/" + stays + "/full").statusCode()).isEqualTo(404);
    village.media.discard(List.of(goes, lost));

    for (String each : List.of(id, alone)) {
      assertThat(send(LEE, "POST", "/api/bin/stories/" + each + "/restore", "").statusCode())
          .isEqualTo(201);
    }

    assertThat(photos(id)).hasSize(1);
    assertThat(photos(alone).isMissingNode()).isTrue();
    assertThat(village.get("/media/" + stays + "/full").statusCode()).isEqualTo(200);
  }

  @Test
  void anUndoneBatchBringsBackItsPhotos() {
    String photo = photoOf(KIM);
    String id = created(KIM, photo);
    HttpResponse<byte[]> batch =
        send(KIM, "PATCH", ITEMS, "{\"ids\":[\"" + id + "\"],\"properties\":{\"photos\":null}}");
    assertThat(batch.statusCode()).isEqualTo(200);
    assertThat(village.get("/media/" + photo + "/full").statusCode()).isEqualTo(404);

    String undo = "/api/batches/" + MediaVillage.json(batch).path("batch").asText() + "/undo";
    assertThat(send(KIM, "POST", undo, "").statusCode()).isEqualTo(200);

    assertThat(village.get("/media/" + photo + "/full").statusCode()).isEqualTo(200);
  }

  @Test
  void editorsSeeWhatBecomesOfTheirMarkdown() {
    String body = "{\"text\":\"**굵게** <script>alert(1)</script> [x](javascript:alert(1))\"}";
    HttpResponse<byte[]> answer = send(KIM, "POST", "/api/markdown", body);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(MediaVillage.json(answer).path("html").asText())
        .contains("<strong>굵게</strong>")
        .doesNotContain("<script", "href=\"javascript");
    assertThat(send("admin-lee", "POST", "/api/markdown", body).statusCode()).isEqualTo(403);
    assertThat(send(KIM, "POST", "/api/markdown", "{\"text\":1,\"x\":2}").statusCode())
        .isEqualTo(422);
  }

  @Test
  void onlyWhoSeesTheStatusIsToldWhatItMeans() {
    String path = "/api/collections/stories/schema?f=json";
    JsonNode staff = MediaVillage.json(village.get(path, "Test-Account", KIM));
    JsonNode anyone = MediaVillage.json(village.get(path));

    assertThat(staff.at("/x-maeul-status/published").asText()).isEqualTo("published");
    assertThat(staff.at("/x-maeul-status/publishAt").asText()).isEqualTo("publishAt");
    assertThat(staff.at("/properties/status/x-maeul-audience").asText()).isEqualTo("staff");
    assertThat(anyone.has("x-maeul-status")).isFalse();
    assertThat(anyone.toString()).doesNotContain("x-maeul-audience");
  }
}
