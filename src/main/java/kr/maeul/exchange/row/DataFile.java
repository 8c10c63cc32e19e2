package kr.maeul.exchange.row;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that can be opened more than once, because its encoding is found out before it is read.
 *
 * @param name as people know it
 * @param size bytes, or -1 where that is not known
 * @param opener opens it from the beginning
 */
public record DataFile(String name, long size, Opener opener) {

  /** Opens a file. */
  @FunctionalInterface
  public interface Opener {
    public InputStream open() throws IOException;
  }

  /**
   * A file on disk.
   *
   * @throws IOException if there is none, or it cannot be read
   */
  public static DataFile of(Path path) throws IOException {
    return new DataFile(
        path.getFileName().toString(), Files.size(path), () -> Files.newInputStream(path));
  }

  /** A file that came with the program. */
  public static DataFile of(String name, URL resource) {
    return new DataFile(name, -1, resource::openStream);
  }

  public InputStream open() throws IOException {
    return opener.open();
  }
}
