package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import kr.maeul.media.MediaFiles;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A telephone at the edge of its network takes longer to send than a question may take. */
class SlowUploadTest {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  @TempDir Path folder;

  @Test
  void aPhotoThatComesSlowlyIsTaken() throws Exception {
    TestDatabase database = TestDatabase.h2gisWithLayers(folder.resolve("data"));
    Map<String, String> settings = Map.of("MAEUL_PUBLIC_QUERY_SECONDS", "1");
    try (Town town = new Town(database, folder, settings);
        Socket phone = new Socket("127.0.0.1", town.server.port())) {
      byte[] photo = MediaFiles.jpeg(800, 600);
      String head =
          "POST /api/contributions/media HTTP/1.1\r\nHost: x\r\nX-Maeul-Form: %s\r\nContent-Length: %d\r\n\r\n"
              .formatted(town.form("stories"), photo.length);
      long begun = System.nanoTime();
      OutputStream out = phone.getOutputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      int sent = photo.length / 2;
      out.write(photo, 0, sent);
      while (System.nanoTime() - begun < PATIENCE_NANOS * 3 / 2) { // others are answered meanwhile
        town.get(Town.NOBODY, "/api/collections").expect(200);
      }
      out.write(photo, sent, photo.length - sent);
      byte[] status = phone.getInputStream().readNBytes("HTTP/1.1 201".length());
      assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 201");
    }
  }
}
