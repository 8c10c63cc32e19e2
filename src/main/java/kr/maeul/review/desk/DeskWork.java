package kr.maeul.review.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kr.maeul.db.Transaction;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.people.identity.Caller;
import kr.maeul.review.mail.Outbox;
import kr.maeul.review.submission.AttachmentRows;
import kr.maeul.review.submission.FeatureNode;
import kr.maeul.review.submission.Message;
import kr.maeul.review.submission.MessageRows;
import kr.maeul.review.submission.Proposal;
import kr.maeul.review.submission.Submission;
import kr.maeul.review.submission.SubmissionAttachments;
import kr.maeul.review.submission.SubmissionKind;
import kr.maeul.review.submission.media.Attachment;
import kr.maeul.review.submission.media.InvalidDraftException;
import kr.maeul.review.submit.ReviewParts;
import kr.maeul.store.edit.Author;
import kr.maeul.store.edit.FeatureEdits.Versioned;
import kr.maeul.store.edit.NoSuchFeatureException;
import org.jdbi.v3.core.Handle;

/** What a decision does to a submission that is held. For one decision in one transaction. */
final class DeskWork {
  private final ReviewParts parts;
  private final Transaction transaction;
  private final Handle h;
  private final Caller caller;
  private final Submission submission;
  private final Layer layer;
  private final List<String> gone = new ArrayList<>();

  DeskWork(
      ReviewParts parts,
      Transaction transaction,
      Caller caller,
      Submission submission,
      Layer layer) {
    this.parts = parts;
    this.transaction = transaction;
    this.h = transaction.handle();
    this.caller = caller;
    this.submission = submission;
    this.layer = layer;
  }

  /** Media to be taken away when the transaction has ended. */
  List<String> gone() {
    return gone;
  }

  Submission submission() {
    return submission;
  }

  void say(Message.Kind kind, String text) {
    MessageRows.insert(
        h, submission.id(), new Message(parts.now(), kind, caller.account(), caller.name(), text));
  }

  /** By e-mail, where there is an address and mail is set up. */
  void tell(Outbox.What what) {
    if (parts.letters().isOn()) {
      String owner = submission.parentId() == null ? submission.id() : submission.parentId();
      Outbox.put(h, owner, what, parts.now(), Duration.ZERO);
    }
  }

  /**
   * Writes the feature.
   *
   * @return its id, or null where nothing is written
   */
  String write(ReviewDesk.Approval approval) {
    List<Attachment> attachments =
        approval.withMedia() ? SubmissionAttachments.submission(h, submission) : List.of();
    boolean showsMedia = submission.kind() != SubmissionKind.CORRECTION;
    ObjectNode values =
        Proposal.values(
            layer, submission.content(), showsMedia ? attachments : List.of(), parts.attachments());
    if (approval.properties() instanceof ObjectNode given) {
      refuseHidden(given);
      values.setAll(given);
    }
    JsonNode geometry =
        approval.geometry() == null ? submission.content().path("geometry") : approval.geometry();
    return submission.kind().makesFeature()
        ? create(geometry, values, approval.isDraft())
        : change(geometry, values);
  }

  /** Nobody writes by way of a contribution what they could not write otherwise. */
  private void refuseHidden(ObjectNode given) {
    View callers = layer.viewFor(caller.audience());
    List<FeatureProblem> problems =
        given.properties().stream()
            .map(java.util.Map.Entry::getKey)
            .filter(n -> callers.property(n).isEmpty() && !layer.contribution().admits(n))
            .map(
                n ->
                    new FeatureProblem(
                        "/properties/" + n,
                        new Text("이 레이어에 없는 속성입니다.", "is not a property of this layer")))
            .toList();
    if (!problems.isEmpty()) {
      throw new InvalidDraftException(problems);
    }
  }

  private String create(JsonNode geometry, ObjectNode values, boolean isDraft) {
    Proposal.Stage stage = isDraft ? Proposal.Stage.DRAFT : Proposal.Stage.PUBLISHED;
    Feature feature =
        Proposal.parse(
            parts.parsers().whole(layer), Proposal.fresh(layer, geometry, values, stage));
    attach(null, feature);
    return parts
        .edits()
        .create(
            transaction,
            view(),
            new Feature(null, feature.geometry(), feature.properties()),
            author("보내 준 내용을 반영함"))
        .id();
  }

  /** A correction of words alone is for the centre to carry out; it changes nothing here. */
  private String change(JsonNode geometry, ObjectNode values) {
    if (values.isEmpty() && geometry.isMissingNode()) {
      return submission.featureId();
    }
    Versioned live = live();
    Feature changed =
        Proposal.parse(
            parts.parsers().whole(layer), Proposal.changed(live.feature(), geometry, values));
    attach(live.feature(), changed);
    if (submission.kind() == SubmissionKind.EDIT) {
      dropWhatIsLeftOut();
    }
    parts
        .edits()
        .replace(
            transaction,
            view(),
            submission.featureId(),
            changed,
            live.version(),
            author("보내 준 고칠 점을 반영함"));
    return submission.featureId();
  }

  private void attach(Feature before, Feature after) {
    List<FeatureProblem> problems =
        parts.attachments().attach(transaction, layer, before, after, caller);
    if (!problems.isEmpty()) {
      throw new InvalidDraftException(problems);
    }
  }

  private void dropWhatIsLeftOut() {
    List<String> kept =
        SubmissionAttachments.submission(h, submission).stream().map(Attachment::mediaId).toList();
    AttachmentRows.of(h, submission.parentId()).stream()
        .map(Attachment::mediaId)
        .filter(id -> !kept.contains(id))
        .forEach(gone::add);
    AttachmentRows.delete(h, gone);
  }

  /** Takes the item from everyone's sight, by the values that the layer has for that. */
  void hide(String reason) {
    Map<String, Object> hidden = layer.contribution().takeDown();
    Author author = author("게시중단: " + reason);
    if (hidden.isEmpty()) {
      parts.edits().remove(transaction, view(), submission.featureId(), null, author);
      return;
    }
    Versioned live = live();
    Feature changed =
        Proposal.parse(
            parts.parsers().whole(layer),
            Proposal.changed(
                live.feature(),
                com.fasterxml.jackson.databind.node.MissingNode.getInstance(),
                FeatureNode.properties(hidden)));
    parts
        .edits()
        .replace(transaction, view(), submission.featureId(), changed, live.version(), author);
  }

  private Versioned live() {
    return parts
        .edits()
        .read(transaction, view(), submission.featureId())
        .orElseThrow(NoSuchFeatureException::new);
  }

  /**
   * All of the layer: what a contributor may fill is for the centre to write, regardless of who
   * sees it.
   */
  private View view() {
    return layer.viewFor(Audience.PLANNER);
  }

  private Author author(String reason) {
    return new Author(caller.account(), caller.name(), reason);
  }
}
