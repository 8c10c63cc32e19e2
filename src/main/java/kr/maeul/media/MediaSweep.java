package kr.maeul.media;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kr.maeul.db.Database;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.media.storage.FolderStorage;
import kr.maeul.media.storage.MediaStorage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes away what belongs to nothing: uploads that were never used, media whose feature is gone for
 * so long that it cannot be restored, and contents without a row. Several instances may do so at
 * once, and while others upload and write.
 */
public final class MediaSweep {
  /** How long somebody may take between uploading a photo and saving the story. */
  private static final Duration UNUSED = Duration.ofHours(24);

  /** A deleted feature stays in the bin for 30 days. */
  private static final Duration OUT_OF_USE = Duration.ofDays(31);

  /** Contents this young may be about to get their row. */
  private static final Duration SETTLING = Duration.ofHours(1);

  private static final int BATCH = 200;

  private final Logger log = LoggerFactory.getLogger(MediaSweep.class);
  private final Database database;
  private final Contents contents;
  private final MediaStorage storage;
  private final FolderStorage folder;
  private final Showings attachments;
  private final Clock clock;

  MediaSweep(
      Database database,
      Contents contents,
      MediaStorage storage,
      FolderStorage folder,
      Showings attachments,
      Clock clock) {
    this.database = database;
    this.contents = contents;
    this.storage = storage;
    this.folder = folder;
    this.attachments = attachments;
    this.clock = clock;
  }

  /**
   * Sweeps once.
   *
   * @throws IOException if the storage fails; the next sweep goes on
   */
  public void run() throws IOException {
    Instant now = clock.instant();
    int media = 0;
    String after = "";
    while (true) {
      String from = after;
      List<String> ids =
          database.read(
              h ->
                  contents
                      .rows(h)
                      .candidates(now.minus(UNUSED), now.minus(OUT_OF_USE), from, BATCH));
      for (String id : ids) {
        media += sweep(id, now) ? 1 : 0;
        after = id;
      }
      if (ids.size() < BATCH) {
        break;
      }
    }
    List<String> old = new ArrayList<>();
    storage.list(now.minus(SETTLING), old::add);
    old.removeIf(hash -> database.read(h -> contents.rows(h).isUsed(hash)));
    contents.dropUnused(old);
    folder.sweepIncoming(now.minus(SETTLING));
    if (media > 0 || !old.isEmpty()) {
      log.info("swept media={} contents={}", media, old.size());
    }
  }

  /** Anyone who names it in a feature holds its row first, so the two never cross. */
  private boolean sweep(String id, Instant now) {
    List<String> hashes = new ArrayList<>();
    try {
      database.inTransaction(
          tx -> {
            MediaRows rows = contents.rows(tx.handle());
            Optional<Medium> medium = rows.lock(id).filter(m -> isDue(m, now) && !rows.isKept(id));
            if (medium.isEmpty()) {
              return null;
            }
            if (attachments.layersOf(id).isEmpty()) {
              rows.delete(id);
              medium.get().files().values().forEach(f -> hashes.add(f.hash()));
            } else {
              rows.attached(id, now);
            }
            return null;
          });
    } catch (DatabaseException e) {
      log.warn("one upload could not be swept; the next sweep tries again", e);
      return false;
    }
    contents.dropUnused(hashes);
    return !hashes.isEmpty();
  }

  private static boolean isDue(Medium medium, Instant now) {
    return medium.attached() == null
        ? medium.uploaded().isBefore(now.minus(UNUSED))
        : medium.attached().isBefore(now.minus(OUT_OF_USE));
  }
}
