package kr.maeul.web.request;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Makes addresses of this service. They begin with the public URL of the settings or, where there
 * is none, with the request's own scheme and {@code Host}. Forwarding headers are not believed:
 * anyone can send them. Behind a proxy, set {@code MAEUL_PUBLIC_URL}.
 *
 * @param base scheme, host and any path before ours, without a slash at the end
 */
public record Urls(String base) {
  private static final String UNRESERVED = "-._~!$'()*,;:@/";
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9.\\-]{1,253}(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?");

  /**
   * @param publicUrl from the settings, or null
   * @param scheme of the request
   * @param host its {@code Host} header, or null
   * @param localPort where the request came in
   */
  static Urls of(URI publicUrl, String scheme, String host, int localPort) {
    if (publicUrl != null) {
      return new Urls(publicUrl.toString());
    }
    boolean isHost = host != null && HOST.matcher(host).matches();
    return new Urls(scheme + "://" + (isHost ? host : "localhost:" + localPort));
  }

  /** Scheme and host, as browsers say where a page is from. */
  public String origin() {
    int slash = base.indexOf('/', base.indexOf("//") + 2);
    return slash < 0 ? base : base.substring(0, slash);
  }

  /** The absolute address of a path that begins with a slash. */
  public String at(String path) {
    return base + path;
  }

  /** The path for links on our own pages: what a reverse proxy put before it stays before it. */
  public String local(String path) {
    int slash = base.indexOf('/', base.indexOf("//") + 2);
    return (slash < 0 ? "" : base.substring(slash)) + path;
  }

  /** Text as one segment of a path. */
  public static String segment(String text) {
    return encode(text, UNRESERVED.replace("/", ""));
  }

  /** A path with a query; no question mark where there are no parameters. */
  public static String withQuery(String path, Map<String, String> parameters) {
    StringBuilder out = new StringBuilder(path);
    char before = '?';
    for (Map.Entry<String, String> p : parameters.entrySet()) {
      out.append(before)
          .append(encode(p.getKey(), UNRESERVED))
          .append('=')
          .append(encode(p.getValue(), UNRESERVED));
      before = '&';
    }
    return out.toString();
  }

  private static String encode(String text, String allowed) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean isPlain = c < 128 && (Character.isLetterOrDigit(c) || allowed.indexOf(c) >= 0);
      if (isPlain) {
        out.append(c);
      } else {
        out.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
        out.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return out.toString();
  }
}
