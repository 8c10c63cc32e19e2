package kr.maeul.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code profiles}: commands about profile files of the finder. */
@Command(
    name = "profiles",
    description = "후보지 프로필 / Profiles of the finder",
    mixinStandardHelpOptions = true)
final class ProfilesCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "명령이 없습니다: profiles check / No command: profiles check");
  }
}
