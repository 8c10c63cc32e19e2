package kr.maeul.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import kr.maeul.backup.BackupDoor;
import kr.maeul.backup.BackupFile;
import kr.maeul.backup.BackupRefusedException;
import kr.maeul.backup.BackupWriter;
import kr.maeul.backup.KeyGuard;
import kr.maeul.backup.Manifest;
import kr.maeul.backup.restore.EmbeddedFile;
import kr.maeul.cli.console.Counted;
import kr.maeul.cli.console.ExitCode;
import kr.maeul.config.OwnersFile;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.people.People;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.log.AccessLog;
import kr.maeul.vault.Vault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backup}: everything into one file, while the service runs or not. */
@Command(
    name = "backup",
    description = "모든 자료를 파일 하나로 백업한다 / Back everything up into one file",
    mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Cli cli;

  @Parameters(paramLabel = "FILE", description = "만들 파일 / file to make, such as maeul.zip")
  Path file;

  @Option(
      names = "--no-key",
      description = "열쇠(FILE.key)를 쓰지 않는다 / leave the key (FILE.key) out; you have it already")
  boolean isWithoutKey;

  @Mixin SettingOptions options;

  BackupCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    Settings settings = Settings.of(options.over(cli.env()));
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      if (Files.exists(file)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      if (isNowhere(settings)) {
        return ExitCode.REFUSED;
      }
      Manifest manifest;
      Files.deleteIfExists(part);
      try {
        boolean isByService = write(settings, part);
        try (BackupFile written = BackupFile.open(part)) { // read again: what is on disk counts
          manifest = written.manifest();
        } catch (BackupRefusedException e) {
          if (isByService) {
            cli.console()
                .complain(
                    "실행 중인 서비스가 백업을 마치지 못했습니다. 까닭은 서비스의 로그에 있습니다.",
                    "The running service could not finish the backup; its log says why");
          }
          throw e;
        }
        Files.move(part, file);
      } finally {
        Files.deleteIfExists(part);
      }
      tell(manifest);
      saveKey(settings, manifest);
      return ExitCode.OK;
    } catch (FileAlreadyExistsException e) {
      cli.console()
          .complain(
              "이미 있는 파일은 덮어쓰지 않습니다: " + e.getMessage(),
              "A file that is there is not overwritten: " + e.getMessage());
    } catch (IOException e) {
      cli.console()
          .complain(
              "백업을 쓸 수 없습니다: " + e.getMessage(), "The backup cannot be written: " + e.getMessage());
    }
    return ExitCode.REFUSED;
  }

  private boolean isNowhere(Settings settings) {
    Path database = EmbeddedFile.of(settings.dataDirectory());
    if (settings.database().url() != null || Files.exists(database)) {
      return false;
    }
    cli.console()
        .complain(
            "백업할 데이터베이스가 없습니다: " + database + " (MAEUL_DATA_DIR, MAEUL_DB_URL을 확인하세요)",
            "There is no database to back up: " + database + " (see MAEUL_DATA_DIR, MAEUL_DB_URL)");
    return true;
  }

  /**
   * The embedded database serves one process: where the service runs, that one writes it.
   *
   * @return whether it did
   */
  private boolean write(Settings settings, Path part) throws IOException {
    try (OutputStream out = new BufferedOutputStream(OwnersFile.create(part), BUFFER_BYTES)) {
      boolean isEmbedded = settings.database().url() == null;
      if (isEmbedded && BackupDoor.ask(settings.dataDirectory(), out)) {
        return true;
      }
      try (Database database = cli.wiring().openDatabase(settings)) {
        onRecord(database, settings);
        new BackupWriter(database, settings, cli.version(), database.clock()).write(out);
      }
      return false;
    }
  }

  /** Says on the access log that all there is leaves by the machine's own command. */
  static void onRecord(Database database, Settings settings) {
    People.over(database, settings.people())
        .accessLog()
        .write(Actor.MACHINE, AccessLog.Action.EXPORT, "maeul backup");
  }

  private void tell(Manifest manifest) throws IOException {
    long megabytes = Math.max(1, Math.round(Files.size(file) / 1e6));
    cli.console()
        .say(
            "백업: "
                + file
                + " ("
                + megabytes
                + " MB) — 행 "
                + manifest.rows()
                + "개, 사진·소리 파일 "
                + manifest.media()
                + "개, 읽어 보고 확인함",
            "Backup: "
                + file
                + " ("
                + megabytes
                + " MB): "
                + Counted.rows(manifest.rows())
                + ", "
                + Counted.of(manifest.media(), "photo or sound file", "photo and sound files")
                + "; read again and found whole");
    if (!manifest.lost().isEmpty()) {
      cli.console()
          .complain(
              "주의: 사진·소리 파일 " + manifest.lost().size() + "개가 저장소에 없어 백업에도 없습니다.",
              "Careful: "
                  + Counted.of(
                      manifest.lost().size(),
                      "photo or sound file is missing",
                      "photo or sound files are missing")
                  + " in the store, and so in the backup");
    }
  }

  /** Beside the backup and not in it: whoever has both reads contacts and owners. */
  private void saveKey(Settings settings, Manifest manifest) throws IOException {
    if (isWithoutKey || manifest.keyCheck() == null) {
      return;
    }
    Vault key =
        KeyGuard.ofBackup(manifest, settings.review().secretKey(), settings.dataDirectory());
    Path keyFile = keyFile(file);
    if (!Files.exists(keyFile)) {
      key.save(keyFile);
    } else if (!Vault.read(keyFile).check().equals(manifest.keyCheck())) {
      throw new FileAlreadyExistsException(keyFile.toString());
    }
    cli.console()
        .say(
            "열쇠: " + keyFile + " — 백업과 다른 곳에 보관하세요. 둘을 함께 가진 사람은 연락처와 소유자 정보를 읽습니다.",
            "Key: "
                + keyFile
                + ". Keep it in another place than the backup: whoever has both reads contacts and owners");
  }

  /** Where the key of a backup is looked for and put. */
  static Path keyFile(Path backup) {
    return backup.resolveSibling(backup.getFileName() + ".key");
  }
}
