package kr.maeul.backup.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kr.maeul.backup.BackupFile;
import kr.maeul.backup.BackupRefusedException;
import kr.maeul.backup.BackupWriter;
import kr.maeul.backup.KeyGuard;
import kr.maeul.backup.Manifest;
import kr.maeul.config.OwnersFile;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.db.table.DataTable.Column;
import kr.maeul.db.table.Rows;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.media.storage.FolderMark;
import kr.maeul.media.storage.StoredContents;
import kr.maeul.vault.Vault;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a backup where the settings say, all of it or nothing: until the database has it, what was
 * put elsewhere is taken away again when something fails. For one thread.
 */
public final class Restore {
  private static final Logger LOG = LoggerFactory.getLogger(Restore.class);

  private final BackupFile backup;
  private final Manifest manifest;
  private final Settings settings;
  private final LayerFilling filling;
  private final Path keyFile;
  private final boolean isWithoutKey;
  private final Deque<Undo> undo = new ArrayDeque<>();

  private interface Undo {
    void run() throws IOException;
  }

  /**
   * What was done.
   *
   * @param rows by table
   * @param media contents of photos and sound
   * @param files where layer files and profiles were put
   * @param kept files of the backup that were left out, as there is another of the same name
   * @param key where the key was put, or null where it was there
   * @param missing contents of photos and sound that rows name, and that are nowhere
   * @param damaged the database that was there and did not open, under its new name, or null
   */
  public record Done(
      Map<String, Long> rows,
      int media,
      List<Path> files,
      List<Path> kept,
      Path key,
      long missing,
      Path damaged) {}

  /**
   * @param keyFile with the key that the backup's contacts are sealed by; null to look for it
   * @param isWithoutKey whether it is lost, and with it all that it opens
   */
  public Restore(
      BackupFile backup,
      Settings settings,
      LayerFilling filling,
      Path keyFile,
      boolean isWithoutKey) {
    this.backup = backup;
    this.manifest = backup.manifest();
    this.settings = settings;
    this.filling = filling;
    this.keyFile = keyFile;
    this.isWithoutKey = isWithoutKey;
  }

  /**
   * Does it.
   *
   * @throws BackupRefusedException if the target is in use, or the key or the program does not fit
   * @throws kr.maeul.db.request.DatabaseException if the database fails or does not take it
   */
  public Done run() throws IOException {
    Path data = settings.dataDirectory();
    OwnersFile.createDirectories(data);
    Optional<Vault> key = isWithoutKey ? Optional.empty() : RestoreKey.find(this::keys, manifest);
    List<Path> files = new ArrayList<>();
    List<Path> kept = new ArrayList<>();
    try (RestoreTarget target =
            RestoreTarget.open(settings, manifest.schema(), RestoreTarget.Deed.RESTORE);
        StoredContents contents = StoredContents.open(data, settings.media())) {
      LayerCatalog layers = layers();
      int media = putMedia(contents);
      Path keyPut = key.isPresent() ? putKey(key.get()) : null;
      putFiles(BackupWriter.LAYERS, folder(settings.layersDirectory(), "layers"), files, kept);
      putFiles(
          BackupWriter.PROFILES, folder(settings.profilesDirectory(), "profiles"), files, kept);
      Map<String, Long> rows =
          new TableCopier(target.database(), filling, layers, source()).run(this::afterwards);
      long missing = missing(target.database(), contents);
      FolderMark.claim(target.database(), data, settings.media());
      Path damaged = target.accept();
      return new Done(rows, media, List.copyOf(files), List.copyOf(kept), keyPut, missing, damaged);
    } catch (IOException | RuntimeException e) {
      undo();
      throw e;
    }
  }

  private void undo() {
    while (!undo.isEmpty()) {
      try {
        undo.pop().run();
      } catch (IOException e) {
        LOG.warn("what was put there cannot be taken away again: {}", e.getMessage());
      }
    }
  }

  private RestoreKey.Places keys() {
    return new RestoreKey.Places(keyFile, settings.review().secretKey(), settings.dataDirectory());
  }

  private Path folder(Path set, String otherwise) {
    return set == null ? settings.dataDirectory().resolve(otherwise) : set;
  }

  /** The layers that come with the program, over them the backup's, and over them those here. */
  private LayerCatalog layers() throws IOException {
    LayerFiles files = new LayerFiles().readBundled();
    Path unpacked = Files.createTempDirectory(settings.dataDirectory(), "layers-");
    try {
      for (String name : backup.files(BackupWriter.LAYERS)) {
        Files.write(unpacked.resolve(name), backup.file(BackupWriter.LAYERS + name));
      }
      files.read(unpacked);
    } finally {
      RestoreTarget.deleteFolder(unpacked);
    }
    Path here = folder(settings.layersDirectory(), "layers");
    return (Files.isDirectory(here) ? files.read(here) : files).catalog();
  }

  private int putMedia(StoredContents contents) throws IOException {
    List<String> hashes = backup.contents();
    for (String hash : hashes) {
      if (!contents.has(hash)) {
        contents.put(hash, backup.content(hash));
        undo.push(() -> contents.delete(hash));
      }
    }
    return hashes.size();
  }

  private static long missing(Database database, StoredContents contents) throws IOException {
    long missing = 0;
    for (String hash : database.read(StoredContents::named).keySet()) {
      missing += contents.has(hash) ? 0 : 1;
    }
    return missing;
  }

  private Path putKey(Vault key) throws IOException {
    Path file = Vault.file(settings.dataDirectory());
    if (settings.review().secretKey() != null) {
      return null;
    }
    if (Files.exists(file)) {
      if (Vault.read(file).check().equals(key.check())) {
        return null;
      }
      // Of a service that was started here and in which nobody has worked.
      Path aside = file.resolveSibling(file.getFileName() + "." + System.nanoTime() + ".old");
      Files.move(file, aside);
      undo.push(() -> Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING));
    }
    key.save(file);
    undo.push(() -> Files.deleteIfExists(file));
    return file;
  }

  private void putFiles(String entries, Path folder, List<Path> put, List<Path> kept)
      throws IOException {
    for (String name : backup.files(entries)) {
      byte[] content = backup.file(entries + name);
      Path file = folder.resolve(name);
      if (!Files.exists(file)) {
        if (!Files.exists(folder)) {
          OwnersFile.createDirectories(folder);
        }
        undo.push(() -> Files.deleteIfExists(file));
        Files.write(file, content);
        put.add(file);
      } else if (!Arrays.equals(Files.readAllBytes(file), content)) {
        kept.add(file);
      }
    }
  }

  private SourceTables source() {
    Map<String, List<Column>> tables = new HashMap<>();
    manifest.tables().forEach((name, table) -> tables.put(name, table.dataColumns()));
    return new SourceTables() {
      @Override
      public Map<String, List<Column>> tables() {
        return new TreeMap<>(tables);
      }

      @Override
      public void rows(String table, Rows.Taker<RuntimeException> taker) throws IOException {
        backup.rows(table, taker);
      }
    };
  }

  private void afterwards(Handle h) {
    if (isWithoutKey) {
      KeyGuard.forget(h);
    }
  }
}
