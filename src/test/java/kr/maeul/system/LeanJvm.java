package kr.maeul.system;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * JVMs that start in a fraction of the time: a first one runs to its end and leaves the classes
 * that it loaded as an archive, which those after it map into memory. An archive is of jars alone,
 * so folders of the class path are packed into some.
 */
final class LeanJvm {
  /** For a program that ends soon: what the better compiler would save it never earns. */
  static final List<String> OPTIONS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8");

  private final String classPath;
  private final Path archive;

  private LeanJvm(String classPath, Path archive) {
    this.classPath = classPath;
    this.archive = archive;
  }

  /**
   * Runs the rehearsal: the program with the system property {@code rehearsal} and a line break on
   * its standard input. Where it leaves no archive the JVMs are only slower.
   */
  static LeanJvm rehearsed(Path folder, Class<?> main, List<String> arguments)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    List<String> parts = new ArrayList<>();
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(part);
      parts.add(Files.isDirectory(path) ? packed(path, folder, parts.size()).toString() : part);
    }
    LeanJvm jvm =
        new LeanJvm(String.join(File.pathSeparator, parts), folder.resolve("classes.jsa"));
    List<String> command =
        jvm.command(
            List.of("-XX:ArchiveClassesAtExit=" + jvm.archive, "-Drehearsal=true"),
            main,
            arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("rehearsal.log").toFile())
            .start();
    try (OutputStream in = process.getOutputStream()) {
      in.write('\n');
    }
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(Files.readString(folder.resolve("rehearsal.log")));
    }
    return jvm;
  }

  List<String> command(Class<?> main, List<String> arguments) {
    return command(List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + archive), main, arguments);
  }

  private List<String> command(List<String> options, Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(arguments);
    return command;
  }

  private static Path packed(Path classes, Path folder, int number) throws IOException {
    Path jar = folder.resolve("classes" + number + ".jar");
    try (Stream<Path> files = Files.walk(classes);
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path file : files.skip(1).toList()) {
        boolean isFolder = Files.isDirectory(file); // Flyway looks for those
        String name = classes.relativize(file).toString().replace('\\', '/');
        out.putNextEntry(new ZipEntry(isFolder ? name + "/" : name));
        if (!isFolder) {
          Files.copy(file, out);
        }
        out.closeEntry();
      }
    }
    return jar;
  }
}
