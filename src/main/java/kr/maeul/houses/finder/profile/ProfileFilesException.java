package kr.maeul.houses.finder.profile;

import java.util.List;
import java.util.stream.Collectors;
import kr.maeul.layer.file.LayerProblem;

/** Profile files that cannot be used; carries every mistake of every file. */
public final class ProfileFilesException extends RuntimeException {
  private final transient List<LayerProblem> problems;

  public ProfileFilesException(List<LayerProblem> problems) {
    super(problems.stream().map(LayerProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<LayerProblem> problems() {
    return problems;
  }
}
