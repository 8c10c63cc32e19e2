package kr.maeul.feature.parse;

import java.util.regex.Pattern;

/** Which links lead to a page of the web, and nowhere else. Stateless. */
public final class WebAddress {
  /** With a scheme of any kind, or the host of the page it stands on left to be said: //host. */
  private static final Pattern ELSEWHERE =
      Pattern.compile("^\\s*([a-z][a-z0-9+.-]*:|[/\\\\]{2})", Pattern.CASE_INSENSITIVE);

  /** A name or number of a host must be there; whether there is such a host is not known. */
  private static final Pattern WEB =
      Pattern.compile(
          "^https?://([^\\s/?#@\\\\]*@)?"
              + "(\\[[0-9a-f:.]+]|[^\\s/?#@:\\\\\\[\\]]*[\\p{L}\\p{N}][^\\s/?#@:\\\\\\[\\]]*)"
              + "(:[0-9]*)?([/?#]\\S*)?$",
          Pattern.CASE_INSENSITIVE);

  private WebAddress() {}

  /** Whether it is one, whole: {@code http} or {@code https}, and a host. */
  public static boolean is(String text) {
    return WEB.matcher(text).matches();
  }

  /** Whether it is one, or leads to another page of the same host. */
  public static boolean mayBeLinked(String text) {
    return is(text) || !ELSEWHERE.matcher(text).find();
  }
}
