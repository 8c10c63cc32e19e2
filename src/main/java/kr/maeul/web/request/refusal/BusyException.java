package kr.maeul.web.request.refusal;

import kr.maeul.layer.text.Text;

/** There are as many callers as there is room for; another time there may be room. */
public final class BusyException extends WebException {
  public BusyException(Text detail) {
    super(detail);
  }
}
