package kr.maeul.web.request.refusal;

import kr.maeul.layer.text.Text;

/** The caller takes neither of the forms that there are. */
public final class NotAcceptableException extends WebException {
  public NotAcceptableException(java.util.List<String> types) {
    super(
        new Text(
            "이 자원은 " + String.join(", ", types) + " 로만 제공됩니다.",
            "this comes only as " + String.join(", ", types)));
  }

  public NotAcceptableException(String jsonType) {
    super(
        new Text(
            "이 자원은 " + jsonType + " 와 text/html 로만 제공됩니다.",
            "this comes as " + jsonType + " and as text/html only"));
  }
}
