package kr.maeul.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kr.maeul.cli.console.Console;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that was packed without a part of itself says so and does not start. */
class WholeProgramTest {
  @TempDir Path folder;

  @Test
  void theOneThatIsTestedHereIsWhole() {
    assertThatCode(WholeProgram::check).doesNotThrowAnyException();
  }

  @Test
  void everythingThatIsMissingIsToldAtOnce() throws IOException {
    Path jar = folder.resolve("half.jar");
    try (FileSystem files = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
      write(files.getPath("maeul/layers/wells.schema.json"));
      Files.createDirectories(files.getPath("maeul/profiles"));
    }
    assertThat(told(jar)).contains(jar.toString(), "온전하지", "maeul/profiles", "maeul/web");
    assertThat(told(jar)).doesNotContain("maeul/layers").contains(".dockerignore");
  }

  @Test
  void aFolderOfClassesIsAProgramToo() throws IOException {
    write(folder.resolve("maeul/profiles/garden.json"));
    write(folder.resolve("maeul/web/index.html"));
    assertThat(told(folder)).contains("maeul/layers").doesNotContain("profiles", "maeul/web");
    write(folder.resolve("maeul/layers/wells.schema.json"));
    assertThatCode(() -> WholeProgram.check(folder)).doesNotThrowAnyException();
  }

  private static void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{}");
  }

  private static String told(Path program) {
    StringWriter err = new StringWriter();
    catchThrowableOfType(WholeProgram.NotWholeException.class, () -> WholeProgram.check(program))
        .tell(new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), false));
    return err.toString();
  }
}
