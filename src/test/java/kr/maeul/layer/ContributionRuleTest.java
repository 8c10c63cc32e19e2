package kr.maeul.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.layer.file.LayerProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A layer file cannot open to strangers what the centre decides. */
class ContributionRuleTest {
  @TempDir Path folder;

  private LayerFiles read(String rule, String ofStatus, String ofTitle) throws IOException {
    Files.writeString(
        folder.resolve("wells.schema.json"),
        """
        { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "wells", "title": "우물", "type": "object",
          "x-maeul-public": { "where": { "status": "shown" } },
          "x-maeul-contribute": %s,
          "properties": {
            "location": { "format": "geometry-point" },
            "status": { "type": "string", "enum": ["shown", "hidden"]%s },
            "title": { "type": "string", "x-maeul-role": "title"%s },
            "depth": { "type": "integer" } } }
        """
            .formatted(rule, ofStatus, ofTitle));
    return new LayerFiles().read(folder);
  }

  private static List<String> pointers(LayerFiles files) {
    return files.problems().stream().map(LayerProblem::pointer).toList();
  }

  @Test
  void whatIsMarkedIsOpenAndNothingElse() throws IOException {
    LayerFiles files =
        read(
            "{ \"new\": true, \"publish\": { \"status\": \"shown\" } }",
            "",
            ", \"x-maeul-contribute\": true");
    ContributionRule rule = files.catalog().layer("wells").orElseThrow().contribution();
    assertThat(rule.taking()).isEqualTo(ContributionRule.Taking.STORIES);
    assertThat(rule.properties()).containsExactly("title");
    assertThat(rule.publish()).containsEntry("status", "shown");
    assertThat(rule.admits("depth")).isFalse();
  }

  @Test
  void whatDecidesWhoSeesARowIsNotForContributors() throws IOException {
    assertThat(pointers(read("{ \"new\": true }", ", \"x-maeul-contribute\": true", "")))
        .containsExactly("/properties/status/x-maeul-contribute");
  }

  @Test
  void whatIsSetIsNotForContributorsAndMustBeAValue() throws IOException {
    String rule =
        "{ \"new\": true, \"set\": { \"title\": \"x\", \"status\": \"open\", \"nope\": 1 } }";
    assertThat(pointers(read(rule, "", ", \"x-maeul-contribute\": true")))
        .containsExactlyInAnyOrder(
            "/x-maeul-contribute/set/title",
            "/x-maeul-contribute/set/status",
            "/x-maeul-contribute/set/nope");
  }

  @Test
  void aMisspeltWordIsAMistake() throws IOException {
    assertThat(pointers(read("{ \"new\": \"everything\" }", "", ""))).isNotEmpty();
    assertThat(pointers(read("{ \"publsh\": {} }", "", ""))).isNotEmpty();
  }
}
