package kr.maeul.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.exchange.row.RowNote;
import kr.maeul.exchange.row.RowNote.Kind;
import kr.maeul.feature.Feature;
import kr.maeul.geo.Crs;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.store.load.LoadMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Places that cannot be meant are told, and files in another system than they are said to be are a
 * question. The numbers are those of two places whose longitude and latitude are known.
 */
class PlacesImportTest extends ImportCase {
  private static final double EAST = 127.158363;
  private static final double NORTH = 35.824363;

  /** Twenty places within a kilometre of a town that no code knows. */
  private void town() throws Exception {
    StringBuilder csv = new StringBuilder("이름,경도,위도\n");
    for (int i = 0; i < 20; i++) {
      csv.append("집").append(i).append(',').append(EAST + i * 0.0005 - 0.005);
      csv.append(',').append(NORTH - i * 0.0003 + 0.003).append('\n');
    }
    run(into("places", file("town.csv", csv.toString()), LoadMode.INSERT));
  }

  private ImportReport compared(ImportRequest.Builder request) throws Exception {
    return new Importer(store, new CrsRegistry(), layers).run(request.build(), Progress.NONE);
  }

  private String asked(ImportRequest.Builder request) {
    int before = stored().size();
    InvalidFileException e =
        catchThrowableOfType(InvalidFileException.class, () -> compared(request));
    assertThat(e).as("the file is a question").isNotNull();
    assertThat(stored()).as("nothing is kept").hasSize(before);
    assertThat(e.reason().en()).contains("line 2");
    return e.reason().ko();
  }

  private static List<String> notes(ImportReport report, Kind kind) {
    List<String> notes = new ArrayList<>();
    for (ImportReport.NoteCount n : report.notes()) {
      if (n.first().kind() == kind) {
        notes.add(n.first().place() + " " + n.rows() + " " + n.first().reason().ko());
      }
    }
    return notes;
  }

  @ParameterizedTest
  @ValueSource(strings = {"0,0", "0.0,0.000000", "0,", ",0", "０,０", "-,0", "\u00A00 ,0"})
  void zerosAreNoPlace(String zeros) throws Exception {
    String csv = "이름,경도,위도\n가,127.31,35.41\n나," + zeros + "\n";
    ImportReport report = run(places(csv).skipBad(true));
    assertThat(report.problems())
        .extracting(p -> p.place() + " " + p.column() + " " + p.reason().ko())
        .containsExactly("3 경도, 위도 위치가 없습니다. 좌표가 0,0입니다.");
    assertThat(stored()).hasSize(1);
    String free = TestLayers.PLACES.replace("\"location\", \"name\"", "\"name\"");
    Files.writeString(folder.resolve("layers/free.schema.json"), free.replace("places", "free"));
    layers = new kr.maeul.layer.file.LayerFiles().read(folder.resolve("layers")).catalog();
    for (Crs crs : List.of(Crs.CRS84, Crs.EPSG_5186)) {
      String numbers = crs == Crs.CRS84 ? "127.31,35.41" : "213374.78,358560.25";
      String rows = csv.replace("127.31,35.41", numbers);
      ImportReport kept = run(into("free", file("a.csv", rows), LoadMode.REPLACE).crs(crs));
      assertThat(kept.withoutPlace()).as(crs.code()).isEqualTo(1);
      assertThat(notes(kept, Kind.NO_PLACE)).containsExactly("3 1 좌표가 0,0이어서 위치로 쓰지 않습니다.");
      assertThat(store.features("free").values())
          .filteredOn(f -> "나".equals(f.properties().get("name")))
          .allSatisfy(f -> assertThat((Object) f.geometry()).isNull());
    }
  }

  @Test
  void zerosInGeoJsonAreNoPlaceEither() throws Exception {
    String text =
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[0,0.0]},"
            + "\"properties\":{\"name\":\"가\"}}";
    ImportReport report = run(places(file("a.ndjson", text + "\n" + text)).skipBad(true));
    assertThat(report.problems()).allSatisfy(p -> assertThat(p.reason().en()).contains("0,0"));
    assertThat(report.badRows()).isEqualTo(2);
  }

  /** Golden values of 35.824363 N, 127.158363 E by PROJ. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          X,Y         | 214237.68,258261.14 |      | --crs EPSG:5174                       | 5186
          X,Y         | 214498.83,258261.57 | 5186 | --crs EPSG:2097                       | 3857
          X,Y         | 214310.19,258568.01 |      | --crs EPSG:5181                       | 5186
          X,Y         | 214310.19,358568.01 |      | --crs EPSG:5186                       | 5174
          X,Y         | 214310.19,358568.01 | 5181 | --crs EPSG:5186                       | 5174
          X좌표,Y좌표 | 358568.01,214310.19 | 5186 | --crs EPSG:5186 --lon Y좌표 --lat X좌표 | 5174
          X좌표,Y좌표 | 358568.01,214310.19 |      | --crs EPSG:5186 --lon Y좌표 --lat X좌표 | 5181
          X,Y         | 1758706.86,969140.88 | 5179 | --crs EPSG:5179 --lon Y --lat X      | 5186
          X,Y         | 969140.88,1758706.86 |      | --crs EPSG:5179                      | 5186
          X,Y         | 14155204.22,4276480.83 |    | --crs EPSG:3857                      | 5186
          경도,위도   | 35.824363,127.158363 |      | --lon 위도 --lat 경도                 | 5186
          lat,lon     | 127.158363,35.824363 | 4326 | --crs EPSG:4326 --lon lat --lat lon  | 5186
          """)
  void aFileInAnotherSystemIsAQuestionWithTheOptionToGive(
      String header, String numbers, String crs, String option, String notNamed) throws Exception {
    town();
    String csv = "이름," + header + "\n센터," + numbers + "\n";
    ImportRequest.Builder request = places(csv);
    if (crs != null) {
      request.crs(Crs.of(crs).orElseThrow());
    }
    String question = asked(request);
    assertThat(question).contains(option + "  →  북위 35.8");
    assertThat(question).doesNotContain("--crs EPSG:" + notNamed);
    List<String> ways = question.lines().filter(l -> l.contains("→")).toList();
    assertThat(ways)
        .anySatisfy(w -> assertThat(w).contains(option + "  →  북위 35.82436, 동경 127.15836"));
  }

  @Test
  void whatIsSaidExpresslyIsDone() throws Exception {
    town();
    String csv = "이름,X좌표,Y좌표\n센터,358568.01,214310.19\n";
    compared(places(csv).crs(Crs.EPSG_5186).place(List.of("Y좌표"), List.of("X좌표")));
    compared(places(csv).crs(Crs.EPSG_5186).swapped(true));
    compared(
        places(file("a.csv", "이름,X,Y\n멀리,214237.68,258261.14\n"))
            .crs(Crs.EPSG_5186)
            .placesChecked(true));
    List<Feature> all = stored();
    for (Feature f : all.subList(20, 22)) {
      assertThat(f.geometry().getCoordinate().x).isCloseTo(EAST, within(2e-7));
      assertThat(f.geometry().getCoordinate().y).isCloseTo(NORTH, within(2e-7));
    }
    assertThat(all.get(22).geometry().getCoordinate().y).isCloseTo(34.92, within(0.01));
  }

  @Test
  void geoJsonWithTheLatitudeFirstIsAQuestionToo() throws Exception {
    String text =
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[35.82,127.15]},"
            + "\"properties\":{\"name\":\"가\"}}\n";
    ImportRequest.Builder request = places(file("a.ndjson", text.repeat(3)));
    InvalidFileException e = refused(request);
    assertThat(e.reason().ko()).contains("--swap-axes  →  북위 35.82000, 동경 127.15000");
    run(request.swapped(true));
    assertThat(stored()).hasSize(3);
    assertThat((Object) stored().get(0).geometry()).hasToString("POINT (127.15 35.82)");
  }

  /** Without anything to compare with, what lies in the sea or nowhere is asked about. */
  @Test
  void onAnEmptyMapKoreaIsWhatThereIsToCompareWith() throws Exception {
    String low = asked(places("이름,X,Y\n가,214237.68,258261.14\n"));
    assertThat(low.indexOf("EPSG:5174")).isPositive().isLessThan(low.indexOf("EPSG:5186"));
    assertThat(asked(places("이름,X,Y\n가,358568.01,214310.19\n").crs(Crs.EPSG_5186)))
        .contains("우리나라 땅이 아닙니다", "--crs EPSG:5186 --lon Y --lat X  →  북위 35.82436");
    ImportReport report = run(places("이름,X,Y\n가,214310.19,358568.01\n").crs(Crs.EPSG_5186));
    assertThat(report.committed()).isTrue();
    assertThat(report.remarks().toString()).contains("북위 35.82436, 동경 127.15836");
  }

  /** Every belt of the old systems lies in Korea, a hundred kilometres off: the home view tells. */
  @Test
  void beforeThereIsATownTheHomeViewTellsAWrongGrid() throws Exception {
    String numbers = "이름,X,Y\n센터,214237.68,258261.14\n";
    String empty = asked(places(numbers).crs(Crs.EPSG_5186));
    assertThat(empty)
        .contains("지도가 처음 펼쳐지는 곳", "100 km", "--crs EPSG:5174  →  북위 35.82436, 동경 127.15836");
    run(places("이름,경도,위도\n하나,127.15,35.82\n"));
    String nearly = asked(places(numbers).crs(Crs.EPSG_5186));
    assertThat(nearly).contains("--crs EPSG:5174  →  북위 35.82436, 동경 127.15836");
    assertThat(compared(places(numbers).crs(Crs.EPSG_5186).placesChecked(true)).committed())
        .as("a yes is a yes")
        .isTrue();
    assertThat(compared(places(numbers).crs(Crs.EPSG_5174)).committed()).isTrue();
    String far = "이름,X,Y\n가,355000,360000\n";
    ImportReport elsewhere = compared(places(far).crs(Crs.EPSG_5186));
    assertThat(elsewhere.committed()).as("no other way to read it fits better").isTrue();
    assertThat(elsewhere.remarks()).hasSize(1);
  }

  @Test
  void singlePlacesThatStrayAreLoadedAndTold() throws Exception {
    StringBuilder csv = new StringBuilder("이름,경도,위도\n");
    for (int i = 0; i < 10; i++) {
      csv.append("가,").append(128.5 + i * 0.01).append(",36.").append(50 + i).append('\n');
    }
    csv.append("나,128.55,35.55\n다,118.55,36.55\n라,128.56,35.50\n");
    ImportReport alone = run(places(csv.toString()));
    assertThat(alone.result().inserted()).isEqualTo(13);
    assertThat(notes(alone, Kind.CHECK_PLACE))
        .containsExactly("12 2 다른 행들에서 멀리 떨어져 있습니다.", "13 1 우리나라 땅의 밖입니다.");
    assertThat(alone.remarks()).isEmpty();
    RowNote first = alone.notes().get(0).first();
    assertThat(first.column()).isEqualTo("경도, 위도");
    assertThat(first.detail().ko()).contains("북위 35.55000, 동경 128.55000", "km 밖");
  }

  @Test
  void aPlaceThatStraysIsShownWhereItWouldLie() throws Exception {
    town();
    StringBuilder csv = new StringBuilder("이름,X,Y\n");
    for (int i = 0; i < 6; i++) {
      csv.append("가,").append(214310.19 + i).append(",358568.01\n");
    }
    csv.append("옛,214237.68,258261.14\n바뀐,358568.01,214310.19\n");
    ImportReport report = compared(places(csv.toString()).crs(Crs.EPSG_5186));
    assertThat(report.committed()).isTrue();
    List<String> details = report.notes().stream().map(n -> n.first().detail().ko()).toList();
    assertThat(details)
        .satisfiesExactly(
            d -> assertThat(d).contains("EPSG:5174로 읽으면 북위 35.82436, 동경 127.15836"),
            d -> assertThat(d).contains("두 값을 바꾸어 읽으면 북위 35.82436, 동경 127.15836"));
  }

  @Test
  void whatCannotBeReadIsRefusedWithWhereItWouldLie() throws Exception {
    String csv = "이름,경도,위도\n" + "가,127.15,35.82\n".repeat(5);
    ImportReport report =
        run(places(csv + "나,35.824363,127.158363\n다,214310.19,358568.01\n").skipBad(true));
    assertThat(report.problems())
        .extracting(p -> p.place() + " " + p.reason().ko())
        .containsExactly(
            "7 좌표를 읽을 수 없습니다. 두 값을 바꾸어 읽으면 북위 35.82436, 동경 127.15836입니다.",
            "8 좌표를 읽을 수 없습니다. EPSG:5186로 읽으면 북위 35.82436, 동경 127.15836입니다.");
    assertThat(stored()).hasSize(5);
  }

  @Test
  void aFileOfAnotherTownIsLoadedAndToldOnce() throws Exception {
    town();
    StringBuilder csv = new StringBuilder("이름,경도,위도\n");
    for (int i = 0; i < 10; i++) {
      csv.append("가,").append(128.9 + i * 0.01).append(",35.97\n");
    }
    ImportReport report = compared(places(csv.toString()));
    assertThat(report.result().inserted()).isEqualTo(10);
    assertThat(report.notes()).isEmpty();
    assertThat(report.remarks()).hasSize(1);
    assertThat(report.remarks().get(0).ko()).contains("지도에 있는 것에서");
  }

  @Test
  void aTitleThatNoRowSaysIsTold() throws Exception {
    String area =
        "{\"type\":\"Feature\",\"properties\":{\"label\":\"가\"},\"geometry\":{\"type\":\"Polygon\","
            + "\"coordinates\":[[[127.3,35.7],[127.4,35.7],[127.4,35.8],[127.3,35.7]]]}}";
    String titled =
        TestLayers.AREAS.replace(
            "\"title\": \"이름\"", "\"title\": \"이름\", \"x-maeul-role\": \"title\"");
    Files.writeString(
        folder.resolve("layers/titled.schema.json"), titled.replace("areas", "titled"));
    layers = new kr.maeul.layer.file.LayerFiles().read(folder.resolve("layers")).catalog();
    ImportReport report =
        run(into("titled", file("a.ndjson", area), LoadMode.INSERT).withoutTitle(true));
    assertThat(report.remarks().toString()).contains("\"이름\"", "--map 열=name");
    ImportReport named =
        run(into("titled", file("b.ndjson", area.replace("label", "adm_nm")), LoadMode.INSERT));
    assertThat(named.remarks()).isEmpty();
  }
}
