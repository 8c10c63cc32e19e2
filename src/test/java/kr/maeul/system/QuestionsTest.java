package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every question of {@code docs/questions.md} has an answer, with something in it. */
class QuestionsTest {
  @TempDir Path directory;

  @Test
  void everyQuestionIsAnswered() throws IOException {
    List<String> urls =
        Files.readAllLines(Path.of("docs/questions.md")).stream()
            .filter(l -> l.startsWith("    /api"))
            .map(String::strip)
            .toList();
    assertThat(urls).hasSizeGreaterThanOrEqualTo(12);
    try (Village village = Village.start(TestDatabase.h2gisWithDemo(directory), null)) {
      for (String url : urls) {
        JsonNode answer = village.json(escape(url));
        JsonNode found = answer.has("features") ? answer.get("features") : answer.get("groups");
        assertThat(found).as(url).isNotEmpty();
      }
      readsWithoutScripts(village);
    }
  }

  /** An item's page for a browser that runs none, and for the programs that show links. */
  private static void readsWithoutScripts(Village village) {
    String story =
        village.json("/api/collections/stories/items?limit=1").at("/features/0/id").asText();
    assertThat(village.get("/api/collections/stories/items/" + story + "?f=html&lang=ko").body())
        .contains("<html lang=\"ko\"", "og:title", "og:image", "og:description", "<svg")
        .doesNotContain("<script");
  }

  /** What a browser makes of an address that somebody types. */
  private static String escape(String url) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : url.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b > ' ' && "<>\"'|^`{}%".indexOf(b) < 0;
      escaped.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b));
    }
    return escaped.toString();
  }
}
