package kr.maeul.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import kr.maeul.db.Database;
import kr.maeul.media.Medium.StoredFile;
import kr.maeul.media.storage.Hashes;
import kr.maeul.media.storage.MediaStorage;
import org.jdbi.v3.core.Handle;

/**
 * Stored contents together with the rows that name them. The same content is kept once, however
 * often it is uploaded; a row in {@code maeul_media_blob} is held while it comes or goes, so that
 * nobody takes away what another has just begun to use. Safe for use by several threads and
 * instances.
 */
final class Contents {
  private final Database database;
  private final MediaStorage storage;

  Contents(Database database, MediaStorage storage) {
    this.database = database;
    this.storage = storage;
  }

  MediaRows rows(Handle handle) {
    return new MediaRows(handle, database.isPostGis());
  }

  /** Hashes, and puts what is not there yet. Nothing names it so far. */
  Map<String, StoredFile> put(Map<String, byte[]> files) throws IOException {
    Map<String, StoredFile> stored = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String hash = Hashes.sha256(file.getValue());
      storage.put(hash, file.getValue());
      stored.put(file.getKey(), new StoredFile(hash, file.getValue().length));
    }
    return stored;
  }

  /**
   * Holds contents that a row is about to name, and puts back those that were taken away since
   * {@link #put}. Always in the order of their hashes, or two might wait for each other.
   */
  void hold(MediaRows rows, Map<String, StoredFile> stored, Map<String, byte[]> files) {
    Map<String, byte[]> byHash = new TreeMap<>();
    stored.forEach((size, file) -> byHash.put(file.hash(), files.get(size)));
    byHash.forEach(
        (hash, content) -> {
          rows.hold(hash);
          try {
            if (!storage.has(hash)) {
              storage.put(hash, content);
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Takes away those that no row names. Not while holding any. */
  void dropUnused(Collection<String> hashes) {
    for (String hash : new TreeSet<>(hashes)) {
      database.inTransaction(
          tx -> {
            MediaRows rows = rows(tx.handle());
            rows.hold(hash);
            if (!rows.isUsed(hash)) {
              try {
                storage.delete(hash);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              rows.forget(hash);
            }
            return null;
          });
    }
  }

  InputStream open(String hash, long from, long length) throws IOException {
    return storage.open(hash, from, length);
  }

  byte[] read(StoredFile file) throws IOException {
    try (InputStream in = storage.open(file.hash(), 0, file.bytes())) {
      return in.readAllBytes();
    }
  }
}
