package kr.maeul.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import kr.maeul.cli.console.Console;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes, with a small program in a jar. */
class ClassArchiveTest {
  @TempDir Path folder;

  /** Makes its archive where it is not its own, and says so. */
  public static final class Program {
    private Program() {}

    public static void main(String[] args) throws IOException {
      PrintWriter out = new PrintWriter(System.out, true);
      ClassArchive archive = new ClassArchive(Path.of(args[0]), Path.of(args[1]));
      out.println("ours before: " + archive.isOurs());
      archive.refresh(new Console(out, out, false));
      out.println("ours after: " + archive.isOurs());
    }
  }

  @Test
  void isMadeOnceAndAgainForAnotherJar() throws Exception {
    Path jar = jar();
    Path archive = folder.resolve("a folder").resolve("classes.jsa");
    Files.createDirectory(archive.getParent());
    assertThat(run(jar, archive))
        .contains("ours before: false", "quicker next start", "ours after: true");
    assertThat(names(archive.getParent())).containsExactly("classes.jsa", "classes.jsa.of");
    assertThat(names(folder)).containsExactly("a folder", "program.jar");
    assertThat(run(jar, archive)).contains("ours before: true").doesNotContain("next start");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    assertThat(run(jar, archive)).contains("ours before: false", "ours after: true");
  }

  @Test
  void whereItCannotBeMadeThatIsALineAndNoMore() throws Exception {
    String said = run(jar(), folder.resolve("nowhere").resolve("classes.jsa"));
    assertThat(said).contains("ours before: false", "Could not make", "ours after: false");
    assertThat(names(folder)).containsExactly("program.jar");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  /** The classes that it takes, for archives are of jars alone. */
  private Path jar() throws IOException {
    Path jar = folder.resolve("program.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Class<?> one :
          List.of(
              Program.class, ClassArchive.class, Console.class, kr.maeul.layer.text.Text.class)) {
        String name = one.getName().replace('.', '/') + ".class";
        out.putNextEntry(new ZipEntry(name));
        try (var in = one.getClassLoader().getResourceAsStream(name)) {
          in.transferTo(out);
        }
      }
    }
    return jar;
  }

  private String run(Path jar, Path archive) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:SharedArchiveFile=" + archive,
                "-cp",
                jar.toString(),
                Program.class.getName(),
                archive.toString(),
                jar.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
