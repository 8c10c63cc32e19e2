package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The words of the pages: each part of the site says the same in both languages. */
class WordsTest {
  private static final Path WORDS = Path.of("web/i18n");
  private static final Pattern VALUE = Pattern.compile("\\{(\\w+)}");

  static List<Path> parts() throws IOException {
    try (Stream<Path> all = Files.walk(WORDS)) {
      return all.filter(Files::isDirectory).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("parts")
  void bothLanguagesHaveTheSameWordsWithTheSameValues(Path part) throws IOException {
    Map<String, Set<String>> korean = words(part.resolve("ko.json"));
    assertThat(korean).isNotEmpty();
    assertThat(words(part.resolve("en.json"))).isEqualTo(korean);
  }

  private static Map<String, Set<String>> words(Path file) throws IOException {
    Map<String, Set<String>> words = new TreeMap<>();
    for (Map.Entry<String, JsonNode> one :
        new ObjectMapper().readTree(Files.readString(file)).properties()) {
      assertThat(one.getValue().asText()).as(file + " " + one.getKey()).isNotBlank();
      Set<String> values = new TreeSet<>();
      VALUE.matcher(one.getValue().asText()).results().forEach(r -> values.add(r.group(1)));
      words.put(one.getKey(), values);
    }
    return words;
  }
}
