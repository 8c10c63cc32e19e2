package kr.maeul.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import kr.maeul.backup.restore.Move;
import kr.maeul.cli.console.Counted;
import kr.maeul.cli.console.ExitCode;
import kr.maeul.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code move}: from the embedded database to PostGIS. */
@Command(
    name = "move",
    description =
        "데이터 폴더의 내장 데이터베이스를 MAEUL_DB_URL의 PostGIS로 옮긴다 / Move the embedded database to the PostGIS of"
            + " MAEUL_DB_URL",
    mixinStandardHelpOptions = true)
final class MoveCommand implements Callable<Integer> {
  private final Cli cli;

  @Mixin SettingOptions options;

  MoveCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    Settings settings = Settings.of(options.over(cli.env()));
    try {
      Move.Done done = new Move(settings, Cli.layers(settings), cli.wiring().filling()).run();
      long rows = done.rows().values().stream().mapToLong(Long::longValue).sum();
      cli.console()
          .say(
              "옮겼습니다: 표 " + done.rows().size() + "개, 행 " + rows + "개. 사진·소리와 열쇠는 데이터 폴더에 그대로 있습니다.",
              "Moved "
                  + Counted.of(done.rows().size(), "table", "tables")
                  + ", "
                  + Counted.rows(rows)
                  + ". Photos, sound and the key stay in the data folder");
      cli.console()
          .say(
              "옛 데이터베이스: " + done.aside() + " (잘 옮겨졌는지 본 뒤 지우세요)",
              "The old database: "
                  + done.aside()
                  + " (delete it once you have seen that all is well)");
      return ExitCode.OK;
    } catch (IOException e) {
      cli.console().complain("옮길 수 없습니다: " + e.getMessage(), "Cannot move: " + e.getMessage());
      return ExitCode.REFUSED;
    }
  }
}
