package kr.maeul;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written about the program can be followed: links lead somewhere, lists are whole. */
class PapersTest {
  private static final Pattern LINK = Pattern.compile("(?<!\\\\)\\]\\(([^)\\s]+)\\)");
  private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern CODE = Pattern.compile("`[^`\\n]*`");
  private static final Pattern TITLE = Pattern.compile("# (\\d+)\\. (.+)");
  private static final String DECISIONS =
      """
      # Decisions

      What was decided, why, what else was weighed, and when to look again: half a page each. One that no longer holds says by which
      it was replaced. This index is written from their first lines (`PapersTest`).

      | | decision |
      |---|---|
      """;
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

  private static List<Path> papers() throws IOException {
    try (Stream<Path> top = Files.list(Path.of(""));
        Stream<Path> docs = Files.walk(Path.of("docs"));
        Stream<Path> others = Stream.of("data/demo/README.md", "bench/RESULTS.md").map(Path::of)) {
      return Stream.of(top, docs, others)
          .flatMap(s -> s)
          .filter(p -> p.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    Map<Path, List<String>> anchors = new HashMap<>();
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path paper : papers()) {
      String text =
          CODE.matcher(FENCE.matcher(Files.readString(paper)).replaceAll("")).replaceAll("");
      for (Matcher link = LINK.matcher(text); link.find(); ) {
        String target = link.group(1);
        if (target.matches("(https?|mailto):.*")) {
          continue;
        }
        links++;
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? paper : paper.resolveSibling(parts[0]).normalize();
        if (!Files.exists(file)) {
          broken.add(paper + ": " + target);
        } else if (parts.length > 1) {
          if (!anchors.containsKey(file)) {
            anchors.put(file, anchors(Files.readString(file)));
          }
          if (!anchors.get(file).contains(parts[1])) {
            broken.add(paper + ": no heading for " + target);
          }
        }
      }
    }
    assertThat(links).isGreaterThan(100);
    assertThat(broken).isEmpty();
  }

  /** Whoever renames a class finds out who told of it. */
  @Test
  void aLinkToAClassHasItsName() throws IOException {
    String text = Files.readString(Path.of("ARCHITECTURE.md"));
    Matcher link = Pattern.compile("\\[([^]]+)\\]\\(([^)\\s]+/(\\w+)\\.java)\\)").matcher(text);
    int links = 0;
    for (; link.find(); links++) {
      assertThat(link.group(1)).as(link.group(2)).isEqualTo(link.group(3));
    }
    assertThat(links).isGreaterThan(60);
    for (Matcher room =
            Pattern.compile("(?m)^\\| `([a-z.]+)`")
                .matcher(Files.readString(Path.of("CONTRIBUTING.md")));
        room.find(); ) {
      assertThat(Path.of("src/main/java/kr/maeul", room.group(1).replace('.', '/'))).isDirectory();
    }
  }

  /** Anchors as GitHub makes them of headings. */
  private static List<String> anchors(String text) {
    List<String> anchors = new ArrayList<>();
    for (Matcher heading = HEADING.matcher(FENCE.matcher(text).replaceAll("")); heading.find(); ) {
      anchors.add(
          heading
              .group(1)
              .replaceAll("\\]\\([^)]*\\)", "")
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N}\\p{M} _-]", "")
              .strip()
              .replace(' ', '-'));
    }
    return anchors;
  }

  /** Whoever comes first reads it to the end. */
  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.ko.md"})
  void theReadmeIsShort(String readme) throws IOException {
    assertThat(Files.readString(Path.of(readme)).split("\\s+")).hasSizeLessThan(900);
  }

  /** A page that no index names is found by nobody. */
  @Test
  void theIndexNamesEveryPage() throws IOException {
    String index = Files.readString(Path.of("docs/README.md"));
    try (Stream<Path> pages = Files.list(Path.of("docs"))) {
      List<String> names =
          pages.map(p -> p.getFileName().toString()).filter(n -> n.endsWith(".md")).toList();
      assertThat(names).hasSizeGreaterThan(15);
      assertThat(names)
          .filteredOn(n -> !n.equals("README.md"))
          .allSatisfy(n -> assertThat(index).contains("](" + n + ")"))
          .as("docs/README.md");
    }
  }

  /**
   * The index of decisions is made of their first lines. {@code mvn test -Dtest=PapersTest
   * -Dmaeul.docs=write} writes it.
   */
  @Test
  void theIndexNamesEveryDecision() throws IOException {
    Map<Integer, String> rows = new TreeMap<>();
    List<String> faults = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("docs/decisions"))) {
      for (Path file : files.filter(f -> !f.endsWith("README.md")).sorted().toList()) {
        String name = file.getFileName().toString();
        Matcher title = TITLE.matcher(Files.readAllLines(file).get(0));
        if (!title.matches() || !name.startsWith("%04d-".formatted(number(title)))) {
          faults.add(name + " does not begin with \"# <its number>. <title>\"");
        } else if (rows.put(
                number(title), "| %d | [%s](%s) |\n".formatted(number(title), title.group(2), name))
            != null) {
          faults.add(name + ": the number is taken");
        }
      }
    }
    assertThat(faults).isEmpty();
    int last = rows.keySet().stream().mapToInt(n -> n).max().orElseThrow();
    StringBuilder index = new StringBuilder(DECISIONS);
    for (int n = 1; n <= last; n++) {
      index.append(rows.getOrDefault(n, "| %d | not used |\n".formatted(n)));
    }
    Path page = Path.of("docs/decisions/README.md");
    if ("write".equals(System.getProperty("maeul.docs"))) {
      Files.writeString(page, index);
    }
    assertThat(page)
        .as("mvn test -Dtest=PapersTest -Dmaeul.docs=write writes it")
        .hasContent(index.toString());
  }

  private static int number(Matcher title) {
    return Integer.parseInt(title.group(1));
  }
}
