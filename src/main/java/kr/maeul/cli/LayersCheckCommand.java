package kr.maeul.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import kr.maeul.cli.console.Console;
import kr.maeul.cli.console.Counted;
import kr.maeul.cli.console.ExitCode;
import kr.maeul.config.Settings;
import kr.maeul.feature.parse.LayerExamples;
import kr.maeul.layer.Layer;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.layer.file.LayerProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code layers check}: every mistake of every layer file, and every example that does not come out
 * as it says.
 */
@Command(
    name = "check",
    description = "레이어 파일을 검사한다 / Check layer files and their examples",
    mixinStandardHelpOptions = true)
final class LayersCheckCommand implements Callable<Integer> {
  private final Cli cli;

  @Mixin SettingOptions options;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "레이어 파일 폴더 / folder of layer files (MAEUL_LAYERS_DIR)")
  Path folder;

  LayersCheckCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    Console console = cli.console();
    Path wanted = folder == null ? Settings.of(options.over(cli.env())).layersDirectory() : folder;
    if (wanted != null && !Files.isDirectory(wanted)) {
      console.complain("폴더가 아닙니다: " + wanted, "Not a folder: " + wanted);
      return ExitCode.USAGE;
    }
    LayerFiles files = new LayerFiles().readBundled();
    if (wanted != null) {
      files.read(wanted);
    }
    List<LayerProblem> problems = new ArrayList<>(files.problems());
    int examples = 0;
    for (Layer layer : files.layers()) {
      var given = files.examples(layer.id());
      if (given.isPresent()) {
        problems.addAll(new LayerExamples(layer).check(given.get()));
        examples += LayerExamples.count(given.get());
      }
    }
    problems.sort(Comparator.comparing(LayerProblem::file).thenComparing(LayerProblem::pointer));
    for (LayerProblem p : problems) {
      console.err().println(p);
    }
    console.err().flush();
    int layers = files.layers().size();
    console.say(
        "레이어 " + layers + "개, 보기 " + examples + "개, 잘못 " + problems.size() + "개",
        Counted.of(layers, "layer", "layers")
            + ", "
            + Counted.of(examples, "example", "examples")
            + ", "
            + Counted.of(problems.size(), "mistake", "mistakes"));
    return problems.isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
  }
}
