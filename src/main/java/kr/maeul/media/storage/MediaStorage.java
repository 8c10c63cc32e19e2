package kr.maeul.media.storage;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Keeps contents under their hash. What {@link #put} has returned from stays, also when the machine
 * goes down; what it has not is never seen. Safe for use by several threads and processes.
 */
public interface MediaStorage extends AutoCloseable {

  /**
   * @param hash SHA-256 of the content in hex; putting the same again changes nothing
   */
  void put(String hash, byte[] content) throws IOException;

  boolean has(String hash) throws IOException;

  /**
   * Reads a part. Close the stream.
   *
   * @param length at least 1, and not beyond the end
   * @throws java.io.FileNotFoundException if there is none of that hash
   */
  InputStream open(String hash, long from, long length) throws IOException;

  /** Does nothing where there is none. */
  void delete(String hash) throws IOException;

  /** Tells all hashes whose content was last put before a moment. */
  void list(Instant before, Consumer<String> hashes) throws IOException;

  @Override
  void close();
}
