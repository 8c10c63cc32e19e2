package kr.maeul.review.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import kr.maeul.config.Settings;
import kr.maeul.layer.text.Text;
import kr.maeul.vault.Vault;

/**
 * What contributors are asked to agree to, word for word. The version says which words exactly: it
 * holds a hash of them, the centre's name and the days of keeping included. Immutable.
 */
public final class ConsentTexts {
  private static final String FILE = "consents.json";
  private static final int HASH_LETTERS = 12;

  private final List<Item> items;
  private final String version;

  /**
   * One thing to agree to.
   *
   * @param id {@code collection}, {@code publication}, {@code portrait}, {@code guardian} or {@code
   *     vacancy}
   * @param title a short line to tick
   * @param text who, what, why, how long, and the right to refuse, in whole sentences
   */
  public record Item(String id, Text title, Text text) {}

  public ConsentTexts(Settings.Review settings) {
    JsonNode file = read();
    List<Item> read = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    for (JsonNode node : file.path("items")) {
      Item item =
          new Item(
              node.path("id").asText(),
              fill(node.path("title"), settings),
              fill(node.path("text"), settings));
      read.add(item);
      words.append(item).append('\n');
    }
    this.items = List.copyOf(read);
    this.version =
        file.path("date").asText() + "-" + Vault.hash(words.toString()).substring(0, HASH_LETTERS);
  }

  public String version() {
    return version;
  }

  public List<Item> items() {
    return items;
  }

  /** All the words, to be kept beside the consents that name their version. */
  public String asJson() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    for (Item item : items) {
      json.putObject(item.id())
          .put("titleKo", item.title().ko())
          .put("titleEn", item.title().en())
          .put("ko", item.text().ko())
          .put("en", item.text().en());
    }
    return json.toString();
  }

  private static JsonNode read() {
    try (InputStream in = ConsentTexts.class.getResourceAsStream(FILE)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Text fill(JsonNode node, Settings.Review settings) {
    return new Text(
        fill(node.path("ko").asText(), settings, "(대표 전화 ", ")"),
        fill(node.path("en").asText(), settings, " (telephone ", ")"));
  }

  private static String fill(String text, Settings.Review s, String before, String after) {
    return text.replace("{centre}", s.centreName())
        .replace("{phone}", s.centrePhone().isEmpty() ? "" : before + s.centrePhone() + after)
        .replace("{days}", String.valueOf(s.contactDays()));
  }
}
