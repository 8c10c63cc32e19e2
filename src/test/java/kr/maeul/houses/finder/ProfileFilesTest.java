package kr.maeul.houses.finder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kr.maeul.houses.finder.profile.Criterion;
import kr.maeul.houses.finder.profile.Profile;
import kr.maeul.houses.finder.profile.ProfileFilesException;
import kr.maeul.houses.finder.profile.Profiles;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.layer.file.LayerProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LayerCatalog LAYERS = new LayerFiles().readBundled().catalog();

  /** As it stands in docs/profiles.md. */
  private static final String WORKSHOP =
      """
      { "format": 1, "id": "workshop", "layer": "vacant-houses",
        "title": { "ko": "마을공작소", "en": "Workshop" },
        "criteria": [
          { "id": "area", "title": { "ko": "연면적", "en": "Floor area" }, "weight": 60,
            "property": "floorAreaSquareMetres", "scale": [[30, 0], [100, 1]] },
          { "id": "hall", "title": { "ko": "경로당까지 거리", "en": "Distance to a senior hall" }, "weight": 40,
            "thing": { "ko": "경로당", "en": "senior hall" },
            "nearest": { "layer": "facilities", "filter": "kind = 'senior-hall'" }, "scale": [[200, 1], [800, 0]] } ] }
      """;

  @TempDir Path folder;

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private List<String> problems() {
    return new ProfileFiles(LAYERS)
        .read(folder).problems().stream().map(LayerProblem::toString).toList();
  }

  @Test
  void theBundledOnesAreRightAndSayWhatTheyDo() throws IOException {
    ProfileFiles files = new ProfileFiles(LAYERS).readBundled();
    assertThat(files.problems()).isEmpty();
    assertThat(files.profiles().all().stream().map(Profile::id))
        .containsExactly("accessible-social-housing", "parking-garden-rest", "youth-share-house");
    assertThat(files.examples()).isGreaterThan(15);
    for (Profile p : files.profiles().all()) {
      assertThat(p.criteria().stream().mapToDouble(Criterion::weight).sum())
          .as(p.id())
          .isEqualTo(100);
      assertThat(Path.of("data/profiles", p.id() + ProfileFiles.EXAMPLES_SUFFIX)).exists();
    }
  }

  @Test
  void theExampleOfTheManualWorks() throws IOException {
    write("workshop.json", WORKSHOP);
    write(
        "workshop.examples.json",
        """
        { "houses": {
            "by-the-hall": { "facts": { "floorAreaSquareMetres": 100 }, "measures": { "hall": 150 }, "score": 100, "completeness": 1 },
            "far": { "facts": { "floorAreaSquareMetres": 65 }, "measures": { "hall": 500 }, "score": 50, "values": { "area": 0.5 } } },
          "orders": [["by-the-hall", "far"]] }
        """);
    assertThat(problems()).isEmpty();
    String manual = Files.readString(Path.of("docs/profiles.md"));
    JsonNode shown =
        JSON.readTree(
            manual.substring(manual.indexOf("{ \"format\""), manual.indexOf("```\n\n## The file")));
    assertThat(shown).isEqualTo(JSON.readTree(WORKSHOP));
  }

  @Test
  void aFileTakesThePlaceOfABundledOne() throws IOException {
    ObjectNode file = (ObjectNode) JSON.readTree(WORKSHOP);
    write("youth-share-house.json", file.put("id", "youth-share-house").toString());
    Profiles profiles = ProfileFiles.profiles(LAYERS, folder);
    assertThat(profiles.all()).hasSize(3);
    assertThat(profiles.profile("youth-share-house").orElseThrow().title().en())
        .isEqualTo("Workshop");
  }

  @Test
  void everyMistakeOfEveryFileIsToldAtOnce() throws IOException {
    write("broken.json", "{ \"format\": 1,");
    write("other-name.json", WORKSHOP);
    ObjectNode file = (ObjectNode) JSON.readTree(WORKSHOP);
    file.put("id", "wrong").put("capacity", "dong");
    ((ObjectNode) file.at("/criteria/0")).put("property", "noSuchThing");
    ((ObjectNode) file.at("/criteria/1/nearest")).put("filter", "kind = ");
    file.withArray("gates")
        .add(
            JSON.readTree(
                """
                { "id": "g", "title": { "ko": "문", "en": "gate" }, "kind": "exclude",
                  "when": [ { "property": "grade", "in": ["excellent"] },
                            { "property": "grade", "atLeast": 3 },
                            { "property": "rooms", "in": [true] },
                            { "inside": { "layer": "facilities" }, "in": [true] },
                            { "inside": { "layer": "nowhere" }, "in": [true] } ] }
                """));
    for (String more :
        List.of(
            "{ 'id': 'area', 'weight': 1, 'property': 'grade', 'choices': { 'reuse': 1, 'fine': 0 } }",
            "{ 'id': 'x', 'weight': 1, 'property': 'grade', 'scale': [[0, 0]] }",
            "{ 'id': 'y', 'weight': 1, 'property': 'rooms', 'choices': { '1': 1 } }",
            "{ 'id': 'z', 'weight': 1, 'property': 'title', 'scale': [[0, 0]] }",
            "{ 'id': 'd', 'weight': 1, 'property': 'rooms', 'scale': [[3, 0], [2, 1]] }")) {
      ObjectNode criterion = (ObjectNode) JSON.readTree(more.replace('\'', '"'));
      criterion.putObject("title").put("ko", "기준").put("en", "criterion");
      file.withArray("criteria").add(criterion);
    }
    write("wrong.json", file.toString());
    write("form.json", "{ \"format\": 2, \"id\": \"form\", \"surprise\": 1 }");
    List<String> problems = problems();
    assertThat(problems)
        .anyMatch(p -> p.startsWith("broken.json: is not JSON"))
        .anyMatch(p -> p.startsWith("other-name.json#/id: "))
        .anyMatch(p -> p.startsWith("wrong.json#/capacity: a capacity is a number"))
        .anyMatch(
            p -> p.startsWith("wrong.json#/criteria/0/property: ") && p.contains("noSuchThing"))
        .anyMatch(p -> p.startsWith("wrong.json#/criteria/1/nearest/filter: "))
        .anyMatch(p -> p.startsWith("wrong.json#/gates/0/when/0/in/0: is none of"))
        .anyMatch(p -> p.startsWith("wrong.json#/gates/0/when/1: "))
        .anyMatch(p -> p.startsWith("wrong.json#/gates/0/when/2/in: "))
        .anyMatch(p -> p.startsWith("wrong.json#/gates/0/when/3/inside/layer: "))
        .anyMatch(p -> p.startsWith("wrong.json#/gates/0/when/4/inside/layer: there is no layer"))
        .anyMatch(p -> p.equals("wrong.json#/criteria/2/id: \"area\" stands twice"))
        .anyMatch(p -> p.contains("criteria/2/choices: says nothing of \"manage\""))
        .anyMatch(p -> p.startsWith("wrong.json#/criteria/2/choices/fine: "))
        .anyMatch(p -> p.startsWith("wrong.json#/criteria/3/scale: "))
        .anyMatch(p -> p.startsWith("wrong.json#/criteria/4/choices: "))
        .anyMatch(p -> p.startsWith("wrong.json#/criteria/5/property: "))
        .anyMatch(p -> p.startsWith("wrong.json#/criteria/6/scale/1: "))
        .anyMatch(p -> p.startsWith("form.json#/format: "))
        .anyMatch(p -> p.startsWith("form.json: ") && p.contains("criteria"));
    assertThatThrownBy(() -> ProfileFiles.profiles(LAYERS, folder))
        .isInstanceOf(ProfileFilesException.class)
        .satisfies(
            e -> assertThat(((ProfileFilesException) e).problems()).hasSize(problems.size()));
  }

  @Test
  void anExampleThatDoesNotComeOutIsAMistake() throws IOException {
    write("workshop.json", WORKSHOP);
    write(
        "workshop.examples.json",
        """
        { "houses": {
            "a": { "facts": { "floorAreaSquareMetres": 100 }, "score": 1, "completeness": 1, "excluded": ["g"] },
            "b": { "facts": { "floorAreaSquareMetres": 65 }, "values": { "area": 1, "what": 0 }, "score": 50 } },
          "orders": [["b", "a"]] }
        """);
    assertThat(problems())
        .containsExactlyInAnyOrder(
            "workshop.examples.json#/houses/a/score: should be 1, but is 100.0",
            "workshop.examples.json#/houses/a/completeness: should be 1, but is 0.6",
            "workshop.examples.json#/houses/a/excluded: should be [g], but is []",
            "workshop.examples.json#/houses/b/values/area: should be 1, but is 0.5",
            "workshop.examples.json#/houses/b/values/what: is no criterion",
            "workshop.examples.json#/orders/0: should be [b, a], but is [a, b]");
    write(
        "workshop.examples.json",
        "{ \"houses\": { \"a\": { \"facts\": { \"rooms\": 3 }, \"guess\": 1 } } }");
    assertThat(problems()).hasSize(2);
  }
}
