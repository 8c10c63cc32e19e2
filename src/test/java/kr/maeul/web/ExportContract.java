package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kr.maeul.fixture.Given;
import kr.maeul.fixture.Town;
import kr.maeul.fixture.WithTown;
import kr.maeul.people.identity.Role;
import kr.maeul.people.identity.Scope;
import kr.maeul.people.log.AccessLog;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Rankings as files: what is in them, who gets them, and what is on record. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@WithTown
abstract class ExportContract {
  private static final String PROFILE = "/api/finder/youth-share-house";
  private static final String EXPORT = PROFILE + "/export";
  private static final String REASON = "시의회 보고 자료 (예시)";
  private static final String FORMULA = "=HYPERLINK(\"http://example.org\",\"집\")";

  @Given private Town town;
  private Town.Who planner;

  @BeforeAll
  void start() {
    planner = town.signedIn("planner", Role.PLANNER);
    String item = "/api/collections/vacant-houses/items/house-persimmon";
    ObjectNode patch = Town.object();
    patch.putObject("properties").put("title", FORMULA).put("staffNote", "\t=1+1 😀");
    town.json(planner, "PATCH", item, patch, "If-Match", town.get(planner, item).header("ETag"))
        .expect(204);
    ObjectNode owner = Town.object().put("name", "예시 김소유").put("telephone", "010-0000-1234");
    owner.put("doNotContact", true);
    town.json(planner, "PUT", "/api/houses/house-persimmon/owner", owner).expect(200);
  }

  @AfterAll
  void stop() {
    assertThat(town.errors()).isEmpty();
  }

  private static ObjectNode ask(String format) {
    ObjectNode asked = Town.object().put("format", format).put("reason", REASON);
    asked.putObject("weights").put("structure", 40);
    return asked.put("filter", "evidence <> 'lifted'");
  }

  private Town.Answer export(String format) {
    return town.json(planner, "POST", EXPORT, ask(format)).expect(200);
  }

  private JsonNode ranking() {
    ObjectNode same = ask("x").put("limit", 1000);
    same.remove(List.of("format", "reason"));
    return town.json(planner, "POST", PROFILE, same).expect(200).json();
  }

  @Test
  void aWorkbookSaysWhichHousesAndWhy() throws IOException {
    Town.Answer answer = export("xlsx");
    assertThat(answer.header("Content-Disposition"))
        .startsWith("attachment; filename=\"maeul-youth-share-house-")
        .endsWith(".xlsx\"");
    assertThat(answer.header("Cache-Control")).isEqualTo("private, no-store");
    JsonNode ranking = ranking();
    assertThat(ranking.get("ranking").size()).isGreaterThan(5);
    try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(answer.bytes()))) {
      Sheet houses = book.getSheetAt(0);
      assertThat(houses.getLastRowNum()).isEqualTo(ranking.get("ranking").size());
      assertThat(houses.getRow(0).getCell(0).getStringCellValue()).isEqualTo("지번주소");
      assertThat(houses.getRow(0).getCell(1).getStringCellValue()).isEqualTo("집 이름");
      String last = new CellReference(0, houses.getRow(0).getLastCellNum() - 1).formatAsString();
      assertThat(((XSSFSheet) houses).getCTWorksheet().getDimension().getRef())
          .isEqualTo("A1:" + last.replaceAll("\\d", "") + (houses.getLastRowNum() + 1));
      assertThat(texts(houses.getRow(0)))
          .contains("순위", "점수", "번호", "소유자 연락", "지번주소", "등급", "연면적 (㎡)")
          .doesNotContain("소유자", "소유자 연락처")
          .doesNotHaveDuplicates();
      List<String> headers = texts(houses.getRow(0));
      int id = headers.indexOf("번호");
      int grade = headers.indexOf("점수: 등급 (최대 " + plain(ranking, "grade") + ")");
      assertThat(grade).isPositive();
      for (int i = 0; i < ranking.get("ranking").size(); i++) {
        Row row = houses.getRow(i + 1);
        JsonNode house = ranking.get("ranking").get(i);
        assertThat(row.getCell(0).getStringCellValue()).isEqualTo(house.get("address").asText());
        assertThat(row.getCell(1).getStringCellValue()).isEqualTo(house.get("title").asText());
        assertThat(row.getCell(2).getNumericCellValue()).isEqualTo(house.get("rank").asDouble());
        assertThat(row.getCell(3).getNumericCellValue()).isEqualTo(house.get("score").asDouble());
        JsonNode judged = criterion(house, "grade");
        if (judged.get("points").isNull()) {
          assertThat(row.getCell(grade).getStringCellValue()).startsWith("? (");
        } else {
          assertThat(row.getCell(grade).getNumericCellValue())
              .isEqualTo(judged.get("points").asDouble());
        }
        assertThat(row.getCell(id).getStringCellValue()).isEqualTo(house.get("id").asText());
      }
      List<String> all = new ArrayList<>();
      for (Sheet sheet : book) {
        for (Row row : sheet) {
          for (Cell cell : row) {
            assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA);
          }
          all.addAll(texts(row));
        }
      }
      assertThat(all).contains(FORMULA, "연락 금지", REASON, "evidence <> 'lifted'", "예시 자료");
      assertThat(String.join("\n", all)).doesNotContain("김소유", "010-0000-1234", "예시 소유자");
      Sheet why = book.getSheetAt(1);
      List<String> said = new ArrayList<>();
      why.forEach(row -> said.addAll(texts(row)));
      assertThat(said).contains("청년 쉐어하우스", "프로필", "가중치 (100 가운데)", "거르는 조건", "출처");
      assertThat(said).contains("살펴본 범위", "확인 상태: 해제 아님");
      assertThat(book.getNumberOfSheets()).isEqualTo(3);
      Sheet aside = book.getSheetAt(2);
      assertThat(aside.getLastRowNum())
          .as("every house without a rank")
          .isEqualTo(unranked(ranking))
          .isPositive();
      for (int i = 1; i <= aside.getLastRowNum(); i++) {
        assertThat(aside.getRow(i).getCell(2).getStringCellValue()).isIn("자료가 모자람", "뺌");
        assertThat(aside.getRow(i).getCell(3).getStringCellValue()).isNotEmpty();
      }
    }
  }

  private static int unranked(JsonNode ranking) {
    return ranking.at("/houses/insufficient").asInt() + ranking.at("/houses/excluded").asInt();
  }

  private static String plain(JsonNode ranking, String criterion) {
    double share = ranking.at("/weights/" + criterion).asDouble();
    return BigDecimal.valueOf(share)
        .setScale(1, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static JsonNode criterion(JsonNode house, String id) {
    for (JsonNode c : house.get("criteria")) {
      if (c.get("id").asText().equals(id)) {
        return c;
      }
    }
    throw new AssertionError(id);
  }

  /** What is asked for expressly is not less than what comes unasked. */
  @Test
  void aLimitOfTenThousandIsAsGoodAsNone() {
    byte[] without = export("csv").bytes();
    for (int limit : new int[] {10_000, 200_000}) {
      ObjectNode asked = ask("csv").put("limit", limit);
      assertThat(town.json(planner, "POST", EXPORT, asked).expect(200).bytes())
          .as("limit " + limit)
          .isEqualTo(without);
    }
    town.json(planner, "POST", EXPORT, ask("csv").put("limit", 200_001)).expect(422);
    town.json(planner, "POST", EXPORT, ask("csv").put("unranked", "no")).expect(422);
  }

  @Test
  void whoHasNoRankCanBeLeftOut() {
    JsonNode ranking = ranking();
    ObjectNode asked = ask("geojson").put("unranked", false).put("limit", 3);
    JsonNode file = town.json(planner, "POST", EXPORT, asked).expect(200).json();
    assertThat(file.get("features")).hasSize(3);
    JsonNode whole = export("geojson").json();
    Map<String, Integer> byStatus = new TreeMap<>();
    for (JsonNode f : whole.get("features")) {
      byStatus.merge(f.at("/properties/finderStatus").asText(), 1, Integer::sum);
    }
    assertThat(byStatus.getOrDefault("excluded", 0))
        .isEqualTo(ranking.at("/houses/excluded").asInt());
    assertThat(byStatus.getOrDefault("insufficient", 0))
        .isEqualTo(ranking.at("/houses/insufficient").asInt());
    assertThat(byStatus.get("ranked")).isEqualTo(ranking.at("/houses/ranked").asInt());
  }

  private static List<String> texts(Row row) {
    List<String> texts = new ArrayList<>();
    row.forEach(
        cell -> texts.add(cell.getCellType() == CellType.STRING ? cell.getStringCellValue() : ""));
    return texts;
  }

  @Test
  void csvIsForOldAndNewSpreadsheets() {
    byte[] bytes = export("csv").bytes();
    assertThat(bytes).startsWith((byte) 0xEF, (byte) 0xBB, (byte) 0xBF);
    List<CsvRecord> utf8 = read(new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8));
    JsonNode ranking = ranking();
    assertThat(utf8).hasSize(ranking.get("ranking").size() + unranked(ranking) + 1);
    assertThat(utf8.get(0).getFields()).startsWith("지번주소", "집 이름", "순위", "점수");
    assertThat(utf8).allMatch(r -> r.getFieldCount() == utf8.get(0).getFieldCount());
    Set<String> fields = new TreeSet<>();
    utf8.forEach(r -> fields.addAll(r.getFields()));
    assertThat(fields).contains("'" + FORMULA);
    assertThat(fields).noneMatch(f -> f.matches("(?s)\\s*[=@＝＋－＠].*"));

    Town.Answer answer = export("csv-cp949");
    List<CsvRecord> cp949 = read(new String(answer.bytes(), Charset.forName("x-windows-949")));
    assertThat(cp949).hasSameSizeAs(utf8);
    assertThat(cp949.get(0).getFields()).isEqualTo(utf8.get(0).getFields());
    assertThat(Integer.parseInt(answer.header("X-Maeul-Replaced")))
        .as("the face in the note, and nothing of our own")
        .isEqualTo(1);
  }

  private static List<CsvRecord> read(String csv) {
    return CsvReader.builder().ofCsvRecord(csv).stream().toList();
  }

  @Test
  void geoJsonHoldsTheSameHouses() {
    JsonNode file = export("geojson").json();
    assertThat(file.get("scope")).hasSize(1);
    assertThat(file.at("/scope/0").asText()).isEqualTo("확인 상태: 해제 아님");
    assertThat(file.get("mayMatch")).isEqualTo(ranking().at("/houses/mayMatch"));
    JsonNode all = ranking();
    JsonNode ranking = all.get("ranking");
    assertThat(file.get("features")).hasSize(ranking.size() + unranked(all));
    JsonNode first = file.at("/features/0");
    assertThat(first.get("id")).isEqualTo(ranking.at("/0/id"));
    assertThat(first.at("/geometry/coordinates")).isEqualTo(ranking.at("/0/location"));
    assertThat(first.at("/properties/finderRank").asInt()).isEqualTo(1);
    assertThat(first.at("/properties/finderScore").asDouble())
        .isEqualTo(ranking.at("/0/score").asDouble());
    assertThat(file.toString()).doesNotContain("ownerName", "김소유", "예시 소유자");
  }

  @Test
  void whyAndHowManyAreOnRecord() {
    Town.Who watched = town.signedIn("watched", Role.PLANNER);
    String account = town.people.accounts().byLogin("watched").orElseThrow().id();
    town.clock.goOn(Duration.ofMinutes(1));
    ObjectNode five = ask("csv").put("limit", 5).put("unranked", false);
    Town.Answer answer = town.json(watched, "POST", EXPORT, five).expect(200);
    assertThat(answer.header("X-Maeul-Houses")).isEqualTo("5");
    List<AccessLog.Entry> lines = exports(account);
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).detail()).isEqualTo(REASON);
    assertThat(lines.get(0).layer()).isEqualTo("vacant-houses");
    assertThat(lines.get(0).rows()).isEqualTo(5);
    town.clock.goOn(Duration.ofMinutes(1));
    ObjectNode none = ask("csv").put("filter", "evidence = 'no such'");
    town.json(watched, "POST", EXPORT, none);
    assertThat(town.logged().toString()).doesNotContain(REASON);
  }

  private List<AccessLog.Entry> exports(String account) {
    return town.people
        .accessLog()
        .entries(
            new AccessLog.Wanted(null, null, account, null, AccessLog.Action.EXPORT, null, 10));
  }

  @Test
  void withoutAReasonThereIsNoFile() {
    Town.Who hasty = town.signedIn("hasty", Role.PLANNER);
    for (JsonNode reason :
        List.of(
            Town.object().nullNode(),
            Town.object().textNode(" "),
            Town.object().textNode("x".repeat(501)),
            Town.object().textNode("두\n줄"),
            Town.object().numberNode(3))) {
      ObjectNode asked = ask("xlsx");
      asked.set("reason", reason);
      Town.Answer answer = town.json(hasty, "POST", EXPORT, asked).expect(422);
      assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo("/reason");
    }
    ObjectNode bad = ask("pdf").put("filter", "nonsense = 1").put("limit", 0).put("x", 1);
    bad.remove("reason");
    Set<String> pointers = new TreeSet<>();
    town.json(hasty, "POST", EXPORT, bad)
        .expect(422)
        .json()
        .get("errors")
        .forEach(e -> pointers.add(e.get("pointer").asText()));
    assertThat(pointers).contains("/format", "/reason", "/limit", "/x");
    assertThat(exports(town.people.accounts().byLogin("hasty").orElseThrow().id())).isEmpty();
    town.json(planner, "POST", "/api/finder/nobody/export", ask("csv")).expect(404);
  }

  @Test
  void itIsForPlanners() {
    Town.Who staff = town.signedIn("staff", Role.STAFF, Role.ADMIN);
    Town.Who reader = town.program("reader", Set.of(Scope.PLANNER), Role.PLANNER);
    Town.Who writer =
        town.program("writer", Set.of(Scope.READ, Scope.WRITE), Role.STAFF, Role.PLANNER);
    town.json(Town.NOBODY, "POST", EXPORT, ask("csv")).expect(401);
    for (Town.Who who : List.of(staff, reader, writer)) {
      town.json(who, "POST", EXPORT, ask("csv")).expect(403);
    }
  }
}
