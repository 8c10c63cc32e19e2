package kr.maeul.review.submit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kr.maeul.db.Transaction;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.View;
import kr.maeul.review.mail.Outbox;
import kr.maeul.review.submission.AttachmentRows;
import kr.maeul.review.submission.ContactRows;
import kr.maeul.review.submission.Message;
import kr.maeul.review.submission.MessageRows;
import kr.maeul.review.submission.Submission;
import kr.maeul.review.submission.SubmissionKind;
import kr.maeul.review.submission.SubmissionRows;
import kr.maeul.review.submission.SubmissionState;
import kr.maeul.review.submission.media.Attachment;
import kr.maeul.store.edit.Author;
import kr.maeul.store.edit.FeatureEdits.Versioned;
import kr.maeul.store.edit.NoSuchFeatureException;
import org.jdbi.v3.core.Handle;

/**
 * Takes a contribution back at its sender's word. A story is removed; of a reported house the facts
 * stay with the centre, which say nothing of who reported it. For one transaction.
 */
final class Withdrawal {
  private static final Author CONTRIBUTOR = new Author(null, "기여자", "기여자가 철회함");

  private final ReviewParts parts;
  private final Transaction transaction;
  private final Handle h;

  Withdrawal(ReviewParts parts, Transaction transaction) {
    this.parts = parts;
    this.transaction = transaction;
    this.h = transaction.handle();
  }

  /**
   * @param held locked
   * @return the media to take away when the transaction has ended
   */
  List<String> of(Submission held) {
    List<Attachment> attachments = AttachmentRows.of(h, held.id());
    if (held.featureId() != null && held.kind() != SubmissionKind.CORRECTION) {
      parts.layers().layer(held.layer()).ifPresent(layer -> take(held, layer, attachments));
    }
    List<String> media = attachments.stream().map(Attachment::mediaId).toList();
    parts.attachments().release(transaction, held.id());
    AttachmentRows.delete(h, media);
    List<Submission> all = new ArrayList<>(SubmissionRows.editsOf(h, held.id()));
    all.add(held);
    List<String> ids = all.stream().map(Submission::id).toList();
    ContactRows.drop(h, ids);
    MessageRows.drop(h, ids);
    for (Submission s : all) {
      Outbox.dropOf(h, s.id());
      SubmissionRows.update(
          h,
          s.toBuilder()
              .state(SubmissionState.WITHDRAWN)
              .feature(null)
              .content(null, null)
              .consents(null)
              .ended(parts.now(), null, null)
              .changedAt(parts.now()));
      MessageRows.insert(
          h, s.id(), new Message(parts.now(), Message.Kind.WITHDRAWN, null, null, null));
    }
    return media;
  }

  private void take(Submission s, Layer layer, List<Attachment> attachments) {
    View all = layer.viewFor(Audience.PLANNER);
    try {
      if (s.kind() == SubmissionKind.NEW) {
        parts.edits().remove(transaction, all, s.featureId(), null, CONTRIBUTOR);
        parts.archive().forget(transaction, all, s.featureId());
      } else {
        withoutMedia(s, layer, all, attachments);
      }
    } catch (NoSuchFeatureException e) {
      // the centre has removed it already; it must not come back from the bin
      parts.archive().forget(transaction, all, s.featureId());
    }
  }

  private void withoutMedia(Submission s, Layer layer, View all, List<Attachment> attachments) {
    Map<String, Object> values = parts.attachments().values(layer, attachments);
    Versioned live =
        parts
            .edits()
            .read(transaction, all, s.featureId())
            .orElseThrow(NoSuchFeatureException::new);
    Map<String, Object> kept = new java.util.LinkedHashMap<>(live.feature().properties());
    if (kept.keySet().removeAll(values.keySet())) {
      Feature without = new Feature(s.featureId(), live.feature().geometry(), kept);
      parts.edits().replace(transaction, all, s.featureId(), without, live.version(), CONTRIBUTOR);
    }
  }
}
