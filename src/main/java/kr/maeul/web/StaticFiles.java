package kr.maeul.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import kr.maeul.layer.file.DeclaredFiles;
import kr.maeul.layer.text.Text;
import kr.maeul.web.request.EntityTag;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.refusal.NotFoundException;
import kr.maeul.web.route.Action;

/**
 * Files of the page, from the class path. Each is read once, hashed and compressed, and kept. Only
 * names made of plain segments with a known ending are looked up at all, so there is no way out of
 * the folder.
 *
 * <p>The pages ask for scripts and style sheets below {@code /page/EDITION/}, where the edition is
 * a hash of all of them: what is there never changes, so a browser that has it asks for none of it
 * again, and anyone who opens the page after an upgrade gets all of the new one. Scripts name each
 * other relative to themselves and so stay in their edition. Safe for use by several threads.
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

  /** What a page asks for by an address that does not name its edition. */
  private static final Pattern PARTS = Pattern.compile("\"/((css|src|vendor)/)");

  private static final String EDITIONS = "page/";
  private static final int DIGITS = 12; // an edition is told from a few others

  private final Map<String, StaticFile> files = new ConcurrentHashMap<>();
  private final String edition = edition();

  /**
   * @param gzip the content compressed, or null where that saves nothing
   * @param hash of the content
   */
  private record StaticFile(String type, byte[] content, byte[] gzip, String hash) {}

  void index(Exchange e) throws IOException {
    send(e, "index.html", false);
  }

  /** A page of its own, whose address has no ending. */
  Action page(String name) {
    return e -> send(e, name + ".html", false);
  }

  void file(Exchange e) throws IOException {
    String path = e.pathParam("file");
    int end = path.startsWith(EDITIONS) ? path.indexOf('/', EDITIONS.length()) : -1;
    if (end < 0) {
      send(e, path, false);
    } else { // a page of before an upgrade may still ask for parts that it has not opened yet
      send(e, path.substring(end + 1), path.startsWith(edition + "/", EDITIONS.length()));
    }
  }

  private void send(Exchange e, String path, boolean isOfEdition) throws IOException {
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
    boolean isUnchanged = e.isUnchanged('"' + file.hash + (compressed ? "-gz\"" : "\""));
    if (isOfEdition) { // of an answer without content as of one with it: it takes the other's place
      e.header("Cache-Control", "public, max-age=31536000, immutable");
    }
    if (isUnchanged) {
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
      if (path.endsWith(".html")) {
        String page = new String(content, StandardCharsets.UTF_8);
        String asked = PARTS.matcher(page).replaceAll("\"/" + EDITIONS + edition + "/$1");
        content = asked.getBytes(StandardCharsets.UTF_8);
      }
      byte[] gzip = gzip(content);
      StaticFile file =
          new StaticFile(
              type, content, gzip.length < content.length ? gzip : null, EntityTag.hash(content));
      files.put(path, file);
      return Optional.of(file);
    }
  }

  /** A hash of every file of the page and of Leaflet's version. */
  private static String edition() {
    StringBuilder all = new StringBuilder(LEAFLET_FOLDER);
    DeclaredFiles.bundled(PAGE_FOLDER.substring(1), folder -> tell(folder, all));
    return EntityTag.hash(all.toString().getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
  }

  private static void tell(Path folder, StringBuilder to) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String hash = EntityTag.hash(Files.readAllBytes(file));
        to.append(folder.relativize(file)).append(' ').append(hash).append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
