package kr.maeul.backup.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import kr.maeul.db.Database;

/** The file of the embedded database. Stateless. */
public final class EmbeddedFile {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private EmbeddedFile() {}

  public static Path of(Path dataDirectory) {
    return Database.embeddedFile(dataDirectory);
  }

  /**
   * Gives it a name that no start opens, so that nobody goes on working in it.
   *
   * @param why a word for the name
   */
  static Path putAside(Path dataDirectory, String why) throws IOException {
    String name = "maeul-" + why + "-" + LocalDateTime.now().format(STAMP) + ".mv.db";
    return Files.move(of(dataDirectory), dataDirectory.resolve(name));
  }
}
