package kr.maeul.layer.file;

import java.util.List;
import java.util.stream.Collectors;

/** Layer files that cannot be used; carries every mistake of every file. */
public final class LayerFilesException extends RuntimeException {
  private final transient List<LayerProblem> problems;

  LayerFilesException(List<LayerProblem> problems) {
    super(problems.stream().map(LayerProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<LayerProblem> problems() {
    return problems;
  }
}
