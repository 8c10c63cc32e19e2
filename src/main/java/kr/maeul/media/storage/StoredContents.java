package kr.maeul.media.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import kr.maeul.config.Settings;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowViewMapper;

/**
 * All contents of photos and sound by their hashes, wherever they are kept, for code that carries
 * them elsewhere. Safe for use by several threads and processes.
 */
public final class StoredContents implements AutoCloseable {
  private final MediaStorage storage;

  private StoredContents(MediaStorage storage) {
    this.storage = storage;
  }

  /**
   * @param dataDirectory whose folder {@code media} holds them unless the settings name a store
   */
  public static StoredContents open(Path dataDirectory, Settings.Media settings)
      throws IOException {
    return new StoredContents(
        settings.s3() == null
            ? new FolderStorage(dataDirectory.resolve("media"))
            : new S3Storage(settings.s3()));
  }

  /**
   * The contents that rows name.
   *
   * @return hash → bytes
   */
  public static Map<String, Long> named(Handle h) {
    record Named(String hash, long bytes) {}
    RowViewMapper<Named> named =
        row -> new Named(row.getColumn("hash", String.class), row.getColumn("bytes", Long.class));
    Map<String, Long> all = new TreeMap<>();
    h.createQuery("SELECT DISTINCT \"hash\", \"bytes\" FROM \"maeul_media_file\"")
        .map(named)
        .forEach(n -> all.put(n.hash, n.bytes));
    return all;
  }

  /**
   * Reads one. Close the stream.
   *
   * @throws java.io.FileNotFoundException if there is none of that hash
   */
  public InputStream open(String hash, long bytes) throws IOException {
    return storage.open(hash, 0, bytes);
  }

  public boolean has(String hash) throws IOException {
    return storage.has(hash);
  }

  public void put(String hash, byte[] content) throws IOException {
    storage.put(hash, content);
  }

  public void delete(String hash) throws IOException {
    storage.delete(hash);
  }

  @Override
  public void close() {
    storage.close();
  }
}
