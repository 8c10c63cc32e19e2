package kr.maeul.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kr.maeul.config.OwnersFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Backups that the service makes of its embedded database by itself, into {@code backups} of the
 * data folder: one a day, the newest few kept. They are backups as {@code maeul backup} writes
 * them, but for the photos and sound, which lie beside them anyhow. They help when the file of the
 * database is damaged, not when the disk is.
 */
public final class DailyBackups {
  private static final Logger LOG = LoggerFactory.getLogger(DailyBackups.class);

  /** How many there are at most. */
  static final int KEPT = 3;

  /** Less than a day: a computer that is switched on each morning is not always on at noon. */
  static final Duration EVERY = Duration.ofHours(20);

  private static final int BUFFER_BYTES = 1 << 16;
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
  private static final String PREFIX = "daily-";
  private static final String SUFFIX = ".zip";
  private static final String UNFINISHED = ".part";

  private final BackupWriter writer;
  private final Path folder;
  private final Clock clock;

  public DailyBackups(BackupWriter writer, Path dataDirectory, Clock clock) {
    this.writer = writer;
    this.folder = folder(dataDirectory);
    this.clock = clock;
  }

  private static Path folder(Path dataDirectory) {
    return dataDirectory.resolve("backups");
  }

  /**
   * Makes one unless the newest is younger than a day, and takes those away that are too many.
   *
   * @return the one made
   */
  public Optional<Path> makeIfDue() throws IOException {
    Instant now = clock.instant();
    Optional<Path> newest = all(folder).stream().findFirst();
    if (newest.isPresent()
        && Files.getLastModifiedTime(newest.get()).toInstant().plus(EVERY).isAfter(now)) {
      return Optional.empty();
    }
    OwnersFile.createDirectories(folder);
    String stamp = STAMP.format(now.atZone(ZoneId.systemDefault()));
    Path file = folder.resolve(PREFIX + stamp + SUFFIX);
    Path part = folder.resolve(PREFIX + stamp + SUFFIX + UNFINISHED);
    try {
      try (OutputStream out = new BufferedOutputStream(OwnersFile.create(part), BUFFER_BYTES)) {
        writer.writeWithoutMedia(out);
      }
      BackupFile.open(part).close(); // read again: what is on disk counts
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    LOG.info("자동 백업을 만들었습니다 / made the daily backup: {}", file);
    takeAwayOld();
    return Optional.of(file);
  }

  private void takeAwayOld() throws IOException {
    List<Path> all = all(folder);
    for (Path old : all.subList(Math.min(KEPT, all.size()), all.size())) {
      Files.delete(old);
    }
    try (Stream<Path> files = Files.list(folder)) { // of a process that was killed meanwhile
      for (Path left : files.filter(f -> name(f).endsWith(SUFFIX + UNFINISHED)).toList()) {
        Files.deleteIfExists(left);
      }
    }
  }

  /** The newest that is whole, of those in a data folder. */
  public static Optional<Path> newestWhole(Path dataDirectory) throws IOException {
    for (Path file : all(folder(dataDirectory))) {
      try (BackupFile whole = BackupFile.open(file)) {
        return Optional.of(file);
      } catch (BackupRefusedException e) {
        LOG.warn("{}: {}", file, e.getMessage());
      }
    }
    return Optional.empty();
  }

  /** The newest first. */
  private static List<Path> all(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> name(f).startsWith(PREFIX) && name(f).endsWith(SUFFIX))
          .sorted(Comparator.comparing(DailyBackups::name).reversed())
          .toList();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
