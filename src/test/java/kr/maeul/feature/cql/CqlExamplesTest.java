package kr.maeul.feature.cql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The example filters of the standard, which are not ours to copy and stand beside the repository.
 */
class CqlExamplesTest {
  private static Path examples;

  @BeforeAll
  static void find() {
    String shared = System.getenv().getOrDefault("MAEUL_TEST_SHARED", "../shared");
    examples = Path.of(shared, "data", "cql2");
    if (!Files.isDirectory(examples)) {
      String what =
          "The example filters of CQL2 are not read: set MAEUL_TEST_SHARED (" + examples + ")";
      System.err.println(what);
      abort(what);
    }
  }

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
      Path json = examples.resolve("json").resolve(name);
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
    try (Stream<Path> all = Files.list(examples.resolve(folder))) {
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
