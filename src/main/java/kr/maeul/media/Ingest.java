package kr.maeul.media;

import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import kr.maeul.db.Database;
import kr.maeul.limit.Places;
import kr.maeul.media.Medium.Description;
import kr.maeul.media.Medium.StoredFile;
import kr.maeul.media.Processing.Processed;
import kr.maeul.media.file.IncomingFile;
import kr.maeul.media.file.MediaRefusedException;
import kr.maeul.media.file.MediaRefusedException.Reason;
import kr.maeul.media.storage.FolderStorage;

/** Takes files in: reads, rewrites and stores them. Safe for use by several threads. */
final class Ingest {
  private static final int ID_BYTES = 16;
  private static final long MEGABYTE = 1 << 20;

  private final SecureRandom random = new SecureRandom();

  /** Files on their way in. */
  private final Places uploads = new Places(12, 4, 60, 1);

  private final Processing processing;
  private final Database database;
  private final Contents contents;
  private final FolderStorage folder;
  private final long mostUnattachedBytes;
  private final Clock clock;

  /**
   * @param folder where uploads lie while they come in
   * @param unattachedMegabytes with more that nothing uses, no file is taken
   */
  Ingest(
      Processing processing,
      Database database,
      Contents contents,
      FolderStorage folder,
      int unattachedMegabytes,
      Clock clock) {
    this.processing = processing;
    this.database = database;
    this.contents = contents;
    this.folder = folder;
    this.mostUnattachedBytes = unattachedMegabytes * MEGABYTE;
    this.clock = clock;
  }

  /** As {@link Media#take}. */
  Media.Stored take(InputStream in, long declaredLength, Uploader uploader, String sender)
      throws IOException {
    try (Places.Place place = uploads.enter(sender).orElseThrow(MediaRefusedException::busy)) {
      refuseWhenFull();
      Processed processed;
      try (IncomingFile incoming =
          IncomingFile.take(in, declaredLength, folder.incoming(), System::nanoTime)) {
        processed = processing.read(incoming, sender);
      }
      return store(processed, uploader);
    }
  }

  private void refuseWhenFull() {
    if (database.read(h -> contents.rows(h).unattachedBytes()) > mostUnattachedBytes) {
      throw new MediaRefusedException(
          Reason.FULL,
          "올려 두고 아직 쓰지 않은 파일이 너무 많아 지금은 받을 수 없습니다. 내일 다시 올려 주세요.",
          "too many uploads wait to be used, so none can be taken now; try again tomorrow");
    }
  }

  private Media.Stored store(Processed p, Uploader uploader) throws IOException {
    Map<String, StoredFile> files = contents.put(p.files());
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    Medium medium =
        new Medium(
            HexFormat.of().formatHex(id),
            p.kind(),
            p.type(),
            p.width(),
            p.height(),
            p.duration(),
            files.values().stream().mapToLong(StoredFile::bytes).sum(),
            Description.EMPTY,
            false,
            uploader.account(),
            uploader.keyHash(),
            clock.instant(),
            null,
            files);
    database.inTransaction(
        tx -> {
          MediaRows rows = contents.rows(tx.handle());
          contents.hold(rows, files, p.files());
          rows.insert(medium);
          return null;
        });
    return new Media.Stored(medium, p.shot(), uploader.key());
  }
}
