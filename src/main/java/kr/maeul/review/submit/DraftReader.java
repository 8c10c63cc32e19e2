package kr.maeul.review.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.feature.InvalidFeatureException;
import kr.maeul.layer.ContributionRule;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.text.Text;
import kr.maeul.review.submission.ContributorContact;
import kr.maeul.review.submission.FeatureNode;
import kr.maeul.review.submission.SubmissionKind;
import kr.maeul.review.submission.media.Attachment;

/**
 * Reads what a stranger sent, and finds all that is wrong with it at once. Whatever it does not
 * know by name is refused by name. For one contribution and one thread.
 */
final class DraftReader {
  static final int MOST_PHOTOS = 6;
  private static final Set<String> MEMBERS =
      Set.of(
          "kind",
          "layer",
          "item",
          "properties",
          "geometry",
          "addressText",
          "text",
          "name",
          "media",
          "contact",
          "consents",
          "form",
          "website");
  private static final int LONGEST_TEXT = 5_000;
  private static final int LONGEST_ADDRESS = 300;
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_ALT = 500;
  private static final int LONGEST_ID = 200;

  private static final Text NOT_YOURS =
      new Text(
          "보내는 사람이 채우는 칸이 아닙니다. 빼고 다시 보내세요.",
          "is not for contributors to fill; leave it out and send again");

  private final LayerCatalog layers;
  private final Parsers parsers;
  private final JsonNode sent;
  private final List<FeatureProblem> problems = new ArrayList<>();

  DraftReader(LayerCatalog layers, Parsers parsers, JsonNode sent) {
    this.parsers = parsers;
    this.layers = layers;
    this.sent = sent;
  }

  /** What is wrong; complete after {@link #read}. */
  List<FeatureProblem> problems() {
    return problems;
  }

  void problem(String pointer, String ko, String en) {
    problems.add(new FeatureProblem(pointer, new Text(ko, en)));
  }

  /**
   * Reads it. What comes back is of use only where there are no {@link #problems()}.
   *
   * @param consentVersion of the words that are asked now, or null where consents are not read
   * @return null where it cannot even be said what it is about
   */
  Draft read(String consentVersion) {
    if (!sent.isObject()) {
      problem("", "JSON 객체를 보내세요.", "send a JSON object");
      return null;
    }
    refuseUnknown(sent, MEMBERS, "");
    if (!new PlainText(sent, problems).text("/website", 200, false).isEmpty()) {
      problem(
          "/website",
          "이 칸은 비워 두세요. 자동 입력을 가려내는 칸입니다.",
          "leave this empty; it is there to find out machines");
    }
    SubmissionKind kind =
        SubmissionKind.ofWord(sent.path("kind").asText()).orElse(SubmissionKind.EDIT);
    if (kind == SubmissionKind.EDIT) {
      problem(
          "/kind", "new, correction, vacancy 가운데 하나를 쓰세요.", "is one of new, correction, vacancy");
    }
    Layer layer = layer(kind);
    if (layer == null) {
      return null;
    }
    String item = item(kind);
    ObjectNode content = content(kind, layer);
    List<Attachment> attachments = attachments();
    PlainText plain = new PlainText(sent, problems);
    Consents consents =
        consentVersion == null
            ? null
            : new ConsentReader(sent, problems, consentVersion)
                .read(kind, attachments.stream().anyMatch(Attachment::showsPeople));
    ContributorContact contact = new ContactReader(plain, sent, problems).read(consents);
    if (isEmpty(content) && attachments.isEmpty() && problems.isEmpty()) {
      problem("", "보낼 내용이 없습니다. 글이나 사진을 넣어 주세요.", "says nothing; add a text or a photo");
    }
    if (kind == SubmissionKind.VACANCY && !content.has("geometry") && !content.has("addressText")) {
      problem("/geometry", "지도에서 자리를 고르거나 주소를 적어 주세요.", "choose the place or write the address");
    }
    return new Draft(kind, layer, item, content, attachments, contact, consents);
  }

  private Layer layer(SubmissionKind kind) {
    Layer layer = layers.layer(sent.path("layer").asText()).orElse(null);
    ContributionRule.Taking wanted =
        kind == SubmissionKind.VACANCY
            ? ContributionRule.Taking.REPORTS
            : ContributionRule.Taking.STORIES;
    boolean isTaken =
        layer != null
            && (kind == SubmissionKind.CORRECTION
                ? layers.viewFor(kr.maeul.layer.Audience.PUBLIC, layer.id()).isPresent()
                : kind == SubmissionKind.EDIT || layer.contribution().taking() == wanted);
    if (!isTaken) {
      problem("/layer", "이 레이어에는 보낼 수 없습니다.", "is not a layer that takes this");
      return null;
    }
    return layer;
  }

  private String item(SubmissionKind kind) {
    JsonNode item = sent.path("item");
    if (kind != SubmissionKind.CORRECTION) {
      if (!item.isMissingNode() && !item.isNull()) {
        problems.add(new FeatureProblem("/item", NOT_YOURS));
      }
      return null;
    }
    if (!item.isTextual() || item.asText().isBlank() || item.asText().length() > LONGEST_ID) {
      problem("/item", "어느 항목인지 알려 주세요.", "say which item it is about");
      return null;
    }
    return item.asText();
  }

  /** The part that the layer judges, and the free texts. */
  ObjectNode content(SubmissionKind kind, Layer layer) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    PlainText plain = new PlainText(sent, problems);
    JsonNode geometry = sent.path("geometry");
    boolean hasPlace = !geometry.isMissingNode() && !geometry.isNull();
    if (hasPlace && !"Point".equals(geometry.path("type").asText())) {
      problem("/geometry/type", "자리는 점(Point) 하나로 보내세요.", "a place is one Point");
      hasPlace = false;
    }
    ObjectNode properties = properties(layer);
    Feature feature = parsed(layer, hasPlace ? geometry : null, properties);
    if (feature != null && !feature.properties().isEmpty()) {
      content.set("properties", FeatureNode.properties(feature.properties()));
    }
    if (feature != null && feature.geometry() != null) {
      content.set("geometry", FeatureNode.geometry(feature.geometry()));
    }
    put(content, "addressText", plain.text("/addressText", LONGEST_ADDRESS, false));
    put(content, "text", plain.text("/text", LONGEST_TEXT, true));
    put(content, "name", plain.text("/name", LONGEST_NAME, false));
    return content;
  }

  private ObjectNode properties(Layer layer) {
    ObjectNode admitted = JsonNodeFactory.instance.objectNode();
    JsonNode given = sent.path("properties");
    if (!given.isMissingNode() && !given.isNull() && !given.isObject()) {
      problem("/properties", "properties는 객체여야 합니다.", "is an object");
      return admitted;
    }
    for (var e : given.properties()) {
      boolean isName =
          layer.contribution().nameProperty().filter(n -> n.equals(e.getKey())).isPresent();
      if (layer.contribution().admits(e.getKey()) && !isName) {
        if (!e.getValue().asText("x").isBlank()) {
          admitted.set(e.getKey(), e.getValue());
        }
      } else {
        problems.add(new FeatureProblem("/properties/" + escape(e.getKey()), NOT_YOURS));
      }
    }
    return admitted;
  }

  private Feature parsed(Layer layer, JsonNode geometry, ObjectNode properties) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("type", "Feature");
    node.set("geometry", geometry);
    node.set("properties", properties);
    try {
      return parsers.draft(layer).parse(node);
    } catch (InvalidFeatureException e) {
      problems.addAll(e.problems());
      return null;
    }
  }

  private List<Attachment> attachments() {
    List<Attachment> attachments = new ArrayList<>();
    JsonNode media = sent.path("media");
    if (media.isMissingNode() || media.isNull()) {
      return attachments;
    }
    if (!media.isArray() || media.size() > MOST_PHOTOS + 1) {
      problem(
          "/media",
          "사진은 " + MOST_PHOTOS + "장, 녹음은 하나까지 보낼 수 있습니다.",
          "is a list of at most " + MOST_PHOTOS + " photos and one recording");
      return attachments;
    }
    for (int i = 0; i < media.size(); i++) {
      String at = "/media/" + i;
      JsonNode one = media.get(i);
      refuseUnknown(one, Set.of("id", "alt", "people"), at);
      PlainText plain = new PlainText(sent, problems);
      String id = plain.text(at + "/id", LONGEST_ID, false);
      String alt = plain.text(at + "/alt", LONGEST_ALT, true);
      JsonNode people = one.path("people");
      if (!people.isMissingNode() && !people.isBoolean()) {
        problem(at + "/people", "true나 false를 쓰세요.", "is true or false");
      }
      if (id.isEmpty()) {
        problem(at + "/id", "먼저 올린 파일의 번호를 쓰세요.", "is the id of a file that was uploaded");
      }
      if (alt.isEmpty()) {
        problem(
            at + "/alt",
            "보지 못하거나 듣지 못하는 이웃을 위해 무엇인지 한 줄로 적어 주세요.",
            "say in a line what it is, for those who cannot see or hear it");
      }
      attachments.add(new Attachment(id, null, alt, people.asBoolean(false)));
    }
    return attachments;
  }

  private void refuseUnknown(JsonNode object, Set<String> known, String at) {
    for (var e : object.properties()) {
      if (!known.contains(e.getKey())) {
        problems.add(new FeatureProblem(at + "/" + escape(e.getKey()), NOT_YOURS));
      }
    }
  }

  /** A name as a step of a JSON pointer (RFC 6901); a very long one is cut. */
  private static String escape(String name) {
    String cut = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    return cut.replace("~", "~0").replace("/", "~1");
  }

  private static void put(ObjectNode content, String member, String text) {
    if (!text.isEmpty()) {
      content.put(member, text);
    }
  }

  private static boolean isEmpty(ObjectNode content) {
    return !content.has("properties")
        && !content.has("geometry")
        && !content.has("text")
        && !content.has("addressText");
  }
}
