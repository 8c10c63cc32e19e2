package kr.maeul.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.layer.file.LayerProblem;
import kr.maeul.layer.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What features without a title are called, by whoever sees them. */
class NamingTest {
  @TempDir Path folder;

  private static Text name(Audience audience, Map<String, Object> values) {
    return Naming.of(
            new LayerFiles()
                .readBundled()
                .catalog()
                .layer("vacant-houses")
                .orElseThrow()
                .viewFor(audience))
        .named(values);
  }

  @Test
  void aHouseIsCalledByItsAddressWhereThatIsSeenAndByItsDongElsewhere() {
    Map<String, Object> house =
        Map.of("address", "중노송동 12-3", "dong", "노송동", "grade", "reuse", "evidence", "presumed");
    assertThat(name(Audience.PLANNER, house)).isEqualTo(new Text("중노송동 12-3", "중노송동 12-3"));
    assertThat(name(Audience.PUBLIC, house)).isEqualTo(new Text("노송동 빈집", "Vacant house in 노송동"));
    assertThat(name(Audience.PLANNER, Map.of("roadAddress", "마당재4길 7", "dong", "노송동")).ko())
        .isEqualTo("마당재4길 7");
    assertThat(name(Audience.PLANNER, Map.of("evidence", "presumed")))
        .isEqualTo(new Text("빈집", "Vacant house"));
    assertThat(name(Audience.PLANNER, Map.of("title", "감나무 집", "address", "중노송동 12-3")).en())
        .isEqualTo("감나무 집");
    assertThat(name(Audience.PLANNER, Map.of("titleEn", "Persimmon", "address", "1-2")))
        .isEqualTo(new Text("1-2", "Persimmon"));
  }

  @Test
  void aHouseWithoutAnAddressIsCalledByDongAndLotWhereThatIsSeen() {
    Map<String, Object> house =
        Map.of(
            "dong", "노송동", "legalDong", "중노송동", "lotMain", "568", "lotSub", "1", "lotKind", "일반");
    assertThat(name(Audience.PLANNER, house)).isEqualTo(new Text("중노송동 568-1", "중노송동 568-1"));
    assertThat(name(Audience.PUBLIC, house).ko()).isEqualTo("노송동 빈집");
    Map<String, Object> mountain =
        Map.of("dong", "노송동", "lotMain", "0012", "lotSub", "0000", "lotKind", "산");
    assertThat(name(Audience.PLANNER, mountain).ko()).isEqualTo("노송동 산 12");
    assertThat(name(Audience.PLANNER, Map.of("dong", "노송동", "lotSub", "3")).ko())
        .isEqualTo("노송동 빈집");
  }

  @Test
  void aLayerThatSaysNothingOfItCallsThemByAddressThenKindThenItself() throws IOException {
    Layer layer = read("").catalog().layer("huts").orElseThrow();
    Naming naming = Naming.of(layer.viewFor(Audience.PUBLIC));
    assertThat(naming.named(Map.of("where", "골목 3", "kind", "good")).ko()).isEqualTo("골목 3");
    assertThat(naming.named(Map.of("kind", "good"))).isEqualTo(new Text("좋은 집", "Good hut"));
    assertThat(naming.named(Map.of("where", " "))).isEqualTo(new Text("오두막", "Huts"));
    assertThat(naming.properties()).extracting(Property::name).containsExactly("where", "kind");
  }

  @Test
  void aSlotForWhatIsNotThereIsAMistake() throws IOException {
    LayerFiles files =
        read("\"x-maeul-unnamed\": [{ \"title\": \"{kind}\" }, { \"title\": \"{nope} {tags}\" }],");
    assertThat(files.problems())
        .extracting(LayerProblem::pointer)
        .containsExactly("/x-maeul-unnamed/1", "/x-maeul-unnamed/1");
  }

  private LayerFiles read(String more) throws IOException {
    Files.writeString(
        folder.resolve("huts.schema.json"),
        """
        { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "huts", "title": "오두막",
          "x-maeul-en": "Huts", "type": "object", %s
          "properties": {
            "location": { "format": "geometry-point" },
            "where": { "type": "string", "x-maeul-role": "address" },
            "tags": { "type": "array", "items": { "type": "string" } },
            "kind": { "x-maeul-role": "category",
                      "oneOf": [ { "const": "good", "title": "좋은 집", "x-maeul-en": "Good hut" } ] } } }
        """
            .formatted(more));
    return new LayerFiles().read(folder);
  }
}
