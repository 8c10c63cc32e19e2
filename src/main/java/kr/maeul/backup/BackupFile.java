package kr.maeul.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import kr.maeul.db.table.DataTable.Column;
import kr.maeul.db.table.Rows;

/** A backup, read and found whole before anything of it is used. For one thread. */
public final class BackupFile implements AutoCloseable {
  private static final int LONGEST_NAME = 200;

  private static final byte[] ZIP_MAGIC = {'P', 'K', 3, 4};

  private final ZipFile zip;
  private final Manifest manifest;

  private BackupFile(ZipFile zip, Manifest manifest) {
    this.zip = zip;
    this.manifest = manifest;
  }

  /**
   * Opens a backup and reads all of it once.
   *
   * @throws BackupRefusedException if it is none, is damaged, or was made by a newer program
   */
  public static BackupFile open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BackupRefusedException("파일이 없습니다: " + file, "There is no such file: " + file);
    }
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw isZip(file) ? damaged(file.getFileName() + " (zip)") : noBackup(file);
    }
    try {
      BackupFile backup = new BackupFile(zip, manifest(zip));
      backup.check();
      return backup;
    } catch (IOException | IllegalArgumentException e) {
      close(zip);
      throw damaged(e.getMessage());
    } catch (RuntimeException e) {
      close(zip);
      throw e;
    }
  }

  /** Whether it begins as backups do, however it goes on. */
  private static boolean isZip(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(ZIP_MAGIC.length), ZIP_MAGIC);
    } catch (IOException e) {
      return true; // what cannot be read may be one
    }
  }

  private static BackupRefusedException noBackup(Path file) {
    String name = file.getFileName().toString();
    return new BackupRefusedException(
        "마을이야기 지도의 백업이 아닙니다(" + name + "). maeul backup으로 만든 파일을 주세요. 아무것도 바꾸지 않았습니다.",
        "This is no backup of Maeul ("
            + name
            + "); give a file that maeul backup made. Nothing was changed.");
  }

  private static void close(ZipFile zip) {
    try {
      zip.close();
    } catch (IOException e) {
      // It was only read.
    }
  }

  private static BackupRefusedException damaged(String what) {
    return new BackupRefusedException(
        "백업 파일이 온전하지 않습니다(" + what + "). 다른 백업을 쓰세요. 아무것도 바꾸지 않았습니다.",
        "The backup is damaged or cut off (" + what + "); use another one. Nothing was changed.");
  }

  private static Manifest manifest(ZipFile zip) throws IOException {
    ZipEntry entry = zip.getEntry(Manifest.NAME);
    if (entry == null) {
      throw new BackupRefusedException(
          "maeul의 백업이 아니거나 끝까지 쓰이지 않은 파일입니다.",
          "This is no backup of maeul, or one that was not finished.");
    }
    byte[] json;
    try (InputStream in = zip.getInputStream(entry)) {
      json = in.readAllBytes();
    }
    try {
      int format = Manifest.formatOf(json);
      if (format > Manifest.FORMAT) {
        throw new BackupRefusedException(
            "더 새로운 프로그램이 만든 백업입니다(형식 " + format + "). 그 프로그램으로 복원하세요.",
            "A newer program made this backup (format " + format + "); restore it with that one.");
      }
      return Manifest.read(json);
    } catch (JsonProcessingException e) {
      throw new ZipException(Manifest.NAME);
    }
  }

  private void check() throws IOException {
    Map<String, Manifest.Entry> expected = new HashMap<>(manifest.files());
    manifest.tables().forEach((name, t) -> expected.put(Manifest.entryOf(name), t.entry()));
    for (Map.Entry<String, Manifest.Entry> e : expected.entrySet()) {
      try (InputStream in = entry(e.getKey())) {
        if (!Digest.of(in).equals(e.getValue())) {
          throw new ZipException(e.getKey());
        }
      }
    }
    List<String> hashes = contents();
    for (String hash : hashes) {
      if (!Digest.of(content(hash)).equals(hash)) {
        throw new ZipException(BackupWriter.MEDIA + hash);
      }
    }
    if (hashes.size() != manifest.media()) {
      throw new ZipException(BackupWriter.MEDIA);
    }
  }

  private InputStream entry(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new FileNotFoundException(name);
    }
    return zip.getInputStream(entry);
  }

  public Manifest manifest() {
    return manifest;
  }

  /** Hashes of all contents of photos and sound. */
  public List<String> contents() {
    List<String> hashes = new ArrayList<>();
    Enumeration<? extends ZipEntry> all = zip.entries();
    while (all.hasMoreElements()) {
      String name = all.nextElement().getName();
      if (name.startsWith(BackupWriter.MEDIA)) {
        hashes.add(name.substring(BackupWriter.MEDIA.length()));
      }
    }
    return hashes;
  }

  public byte[] content(String hash) throws IOException {
    try (InputStream in = entry(BackupWriter.MEDIA + hash)) {
      return in.readAllBytes();
    }
  }

  /** Names of the files of a folder, such as {@code layers/}; they stand for no path. */
  public List<String> files(String folder) {
    return manifest.files().keySet().stream()
        .filter(name -> name.startsWith(folder))
        .map(name -> name.substring(folder.length()))
        .filter(BackupFile::isPlain)
        .sorted()
        .toList();
  }

  private static boolean isPlain(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST_NAME
        && !name.startsWith(".")
        && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || c < ' ');
  }

  public byte[] file(String name) throws IOException {
    try (InputStream in = entry(name)) {
      return in.readAllBytes();
    }
  }

  /** Reads all rows of a table. */
  public void rows(String table, Rows.Taker<RuntimeException> taker) throws IOException {
    List<Column> columns = manifest.tables().get(table).dataColumns();
    try (InputStream in = entry(Manifest.entryOf(table))) {
      JsonRows.read(in, columns, taker);
    }
  }

  @Override
  public void close() {
    close(zip);
  }
}
