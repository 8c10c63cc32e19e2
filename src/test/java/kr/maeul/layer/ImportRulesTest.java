package kr.maeul.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.layer.file.LayerProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a layer file says of imports is checked like all else. */
class ImportRulesTest {
  @TempDir Path folder;

  private LayerFiles read(String keywords, String ofRaw) throws IOException {
    Files.writeString(
        folder.resolve("huts.schema.json"),
        """
        { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "huts", "title": "집", "type": "object",
          %s
          "properties": {
            "location": { "format": "geometry-point" },
            "raw": { "type": "string"%s },
            "grade": { "oneOf": [ { "const": "good", "x-maeul-import": ["좋음"] }, { "const": "bad" } ] },
            "day": { "type": "string", "format": "date" },
            "number": { "type": "string" } } }
        """
            .formatted(keywords, ofRaw));
    return new LayerFiles().read(folder);
  }

  private static List<String> pointers(LayerFiles files) {
    return files.problems().stream().map(LayerProblem::pointer).toList();
  }

  @Test
  void areRead() throws IOException {
    LayerFiles files =
        read(
            "\"x-maeul-parcel\": { \"number\": \"number\" }, \"x-maeul-retired\": [\"gone\"],"
                + "\"x-maeul-elsewhere\": [{ \"headers\": [\"소유자\"], \"description\": \"딴 곳\" }],",
            ", \"x-maeul-import-as\": \"address\", \"x-maeul-derive\": [{ \"is\": [\"1\"], \"when\": { \"grade\": null,"
                + " \"day\": { \"before\": \"2023-06-08\" } }, \"set\": { \"grade\": \"good\" } }]");
    assertThat(files.problems()).isEmpty();
    Layer layer = files.catalog().layer("huts").orElseThrow();
    assertThat(layer.retired()).containsExactly("gone");
    ImportRules rules = layer.imports();
    assertThat(rules.parcel().number()).isEqualTo("number");
    assertThat(rules.forms()).containsEntry("raw", ImportRules.Form.ADDRESS);
    assertThat(rules.words().get("grade")).containsEntry("좋음", "good");
    assertThat(rules.derivations().get("raw").get(0).set()).containsEntry("grade", "good");
    assertThat(rules.elsewhere().get(0).reason().en())
        .as("Korean where there is no English")
        .isEqualTo("딴 곳");
  }

  @Test
  void everyMistakeIsTold() throws IOException {
    LayerFiles files =
        read(
            "\"x-maeul-parcel\": { \"number\": \"nope\", \"kind\": \"grade\" }, \"x-maeul-retired\": [\"raw\"],",
            ", \"x-maeul-derive\": [{ \"is\": [\"1\"], \"set\": { \"grade\": \"splendid\", \"nope\": \"x\" } },"
                + " { \"when\": { \"grade\": { \"before\": \"2023-06-08\" } }, \"set\": { \"raw\": \"x\" } }, {}]");
    assertThat(pointers(files))
        .containsExactlyInAnyOrder(
            "/x-maeul-parcel/number",
            "/x-maeul-parcel/kind",
            "/x-maeul-retired",
            "/properties/raw/x-maeul-derive/0/set/grade",
            "/properties/raw/x-maeul-derive/0/set/nope",
            "/properties/raw/x-maeul-derive/1/when/grade",
            "/properties/raw/x-maeul-derive/1/set/raw",
            "/properties/raw/x-maeul-derive/2");
  }

  @Test
  void whatAFileMayChangeIsReadAndChecked() throws IOException {
    LayerFiles files =
        read(
            "",
            ", \"x-maeul-import\": { \"headers\": [\"원문\"], \"keep\": \"ifSet\", \"with\": \"grade\" }");
    assertThat(files.problems()).isEmpty();
    Layer layer = files.catalog().layer("huts").orElseThrow();
    assertThat(layer.property("raw").orElseThrow().importHeaders()).containsExactly("원문");
    assertThat(layer.imports().keeps()).containsExactly(Map.entry("raw", ImportRules.Keep.IF_SET));
    assertThat(layer.imports().with()).containsExactly(Map.entry("raw", "grade"));
    assertThat(
            pointers(
                read(
                    "\"required\": [\"raw\"],",
                    ", \"x-maeul-import\": { \"never-back\": true, \"with\": \"grade\" }")))
        .containsExactlyInAnyOrder(
            "/properties/raw/x-maeul-import/never-back", "/properties/raw/x-maeul-import/with");
    assertThat(pointers(read("", ", \"x-maeul-import\": { \"with\": \"nope\" }")))
        .containsExactly("/properties/raw/x-maeul-import/with");
    assertThat(pointers(read("", ", \"x-maeul-import\": { \"keep\": \"never\" }"))).isNotEmpty();
    assertThat(pointers(read("", ", \"x-maeul-import\": { \"kept\": \"always\" }"))).isNotEmpty();
    assertThat(pointers(read("", ", \"x-maeul-import\": \"원문\""))).isNotEmpty();
  }

  @Test
  void anUnknownWordIsAMistake() throws IOException {
    assertThat(pointers(read("", ", \"x-maeul-import-as\": \"telephone\""))).isNotEmpty();
    assertThat(pointers(read("", ", \"x-maeul-derive\": [{ \"if\": [\"1\"] }]"))).isNotEmpty();
  }
}
