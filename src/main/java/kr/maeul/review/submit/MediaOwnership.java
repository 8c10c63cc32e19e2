package kr.maeul.review.submit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.layer.text.Text;
import kr.maeul.review.submission.AttachmentRows;
import kr.maeul.review.submission.media.Attachment;
import org.jdbi.v3.core.Handle;

/** Which of the media that somebody names are theirs. Stateless. */
final class MediaOwnership {
  private MediaOwnership() {}

  /**
   * One that was uploaded for another form is as unknown as one that never was.
   *
   * @param draftHash to what uploads that were not sent yet are bound
   * @param submissionId whose media may be named again, or null
   * @param problems are added to
   */
  static List<Attachment> known(
      Handle h,
      List<Attachment> attachments,
      String draftHash,
      String submissionId,
      List<FeatureProblem> problems) {
    List<Attachment> known = new ArrayList<>();
    for (int i = 0; i < attachments.size(); i++) {
      Attachment a = attachments.get(i);
      Optional<Attachment.Medium> medium =
          AttachmentRows.medium(h, a.mediaId(), draftHash, submissionId);
      boolean isTwice = known.stream().anyMatch(k -> k.mediaId().equals(a.mediaId()));
      if (medium.isEmpty() || isTwice) {
        problems.add(
            new FeatureProblem(
                "/media/" + i + "/id",
                new Text(
                    "올린 파일 가운데 그런 것이 없습니다. 다시 올려 주세요.",
                    "is no file that was uploaded; upload it again")));
      } else {
        known.add(new Attachment(a.mediaId(), medium.get(), a.alt(), a.showsPeople()));
      }
    }
    long photos = known.stream().filter(a -> a.medium() == Attachment.Medium.PHOTO).count();
    if (photos > DraftReader.MOST_PHOTOS || known.size() - photos > 1) {
      problems.add(
          new FeatureProblem(
              "/media",
              new Text(
                  "사진은 " + DraftReader.MOST_PHOTOS + "장, 녹음은 하나까지 보낼 수 있습니다.",
                  "is at most " + DraftReader.MOST_PHOTOS + " photos and one recording")));
    }
    return known;
  }
}
