package kr.maeul.web.request.refusal;

import kr.maeul.layer.text.Text;

/**
 * What a caller did wrong, or what there is not. How each becomes an answer stands in one table,
 * {@code kr.maeul.web.problem.Problems}. Anything else that is thrown is a mistake of ours.
 */
public abstract sealed class WebException extends RuntimeException
    permits BadRequestException,
        BusyException,
        NotFoundException,
        NotAcceptableException,
        RefusedException,
        InvalidContentException {
  private final transient Text detail;

  WebException(Text detail) {
    super(detail.en(), null, false, false);
    this.detail = detail;
  }

  /** What is wrong and what to do, for the caller. */
  public Text detail() {
    return detail;
  }
}
