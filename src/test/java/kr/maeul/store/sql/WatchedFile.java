package kr.maeul.store.sql;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** The file of an embedded database, of which a copy is made after every write to it. */
public final class WatchedFile extends FilePathWrapper {
  private static final String SCHEME = "watched";
  private static final List<Path> STATES = new ArrayList<>();
  private static Path into;

  /** What is done while the file is watched. */
  interface Work {
    void run() throws SQLException;
  }

  /** Opens the database of a data folder so that it can be watched. */
  static Connection connect(Path directory) throws SQLException {
    FilePath.register(new WatchedFile());
    return DriverManager.getConnection(
        "jdbc:h2:file:"
            + SCHEME
            + ":"
            + directory.toAbsolutePath().resolve("maeul")
            + ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0");
  }

  /** Data folders with the file as it was after every write: what a kill may leave. */
  static List<Path> states(Path folder, Work work) throws SQLException {
    synchronized (STATES) {
      STATES.clear();
      into = folder;
    }
    try {
      work.run();
    } finally {
      synchronized (STATES) {
        into = null;
      }
    }
    return List.copyOf(STATES);
  }

  private static void copy(Path file) throws IOException {
    synchronized (STATES) {
      if (into != null && file.toString().endsWith(".mv.db")) {
        Path state = Files.createDirectories(into.resolve("state-" + STATES.size()));
        Files.copy(file, state.resolve("maeul.mv.db"));
        STATES.add(state);
      }
    }
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Watched(getBase().open(mode), Path.of(getBase().toString()));
  }

  private static final class Watched extends FileBase {
    private final FileChannel channel;
    private final Path file;

    Watched(FileChannel channel, Path file) {
      this.channel = channel;
      this.file = file;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      return channel.read(into);
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      return channel.read(into, position);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
      int bytes = channel.write(from);
      copy(file);
      return bytes;
    }

    @Override
    public int write(ByteBuffer from, long position) throws IOException {
      int bytes = channel.write(from, position);
      copy(file);
      return bytes;
    }

    @Override
    public long position() throws IOException {
      return channel.position();
    }

    @Override
    public FileChannel position(long to) throws IOException {
      channel.position(to);
      return this;
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      channel.truncate(size);
      copy(file);
      return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
      channel.force(metaData);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return channel.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      channel.close();
    }
  }
}
