package kr.maeul.review.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kr.maeul.db.Transaction;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.layer.text.Text;
import kr.maeul.review.submission.AttachmentRows;
import kr.maeul.review.submission.ContributorContact;
import kr.maeul.review.submission.Message;
import kr.maeul.review.submission.MessageRows;
import kr.maeul.review.submission.Proposal;
import kr.maeul.review.submission.ReviewException;
import kr.maeul.review.submission.ReviewException.Reason;
import kr.maeul.review.submission.Submission;
import kr.maeul.review.submission.SubmissionAttachments;
import kr.maeul.review.submission.SubmissionKind;
import kr.maeul.review.submission.SubmissionRows;
import kr.maeul.review.submission.SubmissionState;
import kr.maeul.review.submission.media.Attachment;
import kr.maeul.review.submission.media.InvalidDraftException;
import org.jdbi.v3.core.Handle;

/** A change that a contributor makes by the private link. For one change in one transaction. */
final class ContributorChange {
  private static final Set<String> MEMBERS =
      Set.of(
          "properties",
          "geometry",
          "addressText",
          "text",
          "name",
          "media",
          "contact",
          "portrait",
          "answer");
  private static final int LONGEST_ANSWER = 2_000;
  private static final int MOST_MESSAGES = 200;

  private final ReviewParts parts;
  private final Transaction transaction;
  private final Handle h;
  private final String key;
  private final List<String> gone = new ArrayList<>();
  private List<Attachment> described = List.of();
  private final List<FeatureProblem> problems = new ArrayList<>();

  /**
   * @param key of uploads by the link
   */
  ContributorChange(ReviewParts parts, Transaction transaction, String key) {
    this.key = key;
    this.parts = parts;
    this.transaction = transaction;
    this.h = transaction.handle();
  }

  /**
   * @param held the submission of the link, locked
   * @param secretHash to which uploads by the link are bound
   */
  void apply(Submission held, JsonNode sent, String secretHash) {
    Submission s = open(held);
    if (MessageRows.count(h, s.id()) >= MOST_MESSAGES) {
      throw new ReviewException(
          Reason.TOO_MANY,
          new Text(
              "여기서 주고받은 말이 너무 많습니다. 센터로 전화해 주세요.", "too much was said here; telephone the centre"));
    }
    List<Attachment> before = SubmissionAttachments.submission(h, s);
    refuseUnknown(sent);
    DraftReader reader = new DraftReader(parts.layers(), parts.parsers(), merged(s, before, sent));
    Draft draft = reader.read(null);
    problems.addAll(reader.problems());
    String answer = new PlainText(sent, problems).text("/answer", LONGEST_ANSWER, true);
    if (draft == null || !problems.isEmpty()) {
      throw new InvalidDraftException(problems);
    }
    List<Attachment> after =
        MediaOwnership.known(h, draft.attachments(), secretHash, owner(s), problems);
    ObjectNode consents = consents(s, sent, after);
    if (!problems.isEmpty()) {
      throw new InvalidDraftException(problems);
    }
    ObjectNode content = draft.content();
    attach(s, before, after, content);
    if (sent.has("contact")) {
      String guardian = parts.contacts().of(h, s.id()).guardian();
      ContributorContact given = draft.contact();
      parts
          .contacts()
          .put(h, s.id(), new ContributorContact(given.email(), given.telephone(), guardian));
    }
    boolean isEdited = !content.equals(s.content()) || !after.equals(before);
    if (isEdited) {
      say(s, Message.Kind.EDITED, null);
    }
    if (!answer.isEmpty()) {
      say(s, Message.Kind.ANSWERED, answer);
    }
    boolean isAnswer =
        s.state() == SubmissionState.CHANGES_ASKED && (isEdited || !answer.isEmpty());
    SubmissionRows.update(
        h,
        s.toBuilder()
            .state(isAnswer ? SubmissionState.ANSWERED : s.state())
            .content(content, Proposal.title(draft.layer(), content))
            .consents(consents)
            .changedAt(parts.now()));
  }

  /** Media to be taken away when the transaction has ended. */
  List<String> gone() {
    return gone;
  }

  /** Media of which there is something new to say then. */
  List<Attachment> described() {
    return described;
  }

  /** The submission that a change goes to; one that changes a published item is started here. */
  private Submission open(Submission held) {
    if (held.state().isOpen()) {
      return held;
    }
    if (held.state() != SubmissionState.APPROVED || held.kind() != SubmissionKind.NEW) {
      throw new ReviewException(
          Reason.DECIDED,
          new Text(
              "이미 끝난 일이라 고칠 수 없습니다 (" + held.state().title().ko() + "). 새로 보내 주세요.",
              "this has ended and cannot be changed ("
                  + held.state().title().en()
                  + "); send a new one"));
    }
    List<Submission> edits = SubmissionRows.editsOf(h, held.id());
    if (!edits.isEmpty() && edits.get(0).state().isOpen()) {
      return SubmissionRows.lock(h, edits.get(0).id()).orElseThrow();
    }
    if (edits.size() >= 20) {
      throw new ReviewException(
          Reason.TOO_MANY,
          new Text("너무 여러 번 고치셨습니다. 센터로 전화해 주세요.", "too many changes; telephone the centre"));
    }
    Submission edit =
        Submission.received(
                UUID.randomUUID().toString(), SubmissionKind.EDIT, held.layer(), parts.now())
            .feature(held.featureId())
            .parent(held.id())
            .assigned(held.assignedTo(), held.assignedName())
            .content(held.content().deepCopy(), held.title())
            .consents(held.consents())
            .build();
    SubmissionRows.insert(h, edit, SubmissionRows.Sender.NONE);
    say(edit, Message.Kind.RECEIVED, null);
    return edit;
  }

  private static String owner(Submission s) {
    return s.parentId() == null ? s.id() : s.parentId();
  }

  private void refuseUnknown(JsonNode sent) {
    if (!sent.isObject()) {
      problem("", "JSON 객체를 보내세요.", "send a JSON object");
    }
    for (var e : sent.properties()) {
      if (!MEMBERS.contains(e.getKey())) {
        problem(
            "/" + e.getKey().replace("~", "~0").replace("/", "~1"),
            "여기서 고칠 수 있는 칸이 아닙니다. 빼고 다시 보내세요.",
            "cannot be changed here; leave it out and send again");
      }
    }
  }

  /** What was sent first, with the change laid over it, as though all of it were sent now. */
  private ObjectNode merged(Submission s, List<Attachment> attachments, JsonNode sent) {
    ObjectNode all = s.content().deepCopy();
    all.remove("media");
    SubmissionKind kind = s.kind() == SubmissionKind.EDIT ? SubmissionKind.NEW : s.kind();
    all.put("kind", kind.word()).put("layer", s.layer());
    if (s.kind() == SubmissionKind.CORRECTION) {
      all.put("item", s.featureId());
    }
    ArrayNode media = all.putArray("media");
    attachments.forEach(
        a ->
            media
                .addObject()
                .put("id", a.mediaId())
                .put("alt", a.alt())
                .put("people", a.showsPeople()));
    for (String member : List.of("geometry", "addressText", "text", "name", "media", "contact")) {
      if (sent.has(member)) {
        all.set(member, sent.get(member));
      }
    }
    JsonNode properties = sent.path("properties");
    if (properties.isObject()) {
      ObjectNode values =
          all.path("properties") instanceof ObjectNode stored
              ? stored
              : all.putObject("properties");
      properties.properties().forEach(e -> values.set(e.getKey(), e.getValue()));
    } else if (!properties.isMissingNode()) {
      all.set("properties", properties);
    }
    return all;
  }

  private ObjectNode consents(Submission s, JsonNode sent, List<Attachment> attachments) {
    ObjectNode consents = s.consents().deepCopy();
    if (sent.path("portrait").asBoolean(false) && !consents.path("portrait").asBoolean(false)) {
      consents.put("portrait", true).put("portraitAt", parts.now().toString());
    }
    boolean showsPeople = attachments.stream().anyMatch(Attachment::showsPeople);
    if (showsPeople && !consents.path("portrait").asBoolean(false)) {
      problem(
          "/portrait",
          "사진에 나온 사람의 허락을 받았는지 확인해 주세요.",
          "confirm that those in the photos have allowed it");
    }
    return consents;
  }

  /**
   * What a published item shows stays reachable until a change of it is decided; otherwise what is
   * left out is gone.
   */
  private void attach(
      Submission s, List<Attachment> before, List<Attachment> after, ObjectNode content) {
    List<String> fresh = AttachmentRows.unclaimed(h, after);
    parts.attachments().keep(transaction, owner(s), fresh, key);
    described = after.stream().filter(a -> fresh.contains(a.mediaId())).toList();
    if (s.kind() == SubmissionKind.EDIT) {
      content.set("media", SubmissionAttachments.json(after));
      AttachmentRows.adopt(h, owner(s), after);
      return;
    }
    AttachmentRows.claim(h, s.id(), after);
    List<String> kept = after.stream().map(Attachment::mediaId).toList();
    before.stream().map(Attachment::mediaId).filter(id -> !kept.contains(id)).forEach(gone::add);
    AttachmentRows.delete(h, gone);
  }

  private void say(Submission s, Message.Kind kind, String text) {
    MessageRows.insert(h, s.id(), new Message(parts.now(), kind, null, null, text));
  }

  private void problem(String pointer, String ko, String en) {
    problems.add(new FeatureProblem(pointer, new Text(ko, en)));
  }
}
