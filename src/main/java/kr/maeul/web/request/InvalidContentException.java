package kr.maeul.web.request;

import java.util.List;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.layer.Text;

/** The body can be read but is not what it may be; carries everything that is wrong with it. */
public final class InvalidContentException extends WebException {
  private static final long serialVersionUID = 1L;
  private final transient List<BadRequestException.Fault> faults;

  /**
   * @param problems at least one, each with its JSON pointer into the body
   */
  public InvalidContentException(List<FeatureProblem> problems) {
    super(detail(problems));
    this.faults =
        problems.stream().map(p -> new BadRequestException.Fault(p.pointer(), p.reason())).toList();
  }

  public InvalidContentException(String pointer, Text reason) {
    this(List.of(new FeatureProblem(pointer, reason)));
  }

  private static Text detail(List<FeatureProblem> problems) {
    FeatureProblem first = problems.get(0);
    String more = problems.size() == 1 ? "" : " (+" + (problems.size() - 1) + ")";
    return new Text(
        first.pointer() + ": " + first.reason().ko() + more,
        first.pointer() + ": " + first.reason().en() + more);
  }

  public List<BadRequestException.Fault> faults() {
    return faults;
  }
}
