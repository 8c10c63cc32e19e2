package kr.maeul.config;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files and folders that nobody but the service's user may read: personal data are in them. Where
 * the file system knows no such permissions (Windows), they are as their parent has it.
 */
public final class OwnersFile {
  private static final Logger LOG = LoggerFactory.getLogger(OwnersFile.class);
  private static final String FILE = "rw-------";
  private static final String FOLDER = "rwx------";

  private OwnersFile() {}

  /** A new file. Close the stream. */
  public static OutputStream create(Path path) throws IOException {
    return Channels.newOutputStream(
        Files.newByteChannel(
            path,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            attributes(path, FILE)));
  }

  /** A folder; one that is there already is taken away from everyone else. */
  public static void createDirectories(Path path) throws IOException {
    Files.createDirectories(path, attributes(path, FOLDER));
    keep(path, FOLDER);
  }

  /**
   * One new folder.
   *
   * @throws java.nio.file.FileAlreadyExistsException if it is there
   */
  public static void createDirectory(Path path) throws IOException {
    Files.createDirectory(path, attributes(path, FOLDER));
  }

  /** Takes a file that another library made away from everyone else. */
  public static void keep(Path file) {
    if (Files.exists(file)) {
      keep(file, FILE);
    }
  }

  /** What is not ours to change stays as it is, which is reported: somebody chose it. */
  private static void keep(Path path, String permissions) {
    if (!isPosix(path)) {
      return;
    }
    Set<PosixFilePermission> wanted = PosixFilePermissions.fromString(permissions);
    try {
      if (!wanted.containsAll(Files.getPosixFilePermissions(path))) {
        Files.setPosixFilePermissions(path, wanted);
      }
    } catch (IOException e) {
      LOG.warn(
          "읽기 권한이 다른 사용자에게도 있고, 여기서 바꿀 수 없습니다: {} / Others may read it, and it is not ours to change: {}",
          path,
          path);
    }
  }

  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
