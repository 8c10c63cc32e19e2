package kr.maeul.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a running service gives its backup to {@code maeul backup} on the same machine, since the
 * embedded database serves one process: a socket in the data folder that only the service's user
 * can use. What comes through it is a backup, whole if {@link BackupFile#open} finds it so.
 */
public final class BackupDoor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackupDoor.class);
  private static final String NAME = "backup.sock";
  private static final String OWNER_ONLY = "rw-------";
  private static final int BUFFER_BYTES = 1 << 16;

  private final ServerSocketChannel channel;
  private final Path file;
  private final Writes backup;

  /** Writes a backup. */
  public interface Writes {
    void to(OutputStream out) throws IOException;
  }

  private BackupDoor(ServerSocketChannel channel, Path file, Writes backup) {
    this.channel = channel;
    this.file = file;
    this.backup = backup;
  }

  /**
   * Opens the door; one that an ended process left is replaced. Where the system has no such
   * sockets or the folder's name is too long for one, there is none, and the log says so.
   */
  public static Optional<BackupDoor> open(Path dataDirectory, Writes backup) {
    Path file = dataDirectory.toAbsolutePath().normalize().resolve(NAME);
    try {
      Files.deleteIfExists(file);
      ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.bind(UnixDomainSocketAddress.of(file));
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(OWNER_ONLY));
        }
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
      BackupDoor door = new BackupDoor(channel, file, backup);
      Thread thread = new Thread(door::answer, "backup");
      thread.setDaemon(true);
      thread.start();
      return Optional.of(door);
    } catch (IOException | UnsupportedOperationException e) {
      LOG.warn("maeul backup can be used only while the service is stopped: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private void answer() {
    while (channel.isOpen()) {
      try (SocketChannel caller = channel.accept();
          OutputStream out =
              new BufferedOutputStream(Channels.newOutputStream(caller), BUFFER_BYTES)) {
        backup.to(out);
      } catch (AsynchronousCloseException e) {
        return;
      } catch (IOException | RuntimeException e) { // the caller sees that it is not whole
        LOG.warn("a backup was not finished", e);
      }
    }
  }

  /**
   * Asks the service that runs on a data folder.
   *
   * @return false where none does
   */
  public static boolean ask(Path dataDirectory, OutputStream into) throws IOException {
    Path file = dataDirectory.toAbsolutePath().normalize().resolve(NAME);
    if (!Files.exists(file)) {
      return false;
    }
    SocketChannel service;
    try {
      service = SocketChannel.open(UnixDomainSocketAddress.of(file));
    } catch (IOException e) {
      return false; // left by one that was killed
    }
    try (service;
        InputStream in = Channels.newInputStream(service)) {
      in.transferTo(into);
    }
    return true;
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("the socket for backups is still there: {}", e.getMessage());
    }
  }
}
