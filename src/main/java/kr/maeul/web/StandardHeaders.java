package kr.maeul.web;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import kr.maeul.config.Settings;

/** Headers of every answer. Safe for use by several threads. */
final class StandardHeaders {
  private final Map<String, String> fixed = new LinkedHashMap<>();

  StandardHeaders(Settings.Basemap basemap) {
    String tiles = basemap.origin().isEmpty() ? "" : " " + basemap.origin();
    fixed.put(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:"
            + tiles
            + "; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self';"
            + " manifest-src 'self'");
    fixed.put("X-Content-Type-Options", "nosniff");
    fixed.put("Referrer-Policy", "strict-origin-when-cross-origin");
  }

  /** Headers that depend on nothing. */
  Map<String, String> fixed() {
    return fixed;
  }

  void set(Context ctx) {
    fixed.forEach(ctx::header);
    ctx.header("X-Request-Id", RequestLine.newId(ctx));
    String path = ctx.req().getRequestURI();
    if (path.equals("/api") || path.startsWith("/api/")) {
      ctx.header("Access-Control-Allow-Origin", "*");
      ctx.header("Access-Control-Expose-Headers", "Content-Crs, ETag, X-Request-Id");
      ctx.header("Vary", "Accept, Accept-Language, Accept-Encoding");
    }
  }
}
