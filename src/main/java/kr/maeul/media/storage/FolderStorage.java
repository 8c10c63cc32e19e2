package kr.maeul.media.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kr.maeul.config.OwnersFile;
import org.apache.commons.io.input.BoundedInputStream;

/**
 * Contents as files: {@code ab/cd/abcd…}. A file is written elsewhere, forced to the disk, and then
 * moved to its name in one step.
 */
public final class FolderStorage implements MediaStorage {
  private static final int PIECE_BYTES = 64 * 1024;
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final String INCOMING = "incoming";

  private final Path folder;

  public FolderStorage(Path folder) throws IOException {
    this.folder = folder;
    OwnersFile.createDirectories(folder);
    OwnersFile.createDirectories(incoming());
  }

  /** Where uploads wait to be looked at; nothing in it is served. */
  public Path incoming() {
    return folder.resolve(INCOMING);
  }

  @Override
  public void put(String hash, byte[] content) throws IOException {
    Path file = file(hash);
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now())); // new to the sweep
      return;
    } catch (NoSuchFileException e) {
      // not there, or not any more
    }
    Path parts = Files.createTempFile(incoming(), "put", ".part");
    try {
      try (FileChannel out = FileChannel.open(parts, StandardOpenOption.WRITE)) {
        int written = 0;
        while (written < content.length) { // by pieces, as they are read
          int piece = Math.min(PIECE_BYTES, content.length - written);
          written += out.write(ByteBuffer.wrap(content, written, piece));
        }
        out.force(true);
      }
      createFolders(file.getParent());
      Files.move(parts, file, StandardCopyOption.ATOMIC_MOVE);
      force(file.getParent());
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(parts);
      throw e;
    }
  }

  private void createFolders(Path fanOut) throws IOException {
    for (Path each : new Path[] {fanOut.getParent(), fanOut}) {
      try {
        OwnersFile.createDirectory(each);
        force(each.getParent());
      } catch (FileAlreadyExistsException e) {
        // made before
      }
    }
  }

  /** So that the name is on the disk as well. Not every system can. */
  private static void force(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows: a directory cannot be opened
    }
  }

  @Override
  public boolean has(String hash) {
    return Files.exists(file(hash));
  }

  @Override
  public InputStream open(String hash, long from, long length) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(file(hash), StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw new FileNotFoundException(hash);
    }
    try {
      channel.position(from);
      return BoundedInputStream.builder()
          .setInputStream(Channels.newInputStream(channel))
          .setMaxCount(length)
          .get();
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void delete(String hash) throws IOException {
    Files.deleteIfExists(file(hash));
  }

  @Override
  public void list(Instant before, Consumer<String> hashes) throws IOException {
    try (Stream<Path> files = Files.walk(folder, 3)) {
      files
          .filter(f -> HASH.matcher(f.getFileName().toString()).matches())
          .filter(f -> isOlder(f, before))
          .forEach(f -> hashes.accept(f.getFileName().toString()));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Takes away what uploads that ended with the machine have left. */
  public void sweepIncoming(Instant before) throws IOException {
    try (Stream<Path> files = Files.list(incoming())) {
      for (Path file : files.filter(f -> isOlder(f, before)).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static boolean isOlder(Path file, Instant before) {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      return is.isRegularFile() && is.lastModifiedTime().toInstant().isBefore(before);
    } catch (IOException e) {
      return false; // gone by now
    }
  }

  private Path file(String hash) {
    if (!HASH.matcher(hash).matches()) {
      throw new IllegalArgumentException("no hash");
    }
    return folder.resolve(hash.substring(0, 2)).resolve(hash.substring(2, 4)).resolve(hash);
  }

  @Override
  public void close() {}
}
