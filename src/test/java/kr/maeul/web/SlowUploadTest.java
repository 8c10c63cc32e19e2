package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import kr.maeul.fixture.Town;
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
      String form = town.form("stories");
      long begun = System.nanoTime();
      int sent = photo.length / 2;
      OutputStream out = begin(phone, form, photo, sent);
      while (System.nanoTime() - begun < PATIENCE_NANOS * 3 / 2) { // others are answered meanwhile
        town.get(Town.NOBODY, "/api/collections").expect(200);
      }
      out.write(photo, sent, photo.length - sent);
      byte[] status = phone.getInputStream().readNBytes("HTTP/1.1 201".length());
      assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 201");
    }
  }

  private static OutputStream begin(Socket phone, String form, byte[] photo, int bytes)
      throws IOException {
    String head =
        "POST /api/contributions/media HTTP/1.1\r\nHost: x\r\nX-Maeul-Form: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(form, photo.length);
    OutputStream out = phone.getOutputStream();
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(photo, 0, bytes);
    return out;
  }

  /** Four come in slowly, which is as many as one network has at once. */
  @Test
  void whoFindsNoPlaceIsToldToComeAgainInAMinute() throws Exception {
    TestDatabase database = TestDatabase.h2gisWithLayers(folder.resolve("data"));
    List<Socket> phones = new ArrayList<>();
    try (Town town = new Town(database, folder, Map.of())) {
      byte[] photo = MediaFiles.jpeg(80, 60);
      String form = town.form("stories");
      for (int i = 0; i < 4; i++) {
        Socket phone = new Socket("127.0.0.1", town.server.port());
        phones.add(phone);
        begin(phone, form + "\r\nExpect: 100-continue", photo, 0);
        byte[] letIn = phone.getInputStream().readNBytes("HTTP/1.1 100".length());
        assertThat(new String(letIn, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 100");
      }
      String[] headers = {"X-Maeul-Form", form, "Content-Type", "image/jpeg"};
      Town.Answer told = town.send(Town.NOBODY, "POST", "/api/contributions/media", photo, headers);
      assertThat(told.expect(503).text()).contains("1분 뒤 다시", "what you chose and wrote is still");
      assertThat(told.header("Retry-After")).isEqualTo("60");
    } finally {
      for (Socket phone : phones) {
        phone.close();
      }
    }
  }
}
