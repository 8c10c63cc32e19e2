package kr.maeul.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import kr.maeul.layer.text.Text;
import kr.maeul.web.request.EntityTag;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.NotFoundException;

/**
 * Files of the page, from the class path. Each is read once, hashed and compressed, and kept. Only
 * names made of plain segments with a known ending are looked up at all, so there is no way out of
 * the folder. Safe for use by several threads.
 */
final class StaticFiles {
  private static final String PAGE_FOLDER = "/maeul/web/";
  private static final String LEAFLET_PREFIX = "vendor/leaflet/";
  private static final String LEAFLET_FOLDER = "/META-INF/resources/webjars/leaflet/1.9.4/dist/";
  private static final Pattern PLAIN_PATH =
      Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*");
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html;charset=utf-8"),
          Map.entry("js", "text/javascript;charset=utf-8"),
          Map.entry("mjs", "text/javascript;charset=utf-8"),
          Map.entry("css", "text/css;charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain;charset=utf-8"));

  private final Map<String, StaticFile> files = new ConcurrentHashMap<>();

  /**
   * @param gzip the content compressed, or null where that saves nothing
   * @param hash of the content
   */
  private record StaticFile(String type, byte[] content, byte[] gzip, String hash) {}

  void index(Exchange e) throws IOException {
    send(e, "index.html");
  }

  /** A page of its own, whose address has no ending. */
  Action page(String name) {
    return e -> send(e, name + ".html");
  }

  void file(Exchange e) throws IOException {
    send(e, e.pathParam("file"));
  }

  private void send(Exchange e, String path) throws IOException {
    StaticFile file =
        find(path)
            .orElseThrow(
                () ->
                    new NotFoundException(
                        new Text("이 주소에는 아무것도 없습니다.", "there is nothing at this address")));
    boolean compressed = file.gzip != null && e.takesGzip();
    if (file.gzip != null) {
      e.header("Vary", "Accept-Encoding");
    }
    if (e.isUnchanged('"' + file.hash + (compressed ? "-gz\"" : "\""))) {
      return;
    }
    if (compressed) {
      e.header("Content-Encoding", "gzip");
    }
    e.sendAsIs(file.type, compressed ? file.gzip : file.content);
  }

  private Optional<StaticFile> find(String path) throws IOException {
    StaticFile known = files.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    int dot = path.lastIndexOf('.');
    String type = dot < 0 ? null : TYPES.get(path.substring(dot + 1)); // a folder has no ending
    if (type == null || !PLAIN_PATH.matcher(path).matches()) {
      return Optional.empty();
    }
    boolean isLeaflet = path.startsWith(LEAFLET_PREFIX);
    String resource =
        isLeaflet ? LEAFLET_FOLDER + path.substring(LEAFLET_PREFIX.length()) : PAGE_FOLDER + path;
    try (InputStream in = StaticFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] content = in.readAllBytes();
      byte[] gzip = gzip(content);
      StaticFile file =
          new StaticFile(
              type, content, gzip.length < content.length ? gzip : null, EntityTag.hash(content));
      files.put(path, file);
      return Optional.of(file);
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 3 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }
}
