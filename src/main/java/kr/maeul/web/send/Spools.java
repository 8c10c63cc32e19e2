package kr.maeul.web.send;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import kr.maeul.config.OwnersFile;

/**
 * The room in which answers wait until their callers have taken them: memory first, then files that
 * nobody else can open. Bounded in all and for one network, so that nobody who asks for much and
 * takes it slowly leaves no room for others. Safe for use by several threads.
 */
public final class Spools {
  private static final long MEGABYTE = 1024 * 1024;

  /** What an answer takes of the room at a time. */
  static final int PIECE_BYTES = 64 * 1024;

  private final Path folder;
  private final long memoryBytes;
  private final long diskBytes;
  private final long largestBytes;
  private final int mostAnswers;
  private final Map<String, Held> ofNetworks = new HashMap<>();
  private final Held all = new Held();

  private static final class Held {
    private long memory;
    private long disk;
    private int answers;

    private boolean isNothing() {
      return memory == 0 && disk == 0 && answers == 0;
    }
  }

  /** Where so many bytes may be put. */
  enum Place {
    MEMORY,
    DISK
  }

  /**
   * @param folder for files; made where it is first needed
   */
  public Spools(Path folder) {
    this(folder, 48 * MEGABYTE, 1024 * MEGABYTE, 256 * MEGABYTE, 2_000);
  }

  /**
   * @param memoryBytes the most in memory, in all; a third of it of one network
   * @param diskBytes the most in files, in all; a third of it of one network
   * @param largestBytes the most of one answer
   * @param mostAnswers the most at once; a tenth of them of one network
   */
  public Spools(Path folder, long memoryBytes, long diskBytes, long largestBytes, int mostAnswers) {
    this.folder = folder;
    this.memoryBytes = memoryBytes;
    this.diskBytes = diskBytes;
    this.largestBytes = largestBytes;
    this.mostAnswers = mostAnswers;
  }

  /** A place for an answer to somebody of a network, empty at first. */
  public Spool open(String network) {
    return new Spool(this, network);
  }

  /**
   * Takes room for a piece.
   *
   * @param before bytes that the answer has already
   * @throws NoRoomException if there is none
   */
  synchronized Place take(String network, long before, int bytes) {
    if (before + bytes > largestBytes) {
      throw new NoRoomException(NoRoomException.Why.TOO_LARGE);
    }
    Held theirs = ofNetworks.computeIfAbsent(network, n -> new Held());
    if (fits(all.memory, theirs.memory, bytes, memoryBytes)) {
      all.memory += bytes;
      theirs.memory += bytes;
      return Place.MEMORY;
    }
    if (fits(all.disk, theirs.disk, bytes, diskBytes)) {
      all.disk += bytes;
      theirs.disk += bytes;
      return Place.DISK;
    }
    forget(network, theirs);
    throw new NoRoomException(
        all.disk + bytes > diskBytes ? NoRoomException.Why.FULL : NoRoomException.Why.CROWDED);
  }

  private static boolean fits(long all, long theirs, int bytes, long most) {
    return all + bytes <= most && theirs + bytes <= most / 3;
  }

  synchronized void give(String network, long memory, long disk) {
    if (memory + disk == 0) {
      return;
    }
    Held theirs = ofNetworks.get(network);
    all.memory -= memory;
    all.disk -= disk;
    theirs.memory -= memory;
    theirs.disk -= disk;
    forget(network, theirs);
  }

  private void forget(String network, Held theirs) {
    if (theirs.isNothing()) {
      ofNetworks.remove(network);
    }
  }

  /**
   * Counts an answer that is being sent without a thread; {@link #sent} once it is.
   *
   * @throws NoRoomException if there are too many
   */
  synchronized void sending(String network) {
    Held theirs = ofNetworks.computeIfAbsent(network, n -> new Held());
    if (all.answers >= mostAnswers || theirs.answers >= mostAnswers / 10) {
      boolean isFull = all.answers >= mostAnswers;
      forget(network, theirs);
      throw new NoRoomException(isFull ? NoRoomException.Why.FULL : NoRoomException.Why.CROWDED);
    }
    all.answers++;
    theirs.answers++;
  }

  synchronized void sent(String network) {
    Held theirs = ofNetworks.get(network);
    all.answers--;
    theirs.answers--;
    forget(network, theirs);
  }

  /** Whether a network has an answer still to take. */
  public synchronized boolean isTaking(String network) {
    Held theirs = ofNetworks.get(network);
    return theirs != null && theirs.answers > 0;
  }

  /** Bytes in memory and in files, all together. */
  synchronized long heldBytes() {
    return all.memory + all.disk;
  }

  /** A new file without a name, gone with the process whatever becomes of it. */
  FileChannel file() throws IOException {
    OwnersFile.createDirectories(folder);
    Path file = Files.createTempFile(folder, "answer", ".part");
    // Where open files can be deleted it is gone from the folder at once.
    return FileChannel.open(
        file,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
