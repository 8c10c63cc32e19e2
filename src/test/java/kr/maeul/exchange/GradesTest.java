package kr.maeul.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.row.DataFile;
import kr.maeul.exchange.row.RowProblem;
import kr.maeul.feature.Feature;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.layer.Layer;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.store.load.LoadMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Grades as they are written, in any mixture, against a second reading of the same rule. */
class GradesTest {
  private static final List<String> WRITTEN =
      List.of(
          "1등급",
          "2등급",
          "3등급",
          "4등급",
          "1",
          "2",
          "3",
          "4",
          "(을)1등급",
          "(을)2등급",
          "(을)3등급",
          "(을)4등급",
          "활용대상",
          "관리대상",
          "정비대상",
          "1등급(활용대상)",
          "2등급(관리대상)",
          "3등급(정비대상)",
          "일반빈집",
          "특정빈집",
          "활용형",
          "철거형",
          "활용",
          "관리",
          "정비",
          "철거",
          "1등급(활용)",
          "3등급 정비",
          "등외",
          "선정제외",
          "0",
          "",
          "5등급",
          "특급",
          "?");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {11, 22, 33, 44})
  void areNormalisedAsTheLayerFileSays(long seed) throws Exception {
    Layer houses = new LayerFiles().readBundled().catalog().layer("vacant-houses").orElseThrow();
    Random random = new Random(seed);
    List<String[]> rows = new ArrayList<>();
    StringBuilder csv = new StringBuilder("관리번호,빈집등급,등급 체계,등급산정일자\n");
    for (int i = 0; i < 400; i++) {
      String written = WRITTEN.get(random.nextInt(WRITTEN.size()));
      String scheme =
          switch (random.nextInt(4)) {
            case 0 -> "URBAN4";
            case 1 -> "UNIFIED3";
            default -> "";
          };
      String date =
          random.nextInt(3) == 0
              ? ""
              : LocalDate.of(2021, 10, 1).plusDays(random.nextInt(1500)).toString();
      rows.add(new String[] {written, scheme, date});
      csv.append(i + "," + disguised(written, random) + "," + scheme + "," + date + "\n");
    }
    MemoryStore store = new MemoryStore();
    DataFile file = DataFile.of(Files.writeString(folder.resolve("a.csv"), csv));
    ImportReport report =
        new Importer(store, new CrsRegistry())
            .run(
                ImportRequest.of(houses, file, LoadMode.INSERT).idFrom(List.of("관리번호")).build(),
                Progress.NONE);
    assertThat(report.problems()).isEmpty();
    Map<String, Feature> stored = store.features("vacant-houses");
    for (int i = 0; i < rows.size(); i++) {
      String[] row = rows.get(i);
      Map<String, Object> values = stored.get(Integer.toString(i)).properties();
      String as = String.join("|", row);
      String scheme = scheme(row[0], row[1], row[2]);
      assertThat(values.get("gradeScheme")).as(as).isEqualTo(scheme);
      assertThat(values.get("grade")).as(as).isEqualTo(grade(row[0], scheme));
      assertThat(values.containsKey("gradeRaw")).as(as).isEqualTo(!row[0].isEmpty());
    }
  }

  @Test
  void ofAPeriodAConsentEndsOnItsLastDay() throws Exception {
    Layer houses = new LayerFiles().readBundled().catalog().layer("vacant-houses").orElseThrow();
    List<String> good =
        List.of(
            "2024-01-01~2024-12-31",
            "2024.1.1. ~ 2024.12.31.(1년간)",
            "2024.1.1.부터 12.31.까지",
            "2024년 1월 1일 – 2024년 12월 31일",
            "~2024-12-31",
            "2024-12-31까지",
            "20240101∼20241231");
    List<String> bad =
        List.of("2024-12-31~2024-01-01", "2024.1~2024.12", "예~2024-12-31", "~", "1년");
    StringBuilder csv = new StringBuilder("집이름,소유자동의여부,동의기간,동의일\n");
    good.forEach(text -> csv.append("가,동의,").append(text).append(",\n"));
    bad.forEach(text -> csv.append("나,동의,").append(text).append(",\n"));
    csv.append("다,동의,,2024-01-01~2024-12-31\n");
    MemoryStore store = new MemoryStore();
    DataFile file = DataFile.of(Files.writeString(folder.resolve("periods.csv"), csv));
    ImportReport report =
        new Importer(store, new CrsRegistry())
            .run(
                ImportRequest.of(houses, file, LoadMode.INSERT).skipBad(true).build(),
                Progress.NONE);
    assertThat(store.features("vacant-houses").values())
        .hasSize(good.size())
        .allSatisfy(
            f ->
                assertThat(f.properties())
                    .containsEntry("consentUntil", LocalDate.of(2024, 12, 31)));
    assertThat(report.badRows()).as("a period is no day of a consent").isEqualTo(bad.size() + 1);
    assertThat(report.notes().toString()).contains("기간의 마지막 날을 넣었습니다 (2024-01-01~2024-12-31");
  }

  /** Else a withdrawal that cannot be read would leave the house on the public map. */
  @Test
  void anEndOfConsentIsNeverLeftBlankInSilence() throws Exception {
    Layer houses = new LayerFiles().readBundled().catalog().layer("vacant-houses").orElseThrow();
    String csv =
        "집이름,소유자동의여부,철회일자,동의 종료일,주택유형\n"
            + "가,동의·공개,철회,,단독\n"
            + "나,동의·공개,2024.3,,단독\n"
            + "다,동의·공개,,2년,단독\n"
            + "라,동의·공개,,2024-01-01~,단독\n"
            + "마,동의·공개,2024-05-01,2030-12-31,모름\n";
    MemoryStore store = new MemoryStore();
    DataFile file = DataFile.of(Files.writeString(folder.resolve("ends.csv"), csv));
    ImportReport report =
        new Importer(store, new CrsRegistry())
            .run(
                ImportRequest.of(houses, file, LoadMode.INSERT)
                    .blankBad(true)
                    .skipBad(true)
                    .build(),
                Progress.NONE);
    assertThat(report.problems()).extracting(RowProblem::place).containsExactly(2L, 3L, 4L, 5L);
    assertThat(store.features("vacant-houses").values())
        .singleElement()
        .satisfies(
            f ->
                assertThat(f.properties().get("consentWithdrawn").toString())
                    .isEqualTo("2024-05-01"));
  }

  @Test
  void consentIsReadAsOfficesAnswerIt() throws Exception {
    Layer houses = new LayerFiles().readBundled().catalog().layer("vacant-houses").orElseThrow();
    Map<String, String> answers =
        Map.ofEntries(
            Map.entry("O", "agreed"),
            Map.entry("○", "agreed"),
            Map.entry("Y", "agreed"),
            Map.entry("유", "agreed"),
            Map.entry("동의함", "agreed"),
            Map.entry("동의", "agreed"),
            Map.entry("X", "refused"),
            Map.entry("×", "refused"),
            Map.entry("n", "refused"),
            Map.entry("무", "refused"),
            Map.entry("미동의", "refused"),
            Map.entry("동의 안함", "refused"),
            Map.entry("협의중", "negotiating"),
            Map.entry("미확인", "none"));
    StringBuilder csv = new StringBuilder("집이름,소유자동의여부,주택유형\n");
    answers.keySet().forEach(a -> csv.append("집 " + a + "," + a + ",단독\n"));
    MemoryStore store = new MemoryStore();
    DataFile file = DataFile.of(Files.writeString(folder.resolve("a.csv"), csv + "집 q,글쎄,단독\n"));
    ImportReport report =
        new Importer(store, new CrsRegistry())
            .run(
                ImportRequest.of(houses, file, LoadMode.INSERT).blankBad(true).build(),
                Progress.NONE);
    assertThat(report.problems()).isEmpty();
    Map<String, Object> read = new HashMap<>();
    store
        .features("vacant-houses")
        .values()
        .forEach(
            f ->
                read.put(
                    f.properties().get("title").toString().substring(2),
                    f.properties().get("consent")));
    assertThat(read).containsEntry("q", null);
    read.remove("q");
    assertThat(read).isEqualTo(answers);
    assertThat(report.groups().toString()).contains("글쎄");
  }

  /** Blanks and full-width figures, as offices write them. */
  private static String disguised(String written, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> " " + written + "  ";
      case 1 -> written.replace("등급", " 등급");
      case 2 -> written.replace('1', '１').replace('2', '２').replace('(', '（').replace(')', '）');
      default -> written;
    };
  }

  private static String scheme(String written, String given, String date) {
    if (!given.isEmpty()) {
      return given;
    }
    String bare = written.replace("(을)", "").replace("등급", "");
    if (bare.equals("4")) {
      return "URBAN4";
    }
    if (bare.matches("[123]")) {
      return !date.isEmpty() && date.compareTo("2023-06-08") < 0 ? "URBAN4" : null;
    }
    if (written.endsWith("빈집")) {
      return "RURAL2";
    }
    boolean isUnified =
        written.contains("대상") || written.matches(".*(관리|정비).*") || written.startsWith("1등급(");
    return isUnified ? "UNIFIED3" : null;
  }

  private static String grade(String written, String scheme) {
    if (written.contains("활용")) {
      return "reuse";
    }
    if (written.contains("관리")) {
      return "manage";
    }
    if (written.contains("정비") || written.equals("특정빈집") || written.startsWith("철거")) {
      return "clear";
    }
    boolean isSecond = written.startsWith("(을)");
    return switch (written.replace("(을)", "").replace("등급", "")) {
      case "1" -> "reuse";
      case "2" ->
          "URBAN4".equals(scheme)
              ? "reuse"
              : "UNIFIED3".equals(scheme) && !isSecond ? "manage" : null;
      case "3" ->
          "URBAN4".equals(scheme)
              ? "manage"
              : "UNIFIED3".equals(scheme) && !isSecond ? "clear" : null;
      case "4" -> "clear";
      default -> null;
    };
  }
}
