package kr.maeul.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import kr.maeul.cli.console.Console;
import kr.maeul.cli.console.Counted;
import kr.maeul.cli.console.ExitCode;
import kr.maeul.config.Settings;
import kr.maeul.houses.finder.ProfileFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code profiles check}: every mistake of every profile file, and every example that does not come
 * out as it says.
 */
@Command(
    name = "check",
    description = "후보지 프로필을 검사한다 / Check profile files and their examples",
    mixinStandardHelpOptions = true)
final class ProfilesCheckCommand implements Callable<Integer> {
  private final Cli cli;

  @Mixin SettingOptions options;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "프로필 폴더 / folder of profile files (MAEUL_PROFILES_DIR)")
  Path folder;

  ProfilesCheckCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    Console console = cli.console();
    Settings settings = Settings.of(options.over(cli.env()));
    Path wanted = folder == null ? settings.profilesDirectory() : folder;
    if (wanted != null && !Files.isDirectory(wanted)) {
      console.complain("폴더가 아닙니다: " + wanted, "Not a folder: " + wanted);
      return ExitCode.USAGE;
    }
    ProfileFiles files = new ProfileFiles(Cli.layers(settings)).readBundled();
    if (wanted != null) {
      files.read(wanted);
    }
    files.problems().forEach(console.err()::println);
    console.err().flush();
    int mistakes = files.problems().size();
    console.say(
        "프로필 " + files.count() + "개, 보기 " + files.examples() + "개, 잘못 " + mistakes + "개",
        Counted.of(files.count(), "profile", "profiles")
            + ", "
            + Counted.of(files.examples(), "example", "examples")
            + ", "
            + Counted.of(mistakes, "mistake", "mistakes"));
    return mistakes == 0 ? ExitCode.OK : ExitCode.REFUSED;
  }
}
