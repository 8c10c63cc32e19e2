package kr.maeul.web.request.refusal;

import kr.maeul.layer.text.Text;

/**
 * There is nothing of that name, or nothing that this caller may know of: the answer is the same.
 */
public final class NotFoundException extends WebException {
  public NotFoundException(Text detail) {
    super(detail);
  }

  /** Of a layer that is not there for the caller. */
  public static NotFoundException noSuchLayer() {
    return new NotFoundException(new Text("그런 레이어가 없습니다.", "there is no such layer"));
  }
}
