package kr.maeul.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import kr.maeul.exchange.Workbook;
import kr.maeul.media.MediaFiles;
import kr.maeul.store.TestDatabase;
import kr.maeul.tile.MvtReader;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people do with the service, tried once on the packaged jar. What each thing must do in every
 * case is tested elsewhere, on classes; here it is whether the jar does it at all.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SmokeContract {
  private static final String FINDER = "/api/finder/youth-share-house";
  private static final String STORIES = "/api/collections/stories";
  private static final String REASON = "시의회 보고 (예시)";
  private static final String CRS_5186 = "http://www.opengis.net/def/crs/EPSG/0/5186";

  @TempDir static Path temporary;
  private Path folder;
  private TestDatabase database;
  private PackagedJar.Running service;
  private Visitor anyone;
  private Visitor planner;
  private JsonNode form;
  private PackagedJar jar;
  private String plannersPassword;

  abstract TestDatabase newDatabase(Path folder);

  @BeforeAll
  void startAsTheReadmeSays() throws IOException {
    folder = Files.createTempDirectory(temporary, "smoke");
    database = newDatabase(folder);
    jar = new PackagedJar(folder, database);
    if (database.isPostGis()) {
      service = oneOfTwoFirstStarts(); // with the demo content, and files come while it runs
      importFiles(jar);
    } else {
      importFiles(jar); // the embedded database has one user at a time
      service = jar.serve();
    }
    anyone = Visitor.anyone(service);
    form = anyone.get("/api/contributions/form/stories").expect(200).json();
    Visitor admin = Visitor.welcomed(service, service.firstLink(), "admin");
    ObjectNode account = Visitor.object().put("login", "planner").put("name", "예시 계획가");
    account.putArray("roles").add("staff").add("planner");
    String link =
        admin.post("/api/accounts", account).expect(201).json().path("link").path("url").asText();
    String secret = link.substring(link.indexOf('=') + 1);
    planner = Visitor.welcomed(service, secret, null);
    plannersPassword = Visitor.password(secret);
  }

  /** Two servers find the database empty; both come up, and the demo content comes once. */
  private PackagedJar.Running oneOfTwoFirstStarts() {
    PackagedJar.Running one = jar.begin();
    try (PackagedJar.Running other = jar.begin()) {
      one.started();
      other.started();
      assertThat(one.said() + other.said()).containsOnlyOnce("Loading the demo content");
    } catch (RuntimeException | AssertionError e) {
      one.close();
      throw e;
    }
    return one;
  }

  private void importFiles(PackagedJar jar) throws IOException {
    String header = "관리번호,집이름,지번주소,행정동,빈집등급,조사일자,경도,위도\n";
    String row = "전주시 완산구 중노송동 산 999,노송동,활용대상,2025-03-02,";
    Path csv = folder.resolve("조사.csv");
    Files.writeString(
        csv,
        header + "감나무,감나무집," + row + "127.158363,35.824363\n우물,우물집," + row + "127.1561,35.8246\n",
        Charset.forName("MS949"));
    assertThat(imported(jar, csv)).contains("2");
    Path workbook = folder.resolve("조사.xlsx");
    Files.write(
        workbook,
        Workbook.of(
            Stream.of(header.strip(), "대문,대문집," + row + "127.1571,35.8251")
                .map(line -> List.of(line.split(",")))
                .toList()));
    assertThat(imported(jar, workbook)).contains("1");
  }

  private static String imported(PackagedJar jar, Path file) {
    return jar.run(
        "import", "vacant-houses", file, "--id-from", "관리번호", "--set", "evidence=confirmed");
  }

  @AfterAll
  void stop() {
    try {
      if (service != null) {
        service.close();
      }
    } finally {
      if (database != null) {
        database.close();
      }
    }
  }

  static Stream<Arguments> media() {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("JPEG", MediaFiles.jpegOfTelephone(400, 300, 6));
    files.put("PNG", MediaFiles.png(400, 300));
    files.put("WebP", MediaFiles.webp());
    files.put("WAV", MediaFiles.wav(1));
    return files.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("media")
  void staffUpload(String kind, byte[] content) throws IOException {
    JsonNode made = planner.send("POST", "/api/media", content).expect(201).json();
    lookAt(planner, made.path("id").asText(), kind.equals("WAV"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("media")
  void residentsUpload(String kind, byte[] content) throws IOException {
    JsonNode made = upload(content);
    lookAt(anyone, made.path("id").asText(), kind.equals("WAV"), key(made));
  }

  private JsonNode upload(byte[] content) {
    return anyone
        .send(
            "POST", "/api/contributions/media", content, "X-Maeul-Form", form.path("form").asText())
        .expect(201)
        .json();
  }

  private static String[] key(JsonNode uploaded) {
    return new String[] {"Maeul-Upload-Key", uploaded.path("key").asText()};
  }

  private static void lookAt(Visitor who, String id, boolean isSound, String... headers)
      throws IOException {
    if (isSound) {
      assertThat(who.get("/media/" + id, headers).expect(200).bytes()).startsWith('R', 'I');
      return;
    }
    for (String size : List.of("thumbnail", "screen", "full")) {
      byte[] photo = who.get("/media/" + id + "/" + size, headers).expect(200).bytes();
      assertThat(ImageIO.read(new ByteArrayInputStream(photo))).as(size).isNotNull();
    }
  }

  @Test
  void aResidentsStoryComesToTheMap() throws IOException {
    ObjectNode story = Visitor.object();
    story.put("kind", "new").put("layer", "stories").put("form", form.path("form").asText());
    story.putObject("properties").put("title", "노송천 빨래터 이야기").put("text", "**빨래터**가 있었다. (예시)");
    story
        .putObject("geometry")
        .put("type", "Point")
        .putArray("coordinates")
        .add(127.158363)
        .add(35.824363);
    story
        .putObject("consents")
        .put("version", anyone.get("/api/consents").expect(200).json().path("version").asText())
        .put("language", "ko")
        .put("collection", true)
        .put("publication", true)
        .put("portrait", false)
        .put("age", "over-14");
    JsonNode photo = upload(MediaFiles.jpeg(640, 480));
    story
        .putArray("media")
        .addObject()
        .put("id", photo.path("id").asText())
        .put("alt", "빨래터 (예시)")
        .put("people", false);
    Visitor.Answer sent = anyone.post("/api/contributions", story);
    while (sent.status() == 422 && sent.text().contains("/form")) {
      anyone.get("/").expect(200); // a form is not taken in the first seconds: machines are quicker
      sent = anyone.post("/api/contributions", story);
    }
    sent.expect(201);
    JsonNode waiting = planner.get("/api/submissions").expect(200).json().path("submissions");
    String submission = "/api/submissions/" + waiting.get(0).path("id").asText();
    long version = planner.get(submission).expect(200).json().path("version").asLong();
    planner
        .post(submission + "/approve", Visitor.object(), "If-Match", "\"" + version + "\"")
        .expect(200);
    for (String words : List.of("빨래터", "ㅃㄹㅌ")) {
      String found =
          anyone.get("/api/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8)).text();
      assertThat(found).as(words).contains("노송천 빨래터 이야기");
    }
    JsonNode item =
        anyone
            .get(
                STORIES
                    + "/items?sortby=title&q="
                    + URLEncoder.encode("빨래터", StandardCharsets.UTF_8)
                    + "&crs="
                    + CRS_5186)
            .expect(200)
            .json()
            .path("features")
            .get(0);
    JsonNode at = item.path("geometry").path("coordinates");
    assertThat(at.get(0).asDouble()).as("northing").isCloseTo(358568.006, within(0.01));
    assertThat(at.get(1).asDouble()).as("easting").isCloseTo(214310.192, within(0.01));
    String page = STORIES + "/items/" + item.path("id").asText() + "?f=html";
    assertThat(anyone.get(page).expect(200).text())
        .contains("<strong>빨래터</strong>", "og:title", "/media/" + photo.path("id").asText());
    lookAt(anyone, photo.path("id").asText(), false);
    byte[] tile = anyone.get(STORIES + "/tiles/WebMercatorQuad/15/12887/27958").expect(200).bytes();
    assertThat(MvtReader.read(tile)).extracting(MvtReader.Layer::name).contains("stories");
  }

  /** Whatever a stranger says in place of a host, a header or an address. */
  @Test
  void theLogRepeatsNothing() throws IOException {
    for (String head :
        List.of(
            "CONNECT hong-gildong HTTP/1.1\r\nHost: x",
            "GET /api HTTP/1.1\r\nHost: hong-gildong yes",
            "GET /api HTTP/1.1\r\nHost: hong-gildong\r\nHost: another",
            "GET /api HTTP/1.1\r\nHost: x\r\nhong gildong: x",
            "GET /api HTTP/1.1\r\nHost: x\r\nhong-gildong: a\u0000b",
            "GET /api HTTP/1.1\r\nHost: x\r\nContent-Length: hong-gildong",
            "GET /api/hong-gildong?q=hong-gildong HTTP/1.1\r\nHost: x",
            "hong-gildong")) {
      try (Socket socket = new Socket("127.0.0.1", service.port())) {
        socket
            .getOutputStream()
            .write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .as(head)
            .startsWith("HTTP/1.1 4");
      }
    }
    assertThat(service.said()).doesNotContain("gildong");
  }

  @Test
  void pagesAreThere() {
    for (String page : List.of("/", "/desk", "/contribute", "/mine", "/api?f=html")) {
      assertThat(anyone.get(page).expect(200).text()).as(page).contains("<html lang");
    }
    for (String part : List.of("/src/main.js", "/css/desk.css", "/i18n/ko.json", "/config.json")) {
      assertThat(anyone.get(part).expect(200).bytes()).as(part).isNotEmpty();
    }
    assertThat(anyone.get("/api/openapi").expect(200).text()).contains("openapi");
  }

  @Test
  void plannersRankHousesAndPrint() {
    JsonNode ranking = planner.get(FINDER).expect(200).json();
    assertThat(ranking.path("houses").path("matched").asInt()).isGreaterThanOrEqualTo(3);
    JsonNode houses =
        planner.get("/api/collections/vacant-houses/items?limit=100").expect(200).json();
    assertThat(houses.toString()).contains("감나무집", "우물집", "대문집");
    ObjectNode sheets = Visitor.object().put("reason", REASON);
    JsonNode house = houses.path("features").get(0);
    sheets.putArray("ids").add(house.path("id").asText());
    assertThat(planner.post("/api/houses/sheets", sheets).expect(200).text())
        .contains(house.path("properties").path("title").asText(), "<svg");
    ObjectNode memo = Visitor.object().put("reason", REASON).put("limit", 10);
    assertThat(planner.post(FINDER + "/memo", memo).expect(200).text()).contains(REASON);
  }

  @Test
  void rankingsAreExportedInEveryFormat() throws IOException {
    byte[] workbook = export("xlsx");
    try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(workbook))) {
      assertThat(book.getSheetAt(0).getRow(0).getCell(0).getStringCellValue()).isEqualTo("지번주소");
    }
    assertThat(new String(export("csv"), StandardCharsets.UTF_8))
        .startsWith("\uFEFF")
        .contains("순위");
    assertThat(new String(export("csv-cp949"), Charset.forName("MS949"))).contains("순위");
    assertThat(new String(export("geojson"), StandardCharsets.UTF_8)).contains("FeatureCollection");
  }

  private byte[] export(String format) {
    ObjectNode asked = Visitor.object().put("format", format).put("reason", REASON);
    return planner.post(FINDER + "/export", asked).expect(200).bytes();
  }

  @Test
  void aBackupComesBackElsewhere() throws IOException {
    JsonNode photo =
        planner.send("POST", "/api/media", MediaFiles.jpeg(320, 240)).expect(201).json();
    JsonNode sound = planner.send("POST", "/api/media", MediaFiles.wav(1)).expect(201).json();
    Path file = folder.resolve("maeul.zip");
    assertThat(jar.run("backup", file)).contains(file.toString()); // while the service runs
    Path elsewhere = Files.createTempDirectory(temporary, "elsewhere");
    try (TestDatabase empty = newDatabase(elsewhere)) {
      PackagedJar other = new PackagedJar(elsewhere, empty);
      other.run("restore", file);
      try (PackagedJar.Running restored = other.serve()) {
        Visitor there = Visitor.signedIn(restored, "planner", plannersPassword);
        lookAt(there, photo.path("id").asText(), false);
        lookAt(there, sound.path("id").asText(), true);
        String houses = "/api/collections/vacant-houses/items?limit=100";
        assertThat(there.get(houses).expect(200).text()).contains("감나무집", "우물집", "대문집");
      }
    }
  }
}
