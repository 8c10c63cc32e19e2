package kr.maeul.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code layers}: commands about layer files. */
@Command(name = "layers", description = "레이어 파일 / Layer files", mixinStandardHelpOptions = true)
final class LayersCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "명령이 없습니다: layers check / No command: layers check");
  }
}
