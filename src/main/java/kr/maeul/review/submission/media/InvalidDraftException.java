package kr.maeul.review.submission.media;

import java.util.List;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.layer.text.Text;

/** A contribution that is refused as it stands; carries all its mistakes. */
public final class InvalidDraftException extends RuntimeException {
  private final transient List<FeatureProblem> problems;

  public InvalidDraftException(List<FeatureProblem> problems) {
    super(problems.size() + " problems", null, false, false);
    this.problems = List.copyOf(problems);
  }

  static InvalidDraftException of(String pointer, String ko, String en) {
    return new InvalidDraftException(List.of(new FeatureProblem(pointer, new Text(ko, en))));
  }

  /** Each with the JSON pointer of its place in what was sent. */
  public List<FeatureProblem> problems() {
    return problems;
  }
}
