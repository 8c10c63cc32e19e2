package kr.maeul;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No room has so many files that a newcomer cannot see at once what it is for, and no class is so
 * long; a name is one class.
 */
class RoomsTest {
  private static final int MOST_FILES = 18;
  private static final int MOST_LINES = 400;

  @Test
  void noRoomIsCrowded() throws IOException {
    Map<Path, Integer> files = counted(Path::getParent);
    assertThat(files).hasSizeGreaterThan(50);
    files.values().removeIf(count -> count <= MOST_FILES);
    assertThat(files).as("rooms of more than " + MOST_FILES + " files").isEmpty();
  }

  @Test
  void noTwoClassesShareAName() throws IOException {
    Map<Path, Integer> names = counted(Path::getFileName);
    assertThat(names.remove(Path.of("package-info.java"))).isGreaterThan(50);
    names.values().removeIf(count -> count == 1);
    assertThat(names).as("names of more than one class").isEmpty();
  }

  @Test
  void noClassIsLong() throws IOException {
    Map<Path, Long> lines = new TreeMap<>();
    for (Path file : counted(f -> f).keySet()) {
      try (Stream<String> all = Files.lines(file)) {
        lines.put(file, all.count());
      }
    }
    lines.values().removeIf(count -> count <= MOST_LINES);
    assertThat(lines).as("files of more than " + MOST_LINES + " lines").isEmpty();
  }

  private static Map<Path, Integer> counted(UnaryOperator<Path> by) throws IOException {
    Map<Path, Integer> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
      all.filter(f -> f.toString().endsWith(".java"))
          .forEach(f -> files.merge(by.apply(f), 1, Integer::sum));
    }
    return files;
  }
}
