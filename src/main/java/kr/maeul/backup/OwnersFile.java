package kr.maeul.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders that nobody but the service's user may read: personal data are in them. */
public final class OwnersFile {
  private OwnersFile() {}

  /** A new file. Close the stream. */
  public static OutputStream create(Path path) throws IOException {
    return Channels.newOutputStream(
        Files.newByteChannel(
            path,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            attributes(path, "rw-------")));
  }

  /** A folder, unless it is there. */
  static void createDirectories(Path path) throws IOException {
    Files.createDirectories(path, attributes(path, "rwx------"));
  }

  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    boolean isPosix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return isPosix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
