package kr.maeul.web.request;

import kr.maeul.layer.Text;

/**
 * There is nothing of that name, or nothing that this caller may know of: the answer is the same.
 */
public final class NotFoundException extends WebException {
  private static final long serialVersionUID = 1L;

  public NotFoundException(Text detail) {
    super(detail);
  }
}
