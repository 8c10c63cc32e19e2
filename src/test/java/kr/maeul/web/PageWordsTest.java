package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words of the pages: the same keys in both languages, and none without words. */
class PageWordsTest {
  private static final Path WORDS = Path.of("web/i18n");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everyPartOfTheSiteHasTheSameWordsInBothLanguages() throws IOException {
    List<Path> folders = new ArrayList<>(List.of(WORDS));
    try (Stream<Path> parts = Files.list(WORDS)) {
      parts.filter(Files::isDirectory).forEach(folders::add);
    }
    assertThat(folders).hasSizeGreaterThan(1);
    for (Path folder : folders) {
      assertThat(keys(folder.resolve("ko.json")))
          .as(folder.toString())
          .isNotEmpty()
          .isEqualTo(keys(folder.resolve("en.json")));
    }
  }

  private static Set<String> keys(Path file) throws IOException {
    Set<String> keys = new TreeSet<>();
    JsonNode words = JSON.readTree(file.toFile());
    words
        .properties()
        .forEach(
            e -> {
              assertThat(e.getValue().asText()).as(file + " " + e.getKey()).isNotBlank();
              keys.add(e.getKey());
            });
    return keys;
  }
}
