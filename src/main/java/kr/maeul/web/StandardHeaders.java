package kr.maeul.web;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import kr.maeul.config.Settings;

/** Headers of every answer. Safe for use by several threads. */
final class StandardHeaders {
  static final String REQUEST_ID = "X-Request-Id";

  private final Map<String, String> fixed = new LinkedHashMap<>();
  private final Map<String, String> ofApi = new LinkedHashMap<>();

  StandardHeaders(Settings.Basemap basemap, boolean isTls) {
    String tiles = basemap.origin().isEmpty() ? "" : " " + basemap.origin();
    fixed.put(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data: blob:"
            + tiles
            + "; connect-src 'self'; media-src 'self' blob:; font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self';"
            + " manifest-src 'self'");
    fixed.put("X-Content-Type-Options", "nosniff");
    fixed.put("Referrer-Policy", "strict-origin-when-cross-origin");
    fixed.put("Cross-Origin-Opener-Policy", "same-origin");
    if (isTls) {
      fixed.put("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
    ofApi.putAll(fixed);
    ofApi.put("Access-Control-Allow-Origin", "*");
    ofApi.put(
        "Access-Control-Expose-Headers",
        "Accept-Patch, Accept-Post, Allow, Content-Crs, Content-Location, ETag, Last-Modified, Location,"
            + " Maeul-Mended, Preference-Applied, X-Request-Id");
    ofApi.put("Vary", "Accept, Accept-Language, Accept-Encoding, Cookie, Authorization");
  }

  /** Headers that depend on nothing. */
  Map<String, String> fixed() {
    return fixed;
  }

  /** The same and those of everything under {@code /api}. */
  Map<String, String> ofApi() {
    return ofApi;
  }

  void set(Context ctx) {
    String path = ctx.req().getRequestURI();
    boolean isApi = path.equals("/api") || path.startsWith("/api/");
    (isApi ? ofApi : fixed).forEach(ctx::header);
    ctx.header(REQUEST_ID, RequestLine.newId(ctx));
  }
}
