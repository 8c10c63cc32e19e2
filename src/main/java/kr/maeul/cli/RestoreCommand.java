package kr.maeul.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import kr.maeul.backup.BackupFile;
import kr.maeul.backup.restore.Restore;
import kr.maeul.cli.console.Console;
import kr.maeul.cli.console.Counted;
import kr.maeul.cli.console.ExitCode;
import kr.maeul.config.Settings;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code restore}: a backup into an empty database and data folder. */
@Command(
    name = "restore",
    description = "백업을 빈 데이터베이스에 복원한다 / Restore a backup into an empty database",
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
  private final Cli cli;

  @Parameters(paramLabel = "FILE", description = "백업 파일 / the backup")
  Path file;

  @ArgGroup Key key = new Key();

  /** With the key, or expressly without. */
  static final class Key {
    @Option(
        names = "--key",
        paramLabel = "KEYFILE",
        description = "열쇠 파일 / file of the key (FILE.key, MAEUL_SECRET_KEY)")
    Path file;

    @Option(
        names = "--without-key",
        description = "열쇠를 잃어버렸다: 연락처·소유자를 빼고 / the key is lost: leave contacts and owners out")
    boolean isLost;
  }

  @Mixin SettingOptions options;

  RestoreCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    Settings settings = Settings.of(options.over(cli.env()));
    if (key.file != null && !Files.isReadable(key.file)) {
      cli.console()
          .complain(
              "열쇠 파일이 없거나 읽을 수 없습니다: " + key.file,
              "No such key file, or not readable: " + key.file);
      return ExitCode.REFUSED;
    }
    Path keyFile = key.file == null ? BackupCommand.keyFile(file) : key.file;
    try (BackupFile backup = BackupFile.open(file)) {
      Restore.Done done =
          new Restore(backup, settings, cli.wiring().filling(), keyFile, key.isLost).run();
      tell(settings, backup, done);
      return ExitCode.OK;
    } catch (IOException e) {
      cli.console().complain("복원할 수 없습니다: " + e.getMessage(), "Cannot restore: " + e.getMessage());
      return ExitCode.REFUSED;
    }
  }

  private void tell(Settings settings, BackupFile backup, Restore.Done done) {
    Console console = cli.console();
    long rows = done.rows().values().stream().mapToLong(Long::longValue).sum();
    String made = backup.manifest().created();
    console.say(
        made + "의 백업을 복원했습니다: 행 " + rows + "개, 사진·소리 파일 " + done.media() + "개",
        "Restored the backup of "
            + made
            + ": "
            + Counted.rows(rows)
            + ", "
            + Counted.of(done.media(), "photo or sound file", "photo and sound files"));
    if (done.key() != null) {
      console.say("열쇠: " + done.key(), "Key: " + done.key());
    }
    if (done.missing() > 0) {
      console.complain(
          "주의: 사진·소리 파일 " + done.missing() + "개가 저장소에도 백업에도 없습니다.",
          "Careful: neither in the store nor in the backup: "
              + Counted.of(done.missing(), "photo or sound file", "photo and sound files"));
    }
    if (done.damaged() != null) {
      console.say(
          "열리지 않던 데이터베이스는 지우지 않고 이름을 바꾸었습니다: " + done.damaged(),
          "The database that did not open was not deleted, and is called now: " + done.damaged());
    }
    done.files().forEach(f -> console.say("파일: " + f, "File: " + f));
    if (!done.files().isEmpty()
        && (settings.layersDirectory() == null || settings.profilesDirectory() == null)) {
      console.say(
          "레이어와 프로필 파일이 쓰이도록 MAEUL_LAYERS_DIR, MAEUL_PROFILES_DIR을 정하세요.",
          "Set MAEUL_LAYERS_DIR and MAEUL_PROFILES_DIR to their folders, so that they are used");
    }
    done.kept()
        .forEach(
            f ->
                console.complain(
                    f + ": 백업의 것과 다릅니다. 여기 있던 것을 그대로 두었습니다.",
                    f + " differs from the backup's; the one that was here was kept"));
    console.say(
        "로그인은 모두 다시 합니다. 한 번 쓰는 링크는 새로 만드세요. 보내지 않은 편지는 다시 보내지 않습니다.",
        "Everyone signs in again; make new one-time links; letters that waited are not sent again");
  }
}
