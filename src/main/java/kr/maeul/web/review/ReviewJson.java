package kr.maeul.web.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kr.maeul.feature.parse.FeatureText;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;
import kr.maeul.review.desk.ReviewDesk;
import kr.maeul.review.desk.Reviewers;
import kr.maeul.review.desk.SubmissionDetails;
import kr.maeul.review.desk.SubmissionList;
import kr.maeul.review.submission.ContributorContact;
import kr.maeul.review.submission.Message;
import kr.maeul.review.submission.Submission;
import kr.maeul.review.submission.SubmissionState;
import kr.maeul.review.submission.media.Attachment;
import kr.maeul.review.submit.ConsentTexts;
import kr.maeul.review.submit.PrivateLinks;
import kr.maeul.web.ogc.document.FeaturePreview;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.Urls;

/** Submissions as JSON. Safe for use by several threads. */
final class ReviewJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final FeaturePreview previews = new FeaturePreview();
  private final LayerCatalog layers;

  ReviewJson(LayerCatalog layers) {
    this.layers = layers;
  }

  ObjectNode consents(Exchange e, ConsentTexts texts) {
    ObjectNode json = JSON.objectNode();
    json.put("version", texts.version()).put("language", e.lang().tag());
    ArrayNode items = json.putArray("items");
    texts
        .items()
        .forEach(
            i ->
                items
                    .addObject()
                    .put("id", i.id())
                    .put("title", e.say(i.title()))
                    .put("text", e.say(i.text())));
    return json;
  }

  /** What its contributor sees: nobody's name of the centre, and not the contact itself. */
  ObjectNode mine(Exchange e, PrivateLinks.Mine mine) {
    Submission s = mine.submission();
    ObjectNode json = base(e, s);
    content(json, s);
    media(json, mine.attachments(), mine.keys());
    ContributorContact contact = mine.contact();
    json.putObject("contact")
        .put("hasEmail", contact.email() != null)
        .put("hasTelephone", contact.telephone() != null);
    json.put("canEdit", canEdit(s)).put("canWithdraw", s.state() != SubmissionState.WITHDRAWN);
    ArrayNode messages = json.putArray("messages");
    for (Message m : mine.history()) {
      messages
          .addObject()
          .put("at", m.at().toString())
          .put("kind", m.kind().word())
          .put("from", m.account() == null ? "contributor" : "centre")
          .put("text", m.text());
    }
    if (mine.edit() != null) {
      json.set("edit", mine(e, mine.edit()));
    }
    return json;
  }

  private static boolean canEdit(Submission s) {
    return s.state().isOpen()
        || s.state() == SubmissionState.APPROVED
            && s.kind() == kr.maeul.review.submission.SubmissionKind.NEW;
  }

  ObjectNode page(Exchange e, SubmissionList.Page page) {
    ObjectNode json = JSON.objectNode();
    ArrayNode list = json.putArray("submissions");
    page.submissions().forEach(s -> list.add(desk(e, s)));
    json.set("counts", counts(page.counts()));
    json.put("after", page.next());
    return json;
  }

  /** How many there are in each state; of those that there are none of, zero. */
  ObjectNode counts(Map<SubmissionState, Integer> counts) {
    ObjectNode json = JSON.objectNode();
    for (SubmissionState state : SubmissionState.values()) {
      json.put(state.word(), counts.getOrDefault(state, 0));
    }
    return json;
  }

  /** The same, with how many wait for people of another role. */
  ObjectNode counts(
      Exchange e, Map<SubmissionState, Integer> counts, List<ReviewDesk.Elsewhere> elsewhere) {
    ObjectNode json = counts(counts);
    ArrayNode others = json.putArray("elsewhere");
    for (ReviewDesk.Elsewhere one : elsewhere) {
      others
          .addObject()
          .put("layer", one.layer().id())
          .put("title", e.say(one.layer().title()))
          .put("role", one.role().word())
          .put("waiting", one.waiting());
    }
    return json;
  }

  ObjectNode contact(ContributorContact contact) {
    return JSON.objectNode()
        .put("email", contact.email())
        .put("telephone", contact.telephone())
        .put("guardian", contact.guardian());
  }

  ObjectNode reviewers(List<Reviewers.Reviewer> reviewers) {
    ObjectNode json = JSON.objectNode();
    ArrayNode list = json.putArray("reviewers");
    reviewers.forEach(r -> list.addObject().put("account", r.account()).put("name", r.name()));
    return json;
  }

  ObjectNode detail(Exchange e, SubmissionDetails.Detail d) throws IOException {
    ObjectNode json = desk(e, d.submission());
    content(json, d.submission());
    json.set("values", d.values());
    json.set("preset", preset(d.layer()));
    json.set("consents", d.submission().consents());
    json.putObject("contact")
        .put("hasEmail", d.contact().email() != null)
        .put("hasTelephone", d.contact().telephone() != null)
        .put("hasGuardian", d.contact().guardian() != null);
    media(json, d.attachments(), Map.of());
    json.set("live", d.live() == null ? json.nullNode() : FeatureText.toJson(d.live()));
    View everyones = d.layer().viewFor(Audience.PUBLIC);
    json.set("look", d.look() == null ? json.nullNode() : previews.of(e, everyones, d.look()));
    ArrayNode differences = json.putArray("differences");
    for (SubmissionDetails.Difference x : d.differences()) {
      ObjectNode one = differences.addObject();
      one.put("property", x.property()).put("title", title(e, d.layer(), x.property()));
      one.set("before", orNull(x.before()));
      one.set("after", orNull(x.after()));
    }
    ArrayNode alike = json.putArray("alike");
    for (SubmissionDetails.Alike a : d.alike()) {
      ObjectNode one = alike.addObject().put("id", a.id()).put("title", e.say(a.title()));
      one.put("type", a.isSubmission() ? "submission" : "item");
      one.set("geometry", orNull(a.place()));
    }
    ArrayNode history = json.putArray("history");
    for (Message m : d.history()) {
      history
          .addObject()
          .put("at", m.at().toString())
          .put("kind", m.kind().word())
          .put("account", m.account())
          .put("name", m.name())
          .put("internal", !m.kind().isForContributor())
          .put("text", m.text());
    }
    return json;
  }

  private ObjectNode desk(Exchange e, Submission s) {
    return base(e, s)
        .put("title", s.title())
        .put("assignedTo", s.assignedTo())
        .put("assignedName", s.assignedName())
        .put("decidedBy", s.endedBy())
        .put("parent", s.parentId());
  }

  private ObjectNode base(Exchange e, Submission s) {
    ObjectNode json = JSON.objectNode();
    json.put("id", s.id())
        .put("kind", s.kind().word())
        .put("layer", s.layer())
        .put("layerTitle", layers.layer(s.layer()).map(Layer::title).map(e::say).orElse(s.layer()))
        .put("state", s.state().word())
        .put("stateTitle", e.say(s.state().title()))
        .put("version", s.version())
        .put("receivedAt", s.receivedAt().toString())
        .put("changedAt", s.changedAt().toString())
        .put("endedAt", s.endedAt() == null ? null : s.endedAt().toString())
        .put("reason", s.reason())
        .put("item", s.featureId());
    if (s.featureId() != null) {
      json.put(
          "itemPath", "/api/collections/" + s.layer() + "/items/" + Urls.segment(s.featureId()));
    }
    return json;
  }

  private static void content(ObjectNode json, Submission s) {
    JsonNode properties = s.content().path("properties");
    json.set("properties", properties.isObject() ? properties : JSON.objectNode());
    for (String member : List.of("geometry", "addressText", "text", "name")) {
      json.set(member, orNull(s.content().get(member)));
    }
  }

  /**
   * Photos and sound are reached by the addresses of the media, with the key where there is one.
   */
  private static void media(
      ObjectNode json, List<Attachment> attachments, Map<String, String> keys) {
    ArrayNode media = json.putArray("media");
    for (Attachment a : attachments) {
      ObjectNode one =
          media
              .addObject()
              .put("id", a.mediaId())
              .put("medium", a.medium().name().toLowerCase(Locale.ROOT))
              .put("alt", a.alt())
              .put("people", a.showsPeople());
      if (keys.containsKey(a.mediaId())) {
        one.put("key", keys.get(a.mediaId()));
      }
    }
  }

  /** What the layer gives every feature that comes of a contribution. */
  private static ObjectNode preset(Layer layer) {
    ObjectNode preset = JSON.objectNode();
    layer
        .contribution()
        .set()
        .forEach((name, value) -> preset.set(name, FeatureText.toJson(value)));
    return preset;
  }

  private static String title(Exchange e, Layer layer, String property) {
    return layer
        .property(property)
        .map(p -> e.say(p.title()))
        .orElse(property.equals("geometry") ? e.say(layer.geometry().title()) : property);
  }

  private static JsonNode orNull(JsonNode node) {
    return node == null ? JSON.nullNode() : node;
  }
}
