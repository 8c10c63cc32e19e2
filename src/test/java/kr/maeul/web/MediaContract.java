package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.media.Asker;
import kr.maeul.media.Media;
import kr.maeul.media.MediaFiles;
import kr.maeul.media.Uploader;
import kr.maeul.media.file.MediaRefusedException;
import kr.maeul.people.identity.Caller;
import kr.maeul.people.identity.Role;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Photos and sound, from the upload until they are gone, on each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MediaContract {
  private static final String[] STAFF = {"Test-Account", "staff-kim"};
  private static final List<String> SIZES = List.of("thumbnail", "screen", "full");
  private static final Asker STRANGER = new Asker(Caller.ANYONE, null);
  private static final Asker KIM = new Asker(new Caller("staff-kim", "", Set.of(Role.STAFF)), null);

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

  private String photo(int width, int height) {
    return village.taken(MediaFiles.jpeg(width, height), "staff-kim").path("id").asText();
  }

  @Test
  void anUploadTellsWhereAndWhenAndKeepsNeither() {
    JsonNode json = village.taken(MediaFiles.jpegOfTelephone(800, 600, 6), "staff-kim");

    assertThat(json.path("kind").asText()).isEqualTo("photo");
    assertThat(json.path("width").asInt()).isEqualTo(600);
    assertThat(json.path("position").path("lat").asDouble()).isCloseTo(35.82433, within(1e-4));
    assertThat(json.path("position").path("lon").asDouble()).isCloseTo(127.148, within(1e-4));
    assertThat(json.path("taken").asText()).isEqualTo("2024-05-01T10:20:30");
    assertThat(json.path("id").asText()).matches("[0-9a-f]{32}");
    JsonNode later =
        MediaVillage.json(village.get("/api/media/" + json.path("id").asText(), STAFF));
    assertThat(later.has("position")).isFalse();
    assertThat(later.has("taken")).isFalse();
    for (String size : SIZES) {
      HttpResponse<byte[]> file =
          village.get("/media/" + json.path("id").asText() + "/" + size, STAFF);
      assertThat(file.statusCode()).isEqualTo(200);
      assertThat(new String(file.body(), StandardCharsets.ISO_8859_1))
          .doesNotContain("Exif", "SECRET");
    }
  }

  @Test
  void aFormIsTakenWhateverTheFileIsCalled() {
    for (String name : List.of("a.jpg", "../../etc/passwd", "x.svg", "..\\\\a", "<b>")) {
      byte[] body =
          MediaFiles.concat(
              MediaFiles.ascii(
                  "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                      + name
                      + "\"\r\nContent-Type: text/html\r\n\r\n"),
              MediaFiles.png(20, 10),
              MediaFiles.ascii("\r\n--cut--\r\n"));

      HttpResponse<byte[]> answer = form(body);

      assertThat(answer.statusCode()).as(name).isEqualTo(201);
      assertThat(MediaVillage.json(answer).path("type").asText()).isEqualTo("image/jpeg");
    }
    assertThat(village.files()).allMatch(f -> f.startsWith(folder.resolve("media")));
  }

  private HttpResponse<byte[]> form(byte[] body) {
    return village.send(
        village
            .request(
                "/api/media",
                "Test-Account",
                "staff-kim",
                "Content-Type",
                "multipart/form-data; boundary=cut")
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  @Test
  void brokenFormsAreRefused() {
    String head = "--cut\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n";
    assertThat(form(MediaFiles.ascii("nothing")).statusCode()).isEqualTo(400);
    assertThat(form(MediaFiles.ascii("--cut\r\n")).statusCode()).isEqualTo(400);
    assertThat(form(MediaFiles.ascii(head.replace("file", "other") + "x\r\n--cut--")).statusCode())
        .isEqualTo(400);
    byte[] open = MediaFiles.concat(MediaFiles.ascii(head), MediaFiles.png(20, 10));
    assertThat(form(open).statusCode()).isEqualTo(422);
    assertThat(form(MediaFiles.ascii("--cut\r\nA: " + "x".repeat(9000))).statusCode())
        .isEqualTo(400);
  }

  @Test
  void onlyEditorsUpload() {
    assertThat(
            village
                .send(
                    village
                        .request("/api/media")
                        .POST(BodyPublishers.ofByteArray(MediaFiles.png(8, 8)))
                        .build())
                .statusCode())
        .isEqualTo(401);
    assertThat(village.upload(MediaFiles.png(8, 8), "admin-lee").statusCode()).isEqualTo(403);
    assertThat(village.upload(MediaFiles.png(8, 8), "planner-park").statusCode()).isEqualTo(201);
  }

  @Test
  void whatIsNeitherPhotoNorSoundIsRefusedAndLeavesNothing() {
    int before = village.files().size();
    assertThat(village.upload(new byte[0], "staff-kim").statusCode()).isEqualTo(422);
    for (String content : List.of("<svg onload=alert(1)>", "%PDF-1.4 aaaaaaaaaaaaaaaa", "x")) {
      HttpResponse<byte[]> answer = village.upload(MediaFiles.ascii(content), "staff-kim");
      assertThat(answer.statusCode()).isEqualTo(415);
      assertThat(MediaVillage.json(answer).path("detailEn").asText()).contains("JPEG");
    }
    byte[] dressed =
        MediaFiles.concat(
            MediaFiles.ascii("\u00ff\u00d8\u00ff\u00e0"), MediaFiles.ascii("<html>".repeat(20)));
    assertThat(village.upload(dressed, "staff-kim").statusCode()).isEqualTo(422);
    assertThat(village.upload(MediaFiles.pngBomb(50_000, 50_000, 1), "staff-kim").statusCode())
        .isEqualTo(413);
    assertThat(village.files()).hasSize(before);
  }

  @Test
  void aLongUploadIsRefusedBeforeItIsRead() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", village.server.port())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              MediaFiles.ascii(
                  "POST /api/media HTTP/1.1\r\nHost: a\r\nTest-Account: staff-kim\r\n"
                      + "Content-Length: 1073741824\r\n\r\n"));
      assertThat(firstLine(socket.getInputStream())).contains(" 413 ");
    }
  }

  @Test
  void anUploadOfUnknownLengthIsCutOff() {
    byte[] endless = new byte[21 << 20];
    System.arraycopy(MediaFiles.jpeg(8, 8), 0, endless, 0, 300);
    int before = village.files().size();

    assertThatThrownBy(
            () ->
                village.media.take(
                    new ByteArrayInputStream(endless), -1, Uploader.stranger(), "a network"))
        .isInstanceOfSatisfying(
            MediaRefusedException.class,
            e -> assertThat(e.reason()).isEqualTo(MediaRefusedException.Reason.TOO_LARGE));
    assertThat(village.files()).hasSize(before);
  }

  @Test
  void whoGoesAwayInTheMiddleLeavesNothing() throws IOException {
    byte[] file = MediaFiles.jpeg(400, 300);
    int before = village.files().size();
    try (Socket socket = new Socket("127.0.0.1", village.server.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          MediaFiles.ascii(
              "POST /api/media HTTP/1.1\r\nHost: a\r\nTest-Account: staff-kim\r\nContent-Length: "
                  + file.length
                  + "\r\n\r\n"));
      out.write(file, 0, file.length / 2);
      out.flush();
      socket.shutdownOutput();
      socket.setSoTimeout(20_000);
      socket.getInputStream().readAllBytes();
    }
    assertThat(village.files()).hasSize(before);
  }

  private static String firstLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  @Test
  void anUploadIsItsUploadersAloneUntilAFeatureNamesIt() {
    String id = photo(300, 200);
    for (String size : SIZES) {
      String path = "/media/" + id + "/" + size;
      assertThat(village.get(path, STAFF).statusCode()).isEqualTo(200);
      assertThat(village.get(path).statusCode()).isEqualTo(404);
      assertThat(village.get(path, "Test-Account", "staff-lee").statusCode()).isEqualTo(404);
      assertThat(village.get(path, "Test-Account", "admin-kim").statusCode()).isEqualTo(404);
      assertThat(village.get(path, "Maeul-Upload-Key", "staff-kim").statusCode()).isEqualTo(404);
    }
    assertThat(village.get("/api/media/" + id, "Test-Account", "staff-lee").statusCode())
        .isEqualTo(404);
    assertThat(village.patch(id, "{\"alt\":\"x\"}", "Test-Account", "staff-lee").statusCode())
        .isEqualTo(404);
    assertThat(village.delete(id).statusCode()).isEqualTo(404);

    village.story("alone", "published", List.of(id), null);

    assertThat(village.get("/media/" + id + "/screen").statusCode()).isEqualTo(200);
    assertThat(village.get("/api/media/" + id).statusCode()).isEqualTo(200);
    assertThat(village.patch(id, "{\"alt\":\"x\"}").statusCode()).isEqualTo(403);
    assertThat(village.delete(id).statusCode()).isEqualTo(403);
    assertThat(village.delete(id, STAFF).statusCode()).isEqualTo(409);
  }

  /** What an item shows that the reader may not see is in use all the same, and that is all. */
  @Test
  void whatAHiddenItemShowsIsNeitherSeenByWayOfItNorLostToIt() {
    String id = photo(300, 200);
    village.houseEvent("hidden-event", List.of(id));
    String path = "/media/" + id + "/screen";
    assertThat(village.get(path, "Test-Account", "planner-park").statusCode()).isEqualTo(200);
    for (String other : List.of("staff-lee", "admin-kim")) {
      assertThat(village.get(path, "Test-Account", other).statusCode()).as(other).isEqualTo(404);
      assertThat(village.patch(id, "{\"alt\":\"x\"}", "Test-Account", other).statusCode())
          .as(other)
          .isEqualTo(404);
      assertThat(village.delete(id, "Test-Account", other).statusCode()).as(other).isEqualTo(404);
    }
    assertThat(village.get(path).statusCode()).isEqualTo(404);

    HttpResponse<byte[]> refused = village.delete(id, STAFF); // its uploader sees no event
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(new String(refused.body(), StandardCharsets.UTF_8))
        .doesNotContain("house-events", "hidden-event", "조사");
    long before = village.store.revisions().get("house-events");
    assertThat(village.patch(id, "{\"alt\":\"마당\"}", STAFF).statusCode()).isEqualTo(200);
    assertThat(village.store.revisions().get("house-events"))
        .as("what is kept in memory of the planners' layer shows the old words")
        .isGreaterThan(before);

    village.houseEvent("hidden-event", List.of());
    assertThat(village.delete(id, STAFF).statusCode()).isEqualTo(204);
  }

  @Test
  void aStrangerSeesTheirUploadByItsKey() throws IOException {
    Media.Stored stored =
        village.media.take(
            new ByteArrayInputStream(MediaFiles.png(50, 40)), -1, Uploader.stranger(), "a network");
    String path = "/media/" + stored.medium().id() + "/full";
    assertThat(stored.uploadKey()).matches("[0-9a-f]{48}");

    assertThat(village.get(path).statusCode()).isEqualTo(404);
    assertThat(village.get(path, "Maeul-Upload-Key", stored.uploadKey()).statusCode())
        .isEqualTo(200);
    assertThat(village.get(path, "Maeul-Upload-Key", Uploader.stranger().key()).statusCode())
        .isEqualTo(404);
    assertThat(village.get(path, STAFF).statusCode()).isEqualTo(404);
    assertThat(
            village
                .patch(
                    stored.medium().id(),
                    "{\"alt\":\"골목\"}",
                    "Maeul-Upload-Key",
                    stored.uploadKey())
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void aWithdrawnStoryTakesItsPhotosAndSoundAlongAtOnce() {
    String photo = photo(500, 400);
    String sound = village.taken(MediaFiles.wav(1), "staff-kim").path("id").asText();
    village.story("goes", "published", List.of(photo), sound);
    List<String> paths = new ArrayList<>(List.of("/media/" + sound));
    SIZES.forEach(size -> paths.add("/media/" + photo + "/" + size));
    List<String> tags = new ArrayList<>();
    for (String path : paths) {
      HttpResponse<byte[]> answer = village.get(path);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Cache-Control")).hasValue("private, no-cache");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(answer.headers().firstValue("Content-Security-Policy"))
          .hasValue("default-src 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox");
      assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy"))
          .hasValue("same-origin");
      String tag = answer.headers().firstValue("ETag").orElseThrow();
      tags.add(tag);
      assertThat(village.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
    }
    for (String status : List.of("taken-down", "draft", "rejected", "in-review")) {
      village.story("goes", status, List.of(photo), sound);
      for (int i = 0; i < paths.size(); i++) {
        assertThat(village.get(paths.get(i)).statusCode()).isEqualTo(404);
        assertThat(village.get(paths.get(i), "If-None-Match", tags.get(i)).statusCode())
            .isEqualTo(404);
        assertThat(village.get(paths.get(i), "If-None-Match", "*").statusCode()).isEqualTo(404);
        assertThat(village.get(paths.get(i), "Range", "bytes=0-1").statusCode()).isEqualTo(404);
        assertThat(village.get(paths.get(i), STAFF).statusCode()).isEqualTo(200);
      }
      assertThat(village.get("/api/media/" + photo).statusCode()).isEqualTo(404);
    }
    village.story("goes", "published", List.of(), null); // taken out of the story
    paths.forEach(path -> assertThat(village.get(path).statusCode()).isEqualTo(404));
  }

  @Test
  void soundIsServedInParts() {
    byte[] wav = MediaFiles.wav(1);
    JsonNode json = village.taken(wav, "staff-kim");
    String path = "/media/" + json.path("id").asText();
    byte[] whole = village.get(path, STAFF).body();
    assertThat(json.path("durationSeconds").asDouble()).isEqualTo(1);
    assertThat(whole).hasSize(44 + 16_000);

    HttpResponse<byte[]> part = range(path, "bytes=100-199");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(java.util.Arrays.copyOfRange(whole, 100, 200));
    assertThat(part.headers().firstValue("Content-Range"))
        .hasValue("bytes 100-199/" + whole.length);
    assertThat(part.headers().firstValue("Content-Type")).hasValue("audio/wav");
    assertThat(range(path, "bytes=16000-").body()).hasSize(44);
    assertThat(range(path, "bytes=-5").body())
        .isEqualTo(java.util.Arrays.copyOfRange(whole, whole.length - 5, whole.length));
    assertThat(range(path, "bytes=0-999999999").body()).isEqualTo(whole);
    HttpResponse<byte[]> beyond = range(path, "bytes=99999999-");
    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(beyond.headers().firstValue("Content-Range")).hasValue("bytes */" + whole.length);
    for (String odd : List.of("bytes=5-1", "bytes=-", "bytes=0-1,3-4", "lines=1-2", "bytes=a-b")) {
      assertThat(range(path, odd).statusCode()).as(odd).isEqualTo(200);
    }
    HttpResponse<byte[]> changed =
        village.get(path, "Test-Account", "staff-kim", "Range", "bytes=0-9", "If-Range", "\"x\"");
    assertThat(changed.statusCode()).isEqualTo(200);
  }

  private HttpResponse<byte[]> range(String path, String range) {
    return village.get(path, "Test-Account", "staff-kim", "Range", range);
  }

  @Test
  void whatWasNotBlurredIsGone() throws IOException {
    String id = photo(600, 400);
    String other = photo(600, 400); // the same content: theirs must not vanish
    byte[] before = village.get("/media/" + id + "/full", STAFF).body();
    int files = village.files().size();

    HttpResponse<byte[]> answer =
        village.patch(
            id,
            "{\"blur\":[{\"shape\":\"ellipse\",\"x\":0.2,\"y\":0.2,\"width\":0.5,\"height\":0.5}]}",
            STAFF);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(MediaVillage.json(answer).path("blurred").asBoolean()).isTrue();
    for (String size : SIZES) {
      byte[] now = village.get("/media/" + id + "/" + size, STAFF).body();
      var image = ImageIO.read(new ByteArrayInputStream(now));
      int rgb = image.getRGB((int) (image.getWidth() * 0.45), (int) (image.getHeight() * 0.45));
      assertThat(rgb & 0xFF).as(size).isGreaterThan(40); // red alone before
    }
    assertThat(village.get("/media/" + other + "/full", STAFF).body()).isEqualTo(before);
    assertThat(village.files()).hasSize(files + 3);
    assertThat(village.delete(other, STAFF).statusCode()).isEqualTo(204);
    assertThat(village.files()).hasSize(files);
    for (Path file : village.files()) {
      assertThat(Files.readAllBytes(file)).isNotEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "nonsense",
        "{\"alt\":1}",
        "{\"id\":\"x\"}",
        "{\"blur\":[]}",
        "{\"blur\":[{}]}",
        "{\"blur\":[{\"shape\":\"star\",\"x\":0,\"y\":0,\"width\":1,\"height\":1}]}",
        "{\"blur\":[{\"shape\":\"ellipse\",\"x\":0.9,\"y\":0,\"width\":0.2,\"height\":1}]}",
        "{\"blur\":[{\"shape\":\"ellipse\",\"x\":-1,\"y\":0,\"width\":1,\"height\":1}]}",
        "{\"blur\":[{\"shape\":\"ellipse\",\"x\":1e999,\"y\":0,\"width\":1,\"height\":1}]}"
      })
  void oddChangesAreRefused(String body) {
    String id = photo(20, 20);

    assertThat(village.patch(id, body, STAFF).statusCode()).isEqualTo(400);
  }

  @Test
  void aPageShowsPhotosWithWhatIsSaidOfThem() {
    String photo = photo(2000, 1000);
    String sound = village.taken(MediaFiles.ogg(2), "staff-kim").path("id").asText();
    village.story("page", "published", List.of(photo), sound);
    String path = "/api/collections/stories/items/page?f=html";
    assertThat(page(path)).contains("alt=\"사진: 예시 이야기\"");

    String said = "{\"alt\":\"<b>골목\\\" onload=x\",\"credit\":\"김 아무개\",\"licence\":\"CC BY 4.0\"}";
    assertThat(village.patch(photo, said, STAFF).statusCode()).isEqualTo(200);
    village.patch(sound, "{\"transcript\":\"</p><script>alert(1)</script>\"}", STAFF);

    String page = page(path); // at once, past the cache of answers
    assertThat(page)
        .contains("/media/" + photo + "/screen\" alt=\"&lt;b>골목&#34; onload=x\"")
        .contains("width=\"1600\" height=\"800\"")
        .contains("김 아무개 · CC BY 4.0")
        .contains("<audio controls")
        .contains("/media/" + sound)
        .doesNotContain("<script>alert")
        .containsPattern("og:image\" content=\"http://[^\"]+/media/" + photo + "/screen\"");
    String english = page(path + "&lang=en");
    assertThat(english).contains("Transcript");
    JsonNode json = MediaVillage.json(village.get("/api/collections/stories/items/page?f=json"));
    assertThat(json.path("properties").path("photos").path(0).asText()).isEqualTo(photo);
    JsonNode schema = MediaVillage.json(village.get("/api/collections/stories/schema?f=json"));
    assertThat(schema.at("/properties/photos/x-maeul-media").asText()).isEqualTo("photo");
  }

  private String page(String path) {
    HttpResponse<byte[]> answer = village.get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void aWriterNamesOnlyWhatIsTheirs() throws IOException {
    String own = photo(30, 30);
    String sound = village.taken(MediaFiles.mp3(1), "staff-kim").path("id").asText();
    Media.Stored strangers =
        village.media.take(
            new ByteArrayInputStream(MediaFiles.png(50, 40)), -1, Uploader.stranger(), "a network");
    Asker owner = new Asker(Caller.ANYONE, strangers.uploadKey());
    String theirs = strangers.medium().id();
    assertThat(attach(null, story(own), KIM)).isEmpty();
    assertThat(attach(null, story(theirs), owner)).isEmpty();

    assertThat(attach(null, story(theirs), KIM)).hasSize(1);
    assertThat(attach(null, story(own), STRANGER)).hasSize(1);
    assertThat(attach(null, story(sound), KIM).get(0).pointer()).isEqualTo("/properties/photos");
    assertThat(attach(null, story("0".repeat(32), "nonsense"), KIM)).hasSize(2);
    assertThat(attach(story(own), story(own), STRANGER)).isEmpty(); // what stands there may stay

    // A photo of a story that was taken down does not come back by another's story.
    village.story("down", "taken-down", List.of(theirs), null);
    assertThat(attach(null, story(theirs), owner)).hasSize(1);
  }

  private List<FeatureProblem> attach(Feature before, Feature after, Asker asker) {
    return village.database.inTransaction(
        tx -> village.media.attach(tx, village.stories, before, after, asker));
  }

  private static Feature story(String... photos) {
    return new Feature("s", null, Map.of("title", "예시", "photos", List.of(photos)));
  }

  @Test
  void whatWaitsIsKeptAndSeenByStaff() throws IOException {
    Media.Stored stored =
        village.media.take(
            new ByteArrayInputStream(MediaFiles.png(61, 40)), -1, Uploader.stranger(), "a network");
    String id = stored.medium().id();
    Asker owner = new Asker(Caller.ANYONE, stored.uploadKey());
    assertThat(keep("submission:1", id, STRANGER)).containsExactly(id);
    assertThat(keep("submission:1", id, KIM)).containsExactly(id);
    assertThat(keep("submission:1", id, owner)).isEmpty();

    assertThat(village.media.keptBy("submission:1")).containsExactly(id);
    assertThat(village.get("/media/" + id + "/full", STAFF).statusCode()).isEqualTo(200);
    assertThat(village.get("/media/" + id + "/full").statusCode()).isEqualTo(404);
    assertThat(village.get("/media/" + id + "/full", "Test-Account", "planner-park").statusCode())
        .isEqualTo(404);
    village.clock.goOn(Duration.ofDays(300));
    village.media.sweep().run();
    assertThat(village.media.find(id, owner)).isPresent();

    village.database.inTransaction(
        tx -> {
          village.media.release(tx, "submission:1");
          return null;
        });
    village.media.sweep().run();
    assertThat(village.media.find(id, owner)).isEmpty();
  }

  private List<String> keep(String holder, String id, Asker asker) {
    return village.database.inTransaction(tx -> village.media.keep(tx, holder, List.of(id), asker));
  }

  @Test
  void whatNobodyUsesIsSweptAway() throws IOException {
    String unused = photo(70, 30);
    String used = photo(71, 30);
    String gone = photo(72, 30);
    village.story("uses", "draft", List.of(used), null);
    village.story("forgets", "draft", List.of(gone), null);
    village.clock.goOn(Duration.ofHours(23));
    village.media.sweep().run();
    assertThat(village.media.find(unused, KIM)).isPresent();

    village.clock.goOn(Duration.ofHours(2));
    village.media.sweep().run();
    assertThat(village.media.find(unused, KIM)).isEmpty();
    assertThat(village.media.find(used, KIM)).isPresent();

    village.story("forgets", "draft", List.of(), null);
    village.clock.goOn(Duration.ofDays(30));
    village.media.sweep().run();
    assertThat(village.media.describe(List.of(gone))).isNotEmpty(); // may be restored
    village.clock.goOn(Duration.ofDays(2));
    village.media.sweep().run();
    assertThat(village.media.describe(List.of(gone))).isEmpty();
    assertThat(village.media.find(used, KIM)).isPresent();
    assertThat(village.get("/media/" + used + "/full", STAFF).statusCode()).isEqualTo(200);
  }

  /** What a killed process leaves: contents without a row, and halves of uploads. */
  @Test
  void filesOfNoRowAreSweptAwayAndNeverServed() throws IOException {
    Path half = folder.resolve("media/incoming/upload123.part");
    Path orphan = folder.resolve("media/ab/cd/abcd" + "0".repeat(60));
    Path young = folder.resolve("media/ab/cd/abcd" + "1".repeat(60));
    Files.createDirectories(orphan.getParent());
    for (Path file : List.of(half, orphan, young)) {
      Files.write(file, new byte[10]);
      Files.setLastModifiedTime(
          file, FileTime.from(village.clock.instant().minus(Duration.ofHours(2))));
    }
    Files.setLastModifiedTime(young, FileTime.from(village.clock.instant()));
    for (String path :
        List.of(
            "/media/" + orphan.getFileName(),
            "/media/abcd/full",
            "/media/incoming/upload123.part",
            "/media/..%2f..%2fmaeul.mv.db",
            "/media/%2e%2e/full",
            "/media/" + "0".repeat(32) + "/full",
            "/media/" + "0".repeat(32) + "/..%2ffull")) {
      assertThat(village.get(path, STAFF).statusCode()).as(path).isBetween(400, 404);
    }

    village.media.sweep().run();

    assertThat(half).doesNotExist();
    assertThat(orphan).doesNotExist();
    assertThat(young).exists();
    Files.delete(young);
  }

  /** The same content comes and goes at once, and whoever has it keeps it. */
  @Test
  void aContentIsNotTakenFromUnderOneWhoJustUploadedIt() throws Exception {
    byte[] file = MediaFiles.png(33, 21);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      CountDownLatch begin = new CountDownLatch(1);
      List<Future<String>> kept = new ArrayList<>();
      for (int t = 0; t < 3; t++) {
        kept.add(
            threads.submit(
                () -> {
                  begin.await();
                  String last = null;
                  for (int i = 0; i < 15; i++) {
                    if (last != null) {
                      village.media.discard(List.of(last));
                    }
                    last =
                        village
                            .media
                            .take(
                                new ByteArrayInputStream(file),
                                -1,
                                Uploader.account("staff-kim"),
                                "staff-kim")
                            .medium()
                            .id();
                  }
                  return last;
                }));
      }
      begin.countDown();
      for (Future<String> id : kept) {
        assertThat(village.get("/media/" + id.get() + "/full", STAFF).statusCode()).isEqualTo(200);
      }
      for (Future<String> id : kept) {
        village.media.discard(List.of(id.get()));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void uploadsThatNobodyUsesHaveAnEnd() throws IOException {
    try (Media small =
        Media.open(
            village.database,
            new kr.maeul.layer.file.LayerFiles().readBundled().catalog(),
            village.store,
            folder,
            new kr.maeul.config.Settings.Media(0, null),
            village.clock)) {
      photo(44, 44);
      assertThatThrownBy(
              () ->
                  small.take(
                      new ByteArrayInputStream(MediaFiles.png(9, 9)),
                      -1,
                      Uploader.stranger(),
                      "a network"))
          .isInstanceOfSatisfying(
              MediaRefusedException.class,
              e -> assertThat(e.reason()).isEqualTo(MediaRefusedException.Reason.FULL));
    }
  }
}
