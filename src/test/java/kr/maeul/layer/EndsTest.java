package kr.maeul.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.layer.file.LayerProblem;
import kr.maeul.layer.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is public by a value that ends is public until then, and no layer file can make it stay. */
class EndsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 5);

  private static final String ENDS =
      """
      { "values": ["lent", "given"], "by": [
        { "from": "takenBack", "as": "kept", "title": "돌려받음", "x-maeul-en": "Taken back" },
        { "after": "until", "as": "unknown", "title": "기한 지남" } ] }
      """;

  @TempDir Path folder;

  private LayerFiles read(String shown, String ends, String untilMore) throws IOException {
    Files.writeString(
        folder.resolve("wells.schema.json"),
        """
        { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "wells", "title": "우물", "type": "object",
          "x-maeul-public": { "where": { "state": %s } },
          "properties": {
            "location": { "format": "geometry-point" },
            "state": { "type": "string", "enum": ["kept", "lent", "given", "unknown"], "x-maeul-ends": %s },
            "name": { "type": "string", "x-maeul-role": "title" },
            "takenBack": { "type": "string", "format": "date" },
            "until": { "type": "string", "format": "date"%s } } }
        """
            .formatted(shown, ends, untilMore));
    return new LayerFiles().read(folder);
  }

  private List<String> pointers(String shown, String ends, String untilMore) throws IOException {
    return read(shown, ends, untilMore).problems().stream().map(LayerProblem::pointer).toList();
  }

  private static Map<String, Object> values(String state, LocalDate takenBack, LocalDate until) {
    Map<String, Object> values = new HashMap<>();
    values.put("state", state);
    values.put("takenBack", takenBack);
    values.put("until", until);
    return values;
  }

  @Test
  void aValueHoldsUntilItsDay() throws IOException {
    Layer wells = read("[\"lent\", \"given\"]", ENDS, "").catalog().layer("wells").orElseThrow();
    Ends ends = wells.property("state").orElseThrow().ends();
    View everyones = wells.viewFor(Audience.PUBLIC);
    assertThat(wells.changesByTheDay()).isTrue();

    for (Map<String, Object> held :
        List.of(
            values("lent", null, null),
            values("given", DAY.plusDays(1), DAY),
            values("lent", null, DAY))) {
      assertThat(ends.of(held.get("state"), held::get, DAY)).isEmpty();
      assertThat(everyones.admits(held, DAY)).as(held.toString()).isTrue();
    }
    Map<String, Object> both = values("lent", DAY, DAY.minusDays(9));
    for (Map<String, Object> ended :
        List.of(
            both,
            values("lent", DAY.minusDays(1), null),
            values("given", DAY.plusDays(1), DAY.minusDays(1)))) {
      assertThat(ends.of(ended.get("state"), ended::get, DAY)).isPresent();
      assertThat(everyones.admits(ended, DAY)).as(ended.toString()).isFalse();
    }
    Optional<Ends.End> first = ends.of("lent", both::get, DAY);
    assertThat(first.map(e -> e.way().as())).contains("kept");
    assertThat(first.map(Ends.End::words))
        .contains(new Text("돌려받음 (2026-03-05)", "Taken back (2026-03-05)"));
    assertThat(ends.of("kept", values("kept", DAY, DAY)::get, DAY)).isEmpty();
    assertThat(ends.of(null, values(null, DAY, DAY)::get, DAY)).isEmpty();
    assertThat(wells.viewFor(Audience.STAFF).admits(both, DAY)).isTrue();
  }

  @Test
  void everyMistakeIsTold() throws IOException {
    String at = "/properties/state/x-maeul-ends";
    assertThat(pointers("\"lent\"", ENDS.replace("\"until\"", "\"whenever\""), ""))
        .containsExactly(at + "/by/1/after");
    assertThat(pointers("\"lent\"", ENDS.replace("\"until\"", "\"name\""), ""))
        .containsExactly(at + "/by/1/after");
    assertThat(pointers("\"lent\"", ENDS.replace("\"unknown\"", "\"lent\""), ""))
        .containsExactly("/x-maeul-public/where/state");
    assertThat(pointers("\"lent\"", ENDS.replace("\"unknown\"", "\"gone\""), ""))
        .containsExactly(at + "/by/1/as");
    assertThat(pointers("\"lent\"", ENDS.replace("\"given\"", "\"sold\""), ""))
        .containsExactly(at + "/values/1");
    assertThat(pointers("\"lent\"", ENDS.replace("\"after\"", "\"aftr\""), "")).isNotEmpty();
    assertThat(pointers("\"lent\"", ENDS.replace("\"as\": \"kept\", ", ""), "")).isNotEmpty();
    assertThat(pointers("\"lent\"", ENDS, ", \"x-maeul-ends\": " + ENDS))
        .containsExactly("/properties/until/x-maeul-ends");
  }

  /** It would stay public as what it has become, or nobody could say when it goes. */
  @Test
  void whatHasEndedCannotStayPublic() throws IOException {
    assertThat(pointers("[\"lent\", \"unknown\"]", ENDS, ""))
        .containsOnly("/x-maeul-public/where/state");
    assertThat(pointers("[\"lent\", \"kept\"]", ENDS.replace("\"kept\"", "\"unknown\""), ""))
        .containsExactly("/x-maeul-public/where/state");
    assertThat(pointers("\"kept\"", ENDS.replace("\"kept\"", "\"unknown\""), "")).isEmpty();
  }

  /** What was left blank can be taken back, too, and is not public any more where it was. */
  @Test
  void whatIsBlankCanEnd() throws IOException {
    String any = ENDS.replace("[\"lent\", \"given\"]", "[null, \"lent\", \"unknown\"]");
    Layer wells = read("[]", any, "").catalog().layer("wells").orElseThrow();
    Ends ends = wells.property("state").orElseThrow().ends();
    View everyones = wells.viewFor(Audience.PUBLIC);
    assertThat(wells.changesByTheDay()).isTrue();
    assertThat(everyones.admits(values(null, null, null), DAY)).isTrue();
    assertThat(everyones.admits(values(null, DAY.plusDays(1), DAY), DAY)).isTrue();
    for (Map<String, Object> ended :
        List.of(values(null, DAY, null), values(null, null, DAY.minusDays(1)))) {
      assertThat(everyones.admits(ended, DAY)).as(ended.toString()).isFalse();
    }
    Map<String, Object> both = values("unknown", DAY, DAY.minusDays(1));
    assertThat(ends.of("unknown", both::get, DAY).map(e -> e.way().as())).contains("kept");
    Map<String, Object> over = values("unknown", null, DAY.minusDays(1));
    assertThat(ends.of("unknown", over::get, DAY)).as("it is what it would become").isEmpty();
    assertThat(ends.of("given", values("given", DAY, DAY)::get, DAY)).as("it holds").isEmpty();
  }

  @Test
  void theDayOnWhichItEndsIsNotForContributors() throws IOException {
    assertThat(pointers("\"lent\"", ENDS, ", \"x-maeul-contribute\": true"))
        .containsExactly("/properties/until/x-maeul-contribute");
  }
}
