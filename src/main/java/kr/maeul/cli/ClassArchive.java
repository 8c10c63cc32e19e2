package kr.maeul.cli;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import kr.maeul.cli.console.Console;
import kr.maeul.layer.file.DeclaredFiles;

/**
 * The archive of loaded classes that {@code -XX:SharedArchiveFile} names on the command line. It
 * takes a third off a start; the JVM looks by itself whether the archive is of this jar and of this
 * JVM, and does without it where it is not. So it is made here, by the running program, where there
 * is none or where it is another's: the JDK does that by itself from version 19 on, where it is
 * told to.
 */
final class ClassArchive {
  /** Beside the archive: of what it was made. */
  private static final String MARK = ".of";

  private static final String FRESH = ".new";

  private final Path archive;
  private final Path program;

  ClassArchive(Path archive, Path program) {
    this.archive = archive.toAbsolutePath();
    this.program = program;
  }

  /** The one that the command line names, where this program is a jar and is to make it. */
  static Optional<ClassArchive> named() {
    Path program = DeclaredFiles.program();
    if (!Files.isRegularFile(program)) {
      return Optional.empty();
    }
    String path = option("SharedArchiveFile");
    return path.isEmpty() || option("AutoCreateSharedArchive").equals("true")
        ? Optional.empty()
        : Optional.of(new ClassArchive(Path.of(path), program));
  }

  /** What the JVM says of an option; empty where it knows none of that name. */
  private static String option(String name) {
    try {
      return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .getVMOption(name)
          .getValue();
    } catch (IllegalArgumentException | NullPointerException e) {
      return ""; // an older JVM, or another maker's
    }
  }

  /** Whether the archive is there and was made by this jar on this JVM. */
  boolean isOurs() throws IOException {
    Path mark = beside(MARK);
    return Files.exists(archive) && Files.exists(mark) && Files.readString(mark).equals(mark());
  }

  /**
   * Makes it of the classes that are loaded by now, in a JVM of its own: some seconds of one
   * processor, and about 60 MB. One that is in use is replaced and not written to.
   *
   * @throws IOException where that cannot be done here; nothing is left behind
   */
  void make() throws IOException {
    Path fresh = beside(FRESH);
    Set<Path> othersNotes = notes();
    try {
      Files.deleteIfExists(fresh);
      ManagementFactory.getPlatformMBeanServer()
          .invoke(
              new ObjectName("com.sun.management:type=DiagnosticCommand"),
              "vmCds",
              new Object[] {new String[] {"static_dump", "\"" + fresh + "\""}},
              new String[] {String[].class.getName()});
      if (!Files.exists(fresh)) {
        throw new IOException("the JVM made none");
      }
      Files.move(fresh, archive, StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(beside(MARK), mark());
    } catch (JMException | RuntimeException e) {
      throw new IOException(e);
    } finally {
      Files.deleteIfExists(fresh);
      Files.deleteIfExists(fresh.resolveSibling(fresh.getFileName() + ".classlist"));
      for (Path note : notes()) {
        if (!othersNotes.contains(note)) {
          Files.deleteIfExists(note);
        }
      }
    }
  }

  /** What such a JVM writes about it into the folder where this program was started. */
  private static Set<Path> notes() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(""))) {
      return files
          .filter(f -> f.getFileName().toString().matches("java_pid\\d+_std(out|err)"))
          .collect(Collectors.toSet());
    }
  }

  private Path beside(String ending) {
    return archive.resolveSibling(archive.getFileName() + ending);
  }

  private String mark() throws IOException {
    return String.join(
        "\n",
        program.toAbsolutePath().toString(),
        String.valueOf(Files.size(program)),
        Files.getLastModifiedTime(program).toString(),
        System.getProperty("java.home"),
        System.getProperty("java.vm.version"));
  }

  /** Makes it where it is not this program's, and says so in a line. Never throws. */
  void refresh(Console console) {
    try {
      if (!isOurs()) {
        make();
        console.say(
            "다음 시작을 빠르게 할 파일을 만들었습니다: " + archive, "Made for a quicker next start: " + archive);
      }
    } catch (IOException e) {
      console.say(
          "다음 시작을 빠르게 할 파일은 만들지 못했습니다: " + archive + " (서비스에는 지장이 없습니다.)",
          "Could not make the file for a quicker next start: "
              + archive
              + "; the service runs all the same");
    }
  }
}
