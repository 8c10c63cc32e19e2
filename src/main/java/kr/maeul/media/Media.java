package kr.maeul.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import kr.maeul.config.OwnersFile;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.db.Transaction;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.kind.MediaKind;
import kr.maeul.limit.Places;
import kr.maeul.media.Medium.Description;
import kr.maeul.media.Medium.StoredFile;
import kr.maeul.media.Processing.Processed;
import kr.maeul.media.file.IncomingFile;
import kr.maeul.media.file.MediaRefusedException;
import kr.maeul.media.file.MediaRefusedException.Reason;
import kr.maeul.media.photo.BlurRegion;
import kr.maeul.media.photo.PhotoSize;
import kr.maeul.media.photo.Shot;
import kr.maeul.media.storage.FolderStorage;
import kr.maeul.media.storage.MediaStorage;
import kr.maeul.media.storage.S3Storage;
import kr.maeul.store.FeatureStore;

/**
 * Photos and sound: taking them in, showing them to those who may see them, describing them, and
 * taking them away. Safe for use by several threads; several instances may share a database and a
 * store.
 */
public final class Media implements MediaCatalog, AutoCloseable {
  /** No upload may have more. */
  public static final long MOST_BYTES = IncomingFile.MOST_SOUND_BYTES;

  private static final int ID_BYTES = 16;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
  private static final long MEGABYTE = 1 << 20;

  private final SecureRandom random = new SecureRandom();

  /** Files on their way in. */
  private final Places uploads = new Places(12, 4, 60, 1);

  private final Processing processing = new Processing();
  private final Database database;
  private final Contents contents;
  private final MediaStorage storage;
  private final FolderStorage folder;
  private final Showings attachments;
  private final Sight sight;
  private final long mostUnattachedBytes;
  private final Clock clock;

  /**
   * A file that was taken in.
   *
   * @param shot where and when a photo says that it was taken; told here and kept nowhere
   * @param uploadKey by which somebody without an account is known again, or null
   */
  public record Stored(Medium medium, Shot shot, String uploadKey) {}

  /**
   * What is to change; null for what is to stay.
   *
   * @param blur parts of the photo that are to be unrecognisable from now on
   */
  public record Edit(
      String alt,
      String altEn,
      String credit,
      String licence,
      String transcript,
      List<BlurRegion> blur) {}

  private Media(
      Database database,
      LayerCatalog layers,
      FeatureStore store,
      FeatureStore own,
      MediaStorage storage,
      FolderStorage folder,
      int unattachedMegabytes,
      Clock clock) {
    this.database = database;
    this.storage = storage;
    this.folder = folder;
    this.contents = new Contents(database, storage);
    this.attachments = new Showings(layers, store, own);
    this.sight = new Sight(attachments);
    this.mostUnattachedBytes = unattachedMegabytes * MEGABYTE;
    this.clock = clock;
  }

  /**
   * Opens it.
   *
   * @param dataDirectory whose folder {@code media} holds photos and sound, or uploads on their way
   *     where they are kept elsewhere
   * @throws UncheckedIOException if it cannot be made
   */
  public static Media open(
      Database database,
      LayerCatalog layers,
      FeatureStore store,
      Path dataDirectory,
      Settings.Media settings,
      Clock clock) {
    return open(database, layers, store, store, dataDirectory, settings, clock);
  }

  /**
   * The same where reads are on record.
   *
   * @param store as callers see it
   * @param own for what the service has to know itself, and tells nobody
   */
  public static Media open(
      Database database,
      LayerCatalog layers,
      FeatureStore store,
      FeatureStore own,
      Path dataDirectory,
      Settings.Media settings,
      Clock clock) {
    try {
      OwnersFile.createDirectories(dataDirectory);
      FolderStorage folder = new FolderStorage(dataDirectory.resolve("media"));
      MediaStorage storage = settings.s3() == null ? folder : new S3Storage(settings.s3());
      return new Media(
          database, layers, store, own, storage, folder, settings.unattachedMegabytes(), clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes a file in. It belongs to nothing yet: name it in a feature, or {@link #keep} it, within a
   * day.
   *
   * @param declaredLength what the sender says of its length, or -1
   * @param sender account or network: who has many files on their way waits for themselves alone
   * @throws MediaRefusedException if it is not taken
   */
  public Stored take(InputStream in, long declaredLength, Uploader uploader, String sender)
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

  private Stored store(Processed p, Uploader uploader) throws IOException {
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
    return new Stored(medium, p.shot(), uploader.key());
  }

  /** What there is of that id, if the asker may see it now. */
  public Optional<Medium> find(String id, Asker asker) {
    if (!ID.matcher(id).matches()) {
      return Optional.empty();
    }
    record Found(Medium medium, boolean isKept) {}
    Optional<Found> found =
        database.read(
            h -> {
              MediaRows rows = contents.rows(h);
              return rows.find(id).map(m -> new Found(m, rows.isKept(id)));
            });
    return found.filter(f -> sight.maySee(f.medium, f.isKept, asker)).map(Found::medium);
  }

  /** A part of a file of something that {@link #find} has just given. Close the stream. */
  public InputStream open(StoredFile file, long from, long length) throws IOException {
    return contents.open(file.hash(), from, length);
  }

  /**
   * Changes what is said of it, or blurs parts of a photo. What was not blurred is gone for good.
   *
   * @return as it is then; empty where the asker sees none of that id
   * @throws MediaRefusedException if the asker may see it and not change it
   */
  public Optional<Medium> edit(String id, Edit edit, Asker asker) throws IOException {
    Optional<Medium> seen = find(id, asker);
    if (seen.isEmpty()) {
      return seen;
    }
    Sight.requireEditor(seen.get(), asker);
    boolean blurs = edit.blur() != null && !edit.blur().isEmpty();
    if (blurs && seen.get().kind() != MediaKind.PHOTO) {
      throw new MediaRefusedException(
          Reason.INVALID, "가리기(blur)는 사진에만 됩니다.", "only photos can be blurred");
    }
    StoredFile full = seen.get().files().get(PhotoSize.FULL.word());
    Processed blurred =
        blurs
            ? processing.blurred(() -> contents.read(full), edit.blur(), asker.caller().account())
            : null;
    Map<String, StoredFile> files = blurred == null ? Map.of() : contents.put(blurred.files());
    List<String> layers = attachments.layersOf(id);
    Optional<Medium> changed =
        database.inTransaction(
            tx -> {
              MediaRows rows = contents.rows(tx.handle());
              Optional<Medium> now = rows.lock(id);
              if (now.isEmpty()) {
                return now;
              }
              rows.describe(id, over(now.get().description(), edit));
              if (blurred != null) {
                if (!full.equals(now.get().files().get(PhotoSize.FULL.word()))) {
                  throw new MediaRefusedException(
                      Reason.IN_USE,
                      "그사이 다른 사람이 이 사진을 가렸습니다. 다시 불러와 이어 가세요.",
                      "somebody else blurred this photo meanwhile; load it again and go on");
                }
                contents.hold(rows, files, blurred.files());
                rows.replaceFiles(now.get(), files);
              }
              layers.forEach(layer -> database.touch(tx, layer));
              return rows.find(id);
            });
    if (blurred != null) {
      contents.dropUnused(hashes(seen.get()));
    }
    return changed;
  }

  private static Description over(Description d, Edit e) {
    return new Description(
        e.alt() == null ? d.alt() : e.alt(),
        e.altEn() == null ? d.altEn() : e.altEn(),
        e.credit() == null ? d.credit() : e.credit(),
        e.licence() == null ? d.licence() : e.licence(),
        e.transcript() == null ? d.transcript() : e.transcript());
  }

  /**
   * Takes it away at once.
   *
   * @return false where the asker sees none of that id
   * @throws MediaRefusedException if the asker may see it and not delete it, or it is in use
   */
  public boolean delete(String id, Asker asker) {
    Optional<Medium> seen = find(id, asker);
    if (seen.isEmpty()) {
      return false;
    }
    Sight.requireEditor(seen.get(), asker);
    if (!attachments.layersOf(id).isEmpty()) {
      throw new MediaRefusedException(
          Reason.IN_USE,
          "이 파일을 보여 주는 항목이 있습니다. 먼저 그 항목에서 빼세요.",
          "there is an item that shows it; take it out there first");
    }
    discard(List.of(id));
    return true;
  }

  /**
   * Takes media away at once, whoever keeps them, for somebody who withdraws what they gave. Call
   * when the transaction that ends their use has ended.
   */
  public void discard(Collection<String> ids) {
    List<String> unused = new ArrayList<>();
    for (String id : new TreeSet<>(ids)) {
      database.inTransaction(
          tx -> {
            MediaRows rows = contents.rows(tx.handle());
            rows.lock(id)
                .ifPresent(
                    m -> {
                      rows.delete(id);
                      unused.addAll(hashes(m));
                    });
            return null;
          });
    }
    contents.dropUnused(unused);
  }

  private static List<String> hashes(Medium medium) {
    return medium.files().values().stream().map(StoredFile::hash).toList();
  }

  /**
   * Whether a writer may name the media that a feature is about to name. Call in the transaction
   * that writes the feature, after its row is held: what is named is not swept away meanwhile.
   *
   * @param before the feature as it is, or null where it is new; what it names may stay
   * @return what is wrong, empty where all is well
   */
  public List<FeatureProblem> attach(
      Transaction tx, Layer layer, Feature before, Feature after, Asker asker) {
    return new Naming(contents.rows(tx.handle()), sight, clock).attach(layer, before, after, asker);
  }

  /**
   * What there still is of a feature that is put back as it once was: media that were taken away
   * since do not come back with it. Call in the transaction that writes it.
   */
  Feature putBack(Transaction tx, Layer layer, Feature wanted) {
    return new Naming(contents.rows(tx.handle()), sight, clock).putBack(layer, wanted);
  }

  /**
   * Keeps media for something that is no feature, such as a contribution that waits: they are not
   * swept away, whoever has their key sees them further on, and staff see them.
   *
   * @param holder what keeps them, such as {@code submission:…}
   * @return the ids that are not the asker's to keep; nothing is kept where there are any
   */
  public List<String> keep(Transaction tx, String holder, Collection<String> ids, Asker asker) {
    return new Naming(contents.rows(tx.handle()), sight, clock).keep(holder, ids, asker);
  }

  /** What a holder keeps. */
  public List<String> keptBy(String holder) {
    return database.read(h -> contents.rows(h).keptBy(holder));
  }

  /** Keeps them no longer. What is in no feature is swept away in time, or {@link #discard} it. */
  public void release(Transaction tx, String holder) {
    contents.rows(tx.handle()).release(holder);
  }

  /** Keeps one of them no longer. */
  public void release(Transaction tx, String holder, String id) {
    contents.rows(tx.handle()).release(id, holder);
  }

  @Override
  public Map<String, Medium> describe(Collection<String> ids) {
    List<String> wanted = ids.stream().filter(id -> ID.matcher(id).matches()).distinct().toList();
    Map<String, Medium> media = new HashMap<>();
    if (!wanted.isEmpty()) {
      database.read(h -> contents.rows(h).find(wanted)).forEach(m -> media.put(m.id(), m));
    }
    return media;
  }

  /** What takes away what nobody uses. */
  public MediaSweep sweep() {
    return new MediaSweep(database, contents, storage, folder, attachments, clock);
  }

  @Override
  public void close() {
    storage.close();
  }
}
