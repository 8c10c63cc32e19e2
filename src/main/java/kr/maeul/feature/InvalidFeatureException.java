package kr.maeul.feature;

import java.util.List;
import java.util.stream.Collectors;

/** A feature that is refused; carries all its mistakes. */
public final class InvalidFeatureException extends Exception {
  private final transient List<FeatureProblem> problems;

  public InvalidFeatureException(List<FeatureProblem> problems) {
    super(
        problems.stream()
            .map(p -> p.pointer() + ": " + p.reason().en())
            .collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  public List<FeatureProblem> problems() {
    return problems;
  }
}
