package kr.maeul.feature.cql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import kr.maeul.feature.cql.parse.Cql;
import kr.maeul.feature.cql.parse.CqlException;
import kr.maeul.feature.cql.parse.CqlLanguage;
import kr.maeul.parts.Part;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The example filters of the standard, which are not ours to copy and stand beside the repository.
 */
@Tag("cql-examples")
class CqlExamplesTest {
  private static final Path EXAMPLES = Part.shared().resolve("data/cql2");

  @Test
  void everyTextIsRead() {
    List<Path> files = files("text", ".txt");
    assertThat(files).hasSizeGreaterThanOrEqualTo(120);
    for (Path file : files) {
      Cql tree = parse(CqlLanguage.TEXT, file);
      assertThat(read(CqlLanguage.TEXT, CqlWriter.text(tree))).as("%s", file).isEqualTo(tree);
      assertThat(read(CqlLanguage.JSON, CqlWriter.json(tree))).as("%s", file).isEqualTo(tree);
    }
  }

  @Test
  void everyJsonIsRead() {
    List<Path> files = files("json", ".json");
    assertThat(files).hasSizeGreaterThanOrEqualTo(109);
    for (Path file : files) {
      Cql tree = parse(CqlLanguage.JSON, file);
      assertThat(read(CqlLanguage.TEXT, CqlWriter.text(tree))).as("%s", file).isEqualTo(tree);
    }
  }

  @Test
  void textAndJsonOfAnExampleAreTheSameTree() {
    int pairs = 0;
    for (Path text : files("text", ".txt")) {
      String name = text.getFileName().toString().replaceFirst("(-alt\\d+)?\\.txt$", ".json");
      Path json = EXAMPLES.resolve("json").resolve(name);
      if (Files.exists(json)) {
        pairs++;
        assertThat(parse(CqlLanguage.TEXT, text))
            .as("%s and %s", text, json)
            .isEqualTo(parse(CqlLanguage.JSON, json));
      }
    }
    assertThat(pairs).isGreaterThanOrEqualTo(109);
  }

  private static List<Path> files(String folder, String suffix) {
    try (Stream<Path> all = Files.list(EXAMPLES.resolve(folder))) {
      return all.filter(f -> f.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Cql parse(CqlLanguage language, Path file) {
    try {
      return read(language, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Cql read(CqlLanguage language, String filter) {
    try {
      return language.parse(filter).root();
    } catch (CqlException e) {
      return fail(filter + "\n" + e.message(), e);
    }
  }
}
