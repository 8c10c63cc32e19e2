package kr.maeul.review.submission.media;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import kr.maeul.db.Transaction;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.layer.Layer;
import kr.maeul.people.identity.Caller;

/** Where photos and recordings are kept. Safe for use by several threads. */
public interface ContributionMedia {

  /**
   * One that was stored.
   *
   * @param longitude where a photo says that it was taken, or NaN; returned once and kept nowhere
   * @param latitude the same
   */
  record Stored(String mediaId, Attachment.Medium medium, double longitude, double latitude) {}

  /** Where none are taken. */
  ContributionMedia NONE =
      new ContributionMedia() {
        @Override
        public Stored take(InputStream in, long declaredBytes, String key, String sender) {
          throw InvalidDraftException.of("", "여기서는 파일을 받지 않습니다.", "no files are taken here");
        }

        @Override
        public Map<String, Object> values(Layer layer, List<Attachment> attachments) {
          return Map.of();
        }

        @Override
        public void keep(Transaction t, String submissionId, Collection<String> ids, String key) {}

        @Override
        public void describe(Attachment attachment, String key) {}

        @Override
        public List<FeatureProblem> attach(
            Transaction t, Layer layer, Feature before, Feature after, Caller caller) {
          return List.of();
        }

        @Override
        public void release(Transaction t, String submissionId) {}

        @Override
        public void discard(Collection<String> mediaIds) {}
      };

  /**
   * Stores one that nobody but who has the key and the centre can see yet.
   *
   * @param in its bytes, whatever the sender says they are
   * @param declaredBytes how many the sender says, or -1
   * @param key secret by which its sender is known again
   * @param sender network: who sends many files waits for themselves alone
   * @throws RuntimeException of the media package's own if it is not one that is taken
   */
  Stored take(InputStream in, long declaredBytes, String key, String sender) throws IOException;

  /** The property values by which a feature of the layer holds them; empty where it cannot. */
  Map<String, Object> values(Layer layer, List<Attachment> attachments);

  /** Keeps them for a submission, so that they are not swept away. */
  void keep(Transaction transaction, String submissionId, Collection<String> ids, String key);

  /** Says of one what it shows; in a transaction of its own. */
  void describe(Attachment attachment, String key);

  /**
   * Call where a feature is written, in its transaction.
   *
   * @param before null for a new feature
   * @return why it may not name what it names, empty where it may
   */
  List<FeatureProblem> attach(
      Transaction transaction, Layer layer, Feature before, Feature after, Caller caller);

  /** Keeps what a submission brought no longer. */
  void release(Transaction transaction, String submissionId);

  /**
   * Takes them away at once, whatever names them. Call when the transaction that ends their use has
   * ended.
   */
  void discard(Collection<String> mediaIds);
}
