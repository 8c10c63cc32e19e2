package kr.maeul.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.imageio.ImageIO;
import kr.maeul.config.Settings;
import kr.maeul.media.Media;
import kr.maeul.people.TestClock;
import kr.maeul.review.Review;
import kr.maeul.review.desk.Reviewers;
import kr.maeul.review.submission.media.MediaAttachments;
import kr.maeul.review.submit.Contributions;
import kr.maeul.store.sql.SqlFeatureEdits;
import kr.maeul.vault.Vault;

/**
 * Residents who send things to a village without waiting: beside its service, in its database, with
 * a clock of their own.
 */
final class Sent implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestClock clock = new TestClock();
  private final Media media;
  private final Review review;
  private int senders;

  Sent(Village village, Path dataDirectory) {
    Settings settings = Settings.of(Map.of());
    SqlFeatureEdits edits = new SqlFeatureEdits(village.opened(), village.layers(), clock);
    this.media =
        Media.open(
            village.opened(),
            village.layers(),
            village.store(),
            dataDirectory,
            settings.media(),
            clock);
    this.review =
        Review.open(
            village.layers(),
            village.store(),
            edits,
            edits,
            new MediaAttachments(media),
            village.opened(),
            Vault.open(null, dataDirectory),
            settings.review(),
            Reviewers.UNKNOWN,
            clock);
  }

  Review review() {
    return review;
  }

  /** A story that is complete, of which a test changes what it is about. */
  ObjectNode story(String title) {
    ObjectNode sent = sent("new", "stories");
    sent.putObject("properties").put("title", title).put("text", "우물가에 **버드나무**가 있었다. (예시)");
    place(sent, 127.155, 35.824);
    sent.put("name", "노송동 주민 (예시)");
    sent.putObject("contact").put("email", "resident@example.invalid");
    return sent;
  }

  /** Anything of a kind, with the consents. */
  ObjectNode sent(String kind, String layer) {
    String form = review.contributions().formToken();
    clock.goOn(Duration.ofSeconds(10));
    ObjectNode sent = JSON.createObjectNode();
    sent.put("kind", kind).put("layer", layer).put("form", form);
    sent.putObject("consents")
        .put("version", review.contributions().consents().version())
        .put("language", "ko")
        .put("collection", true)
        .put("publication", true)
        .put("portrait", false)
        .put("age", "over-14");
    return sent;
  }

  static void place(ObjectNode sent, double longitude, double latitude) {
    sent.putObject("geometry")
        .put("type", "Point")
        .putArray("coordinates")
        .add(longitude)
        .add(latitude);
  }

  /** Adds a photo to what is to be sent. */
  void photo(ObjectNode sent, String alt) {
    try {
      byte[] picture = picture();
      String id =
          review
              .contributions()
              .upload(
                  new ByteArrayInputStream(picture),
                  picture.length,
                  sent.path("form").asText(),
                  null,
                  "10.0.1." + senders)
              .stored()
              .mediaId();
      sent.withArray("media").addObject().put("id", id).put("alt", alt).put("people", false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] picture() throws IOException {
    BufferedImage image = new BufferedImage(480, 320, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(0xc9d8c4));
    g.fillRect(0, 0, 480, 320);
    g.setColor(new Color(0x2f6b4f));
    g.fillOval(160, 40, 160, 200);
    g.setColor(new Color(0x6d4a2b));
    g.fillRect(230, 180, 20, 120);
    g.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", bytes);
    return bytes.toByteArray();
  }

  Contributions.Receipt send(ObjectNode sent) {
    senders++;
    String address = "10.0.0." + senders;
    return review.contributions().submit(sent, address, null, "https://map.invalid/mine");
  }

  @Override
  public void close() {
    media.close();
  }
}
