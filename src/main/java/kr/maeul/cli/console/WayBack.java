package kr.maeul.cli.console;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import kr.maeul.backup.BackupFile;
import kr.maeul.backup.DailyBackups;
import kr.maeul.backup.restore.EmbeddedFile;
import kr.maeul.db.UnreadableFileException;

/** Says what to do where the file of the embedded database does not open. */
public final class WayBack {
  private final Console console;

  public WayBack(Console console) {
    this.console = console;
  }

  /** Returns the code to exit with. */
  public int tell(UnreadableFileException e) throws IOException {
    Path data = e.dataDirectory();
    Path file = EmbeddedFile.of(data);
    console.complain(
        "내장 데이터베이스가 열리지 않습니다. 파일이 손상되었습니다: " + file,
        "The embedded database does not open, its file is damaged: " + file);
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    console.err().println("  (" + cause + ")");
    Optional<Path> newest = DailyBackups.newestWhole(data);
    if (newest.isPresent()) {
      String made = made(newest.get());
      console.complain(
          "자동 백업(" + made + ")으로 되돌리려면 다음 명령을 쓰세요. 그 뒤에 적은 것은 들어 있지 않습니다.",
          "To go back to the daily backup of "
              + made
              + ", use this command; what was written after it is not in it:");
      console.err().println("  maeul restore \"" + newest.get() + "\" --data-dir=\"" + data + "\"");
    } else {
      console.complain(
          "자동 백업이 아직 없습니다. 따로 만들어 둔 백업이 있으면 되돌릴 수 있습니다: maeul restore 백업파일",
          "There is no daily backup yet. A backup that you made goes back by: maeul restore FILE");
    }
    console.complain(
        "손상된 파일은 지워지지 않고 이름만 바뀝니다.", "The damaged file is not deleted, it gets another name.");
    console.err().flush();
    return ExitCode.REFUSED;
  }

  private static String made(Path backup) {
    try (BackupFile file = BackupFile.open(backup)) {
      return file.manifest().created();
    }
  }
}
