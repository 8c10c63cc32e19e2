package kr.maeul.web.ogc.write;

import java.util.List;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.layer.text.Text;
import kr.maeul.web.request.refusal.InvalidContentException;

/** What is wrong with a feature, as a refusal of the body that it came in. Stateless. */
final class WriteProblems {
  private WriteProblems() {}

  /** With all of them; at least one. */
  static InvalidContentException of(List<FeatureProblem> problems) {
    return new InvalidContentException(
        problems.stream()
            .map(p -> new InvalidContentException.Fault(p.pointer(), p.reason(), p.spot()))
            .toList());
  }

  static InvalidContentException of(String pointer, Text reason) {
    return of(List.of(new FeatureProblem(pointer, reason)));
  }
}
