package kr.maeul.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import kr.maeul.db.Database;
import kr.maeul.exchange.DemoContent;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.store.sql.SqlFeatureStore;

/**
 * The file of an embedded database as it is after a start, which takes ten times as long as a copy:
 * made by the service itself, once for all tests of this JVM, or of a run of Maven, whichever of
 * its JVMs asks for it first.
 */
enum ReadyFile {
  /** The core tables. */
  CORE(null),
  /** The same and the empty tables of the bundled layers. */
  LAYERS(CORE),
  /** The same with the demo content. */
  DEMO(LAYERS);

  private static final String NAME = "maeul.mv.db";

  private final ReadyFile before;
  private byte[] content;

  ReadyFile(ReadyFile before) {
    this.before = before;
  }

  /** Puts it into a folder, unless there is a database already. */
  void copyTo(Path directory) {
    try {
      Path file = Files.createDirectories(directory).resolve(NAME);
      if (Files.notExists(file)) {
        Files.write(file, content());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized byte[] content() throws IOException {
    if (content == null) {
      String run = System.getProperty("maeul.test.run");
      content = run == null ? made() : ofRun(Path.of("target", "ready-databases"), run);
    }
    return content;
  }

  private byte[] ofRun(Path all, String run) throws IOException {
    Path folder = Files.createDirectories(all.resolve(run));
    Path file = folder.resolve(name());
    if (before != null) {
      before.content(); // two that wait for each other's lock would wait for ever
    }
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(name() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      if (Files.notExists(file)) {
        Path begun = Files.write(folder.resolve(name() + ".new"), made());
        Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
      }
      assert held.isValid();
      return Files.readAllBytes(file);
    }
  }

  private byte[] made() throws IOException {
    Path folder = Files.createTempDirectory("maeul-test");
    try {
      fill(folder);
      return Files.readAllBytes(folder.resolve(NAME));
    } finally {
      List<Path> left;
      try (Stream<Path> files = Files.list(folder)) {
        left = files.toList();
      }
      for (Path file : left) {
        Files.delete(file);
      }
      Files.delete(folder);
    }
  }

  private void fill(Path folder) throws IOException {
    if (before != null) {
      before.copyTo(folder);
    }
    LayerCatalog layers = new LayerFiles().readBundled().catalog();
    try (Database opened = Database.open(TestDatabase.EMBEDDED, folder)) {
      if (this != CORE) {
        try (SqlFeatureStore store = SqlFeatureStore.over(opened, layers)) {
          if (this == DEMO) {
            new DemoContent(layers, store, new CrsRegistry()).load();
          }
        }
      }
    } catch (InvalidFileException e) {
      throw new IllegalStateException(e);
    }
    try (Connection c = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("maeul"));
        Statement s = c.createStatement()) {
      s.execute("SHUTDOWN COMPACT");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
