package kr.maeul.web.request.negotiation;

import kr.maeul.layer.text.Lang;

/**
 * Which form of an answer a caller takes, by its headers: language and compression.
 *
 * @param lang by {@code Accept-Language}; a parameter may say otherwise
 * @param gzip whether an answer may be compressed
 */
public record Variant(Lang lang, boolean gzip) {
  private static final String BROWSERS_ENCODING = "gzip, deflate, br, zstd";

  /**
   * @param acceptLanguage the header, or null
   * @param acceptEncoding the header, or null
   */
  public static Variant of(String acceptLanguage, String acceptEncoding) {
    boolean gzip =
        acceptEncoding != null
            && (acceptEncoding.equals(BROWSERS_ENCODING) || Negotiation.takesGzip(acceptEncoding));
    return new Variant(
        acceptLanguage == null ? Lang.KO : Negotiation.language(acceptLanguage), gzip);
  }
}
