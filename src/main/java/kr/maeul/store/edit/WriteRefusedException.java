package kr.maeul.store.edit;

import java.util.List;
import java.util.stream.Collectors;
import kr.maeul.feature.FeatureProblem;

/** A write that a {@link WriteGuard} does not permit; carries all that is wrong with it. */
public final class WriteRefusedException extends RuntimeException {
  private final transient List<FeatureProblem> problems;

  public WriteRefusedException(List<FeatureProblem> problems) {
    super(problems.stream().map(FeatureProblem::pointer).collect(Collectors.joining(", ")));
    this.problems = List.copyOf(problems);
  }

  public List<FeatureProblem> problems() {
    return problems;
  }
}
