package kr.maeul.backup;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.db.table.DataTable;
import kr.maeul.db.table.Rows;
import kr.maeul.db.table.Tables;
import kr.maeul.media.storage.StoredContents;
import kr.maeul.vault.Vault;
import org.jdbi.v3.core.Handle;

/**
 * Writes a backup while the service goes on: all tables as of one moment, and every photo and
 * recording that they name. Nothing is held in memory but the hashes of contents. Safe for use by
 * several threads.
 */
public final class BackupWriter {
  static final String MEDIA = "media/";
  public static final String LAYERS = "layers/";
  public static final String PROFILES = "profiles/";
  static final String SETTINGS = "settings.env";

  /** How often contents may vanish between a moment and the next look at the store. */
  private static final int MOMENTS = 5;

  private final Database database;
  private final Settings settings;
  private final String program;
  private final Clock clock;

  public BackupWriter(Database database, Settings settings, String program, Clock clock) {
    this.database = database;
    this.settings = settings;
    this.program = program;
    this.clock = clock;
  }

  /**
   * Writes it. The stream stays open.
   *
   * @return what stands in it
   * @throws IOException if it cannot be written; what was written so far is then no backup
   */
  public Manifest write(OutputStream out) throws IOException {
    return write(out, true);
  }

  /** The same without photos and sound, for anyone who has these anyhow. */
  Manifest writeWithoutMedia(OutputStream out) throws IOException {
    return write(out, false);
  }

  private Manifest write(OutputStream out, boolean withMedia) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    try (StoredContents contents =
        StoredContents.open(settings.dataDirectory(), settings.media())) {
      Parts parts = new Parts(zip, withMedia ? contents : null);
      // Most contents before the moment: what is taken away while they are read is then not missed.
      parts.copy(database.read(StoredContents::named));
      boolean isWhole = false;
      for (int moment = 1; !isWhole; moment++) {
        boolean isLast = moment == MOMENTS;
        isWhole = database.ofOneMoment(h -> parts.tables(h, isLast));
      }
      parts.folder(settings.layersDirectory(), LAYERS);
      parts.folder(settings.profilesDirectory(), PROFILES);
      parts.settings();
      Manifest manifest = parts.manifest();
      zip.putNextEntry(new ZipEntry(Manifest.NAME));
      zip.write(manifest.toJson());
      zip.closeEntry();
      zip.finish();
      return manifest;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Of one backup. */
  private final class Parts {
    private final ZipOutputStream zip;
    private final StoredContents contents;
    private final Set<String> copied = new HashSet<>();
    private final Map<String, Manifest.Table> tables = new LinkedHashMap<>();
    private final Map<String, Manifest.Entry> files = new TreeMap<>();
    private List<String> lost = List.of();
    private String created;
    private String keyCheck;

    /**
     * @param contents photos and sound, or null to leave them out
     */
    Parts(ZipOutputStream zip, StoredContents contents) {
      this.zip = zip;
      this.contents = contents;
    }

    /**
     * Copies those that are not copied yet.
     *
     * @return those that are not there
     */
    Set<String> copy(Map<String, Long> named) throws IOException {
      Set<String> missing = new TreeSet<>();
      if (contents == null) {
        return missing;
      }
      zip.setLevel(Deflater.NO_COMPRESSION);
      for (Map.Entry<String, Long> e : named.entrySet()) {
        if (copied.contains(e.getKey())) {
          continue;
        }
        Optional<byte[]> content = content(e.getKey(), e.getValue());
        if (content.isEmpty()) {
          missing.add(e.getKey());
          continue;
        }
        zip.putNextEntry(new ZipEntry(MEDIA + e.getKey()));
        zip.write(content.get());
        zip.closeEntry();
        copied.add(e.getKey());
      }
      zip.setLevel(Deflater.DEFAULT_COMPRESSION);
      return missing;
    }

    /** Empty too where it is not what its hash says. */
    private Optional<byte[]> content(String hash, long bytes) throws IOException {
      try (InputStream in = contents.open(hash, bytes)) {
        byte[] content = in.readAllBytes();
        return Digest.of(content).equals(hash) ? Optional.of(content) : Optional.empty();
      } catch (FileNotFoundException e) {
        return Optional.empty();
      }
    }

    /**
     * Writes all tables.
     *
     * @return false where nothing was written, as contents have been taken away since the moment
     */
    boolean tables(Handle h, boolean isLastTry) {
      try {
        // On both databases the moment is that of the first statement.
        Set<String> missing = copy(StoredContents.named(h));
        if (!missing.isEmpty()) {
          Set<String> still = database.read(StoredContents::named).keySet();
          if (!isLastTry && !still.containsAll(missing)) {
            return false;
          }
          lost = List.copyOf(missing);
        }
        created = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        keyCheck = KeyGuard.known(h).or(this::presentKey).orElse(null);
        for (DataTable table :
            new Tables(h, database.isPostGis(), ExcludedTables::fromBackups).all()) {
          write(h, table);
        }
        return true;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Optional<String> presentKey() {
      return Vault.find(settings.review().secretKey(), settings.dataDirectory()).map(Vault::check);
    }

    private void write(Handle h, DataTable table) throws IOException {
      zip.putNextEntry(new ZipEntry(Manifest.entryOf(table.name())));
      Digest digest = new Digest(zip);
      long rows;
      try (JsonRows.Writer writer = new JsonRows.Writer(digest, table.columns())) {
        new Rows(h, database.isPostGis()).<IOException>read(table, writer::write);
        rows = writer.rows();
      }
      zip.closeEntry();
      List<Manifest.Column> columns = new ArrayList<>();
      table.columns().forEach(c -> columns.add(new Manifest.Column(c.name(), c.kind().word())));
      tables.put(table.name(), new Manifest.Table(rows, columns, digest.entry()));
    }

    /** The declarations in a folder of the settings. */
    void folder(Path folder, String entries) throws IOException {
      if (folder == null) {
        return;
      }
      try (Stream<Path> all = Files.list(folder)) {
        for (Path file : all.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
          file(entries + file.getFileName(), Files.readAllBytes(file));
        }
      }
    }

    void settings() throws IOException {
      StringBuilder lines = new StringBuilder();
      new TreeMap<>(settings.given())
          .forEach((name, value) -> lines.append(name).append('=').append(value).append('\n'));
      file(SETTINGS, lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void file(String name, byte[] content) throws IOException {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.closeEntry();
      files.put(name, new Manifest.Entry(content.length, Digest.of(content)));
    }

    Manifest manifest() {
      return new Manifest(
          Manifest.FORMAT,
          program,
          database.schemaVersion(),
          database.isPostGis() ? "postgis" : "embedded",
          created,
          keyCheck,
          tables,
          files,
          copied.size(),
          lost);
    }
  }
}
