package kr.maeul.media;

import kr.maeul.media.file.MediaRefusedException;
import kr.maeul.media.file.MediaRefusedException.Reason;
import kr.maeul.people.identity.Role;

/** Who may see and change photos and sound. Safe for use by several threads. */
final class MediaVisibility {
  private final Showings attachments;

  MediaVisibility(Showings attachments) {
    this.attachments = attachments;
  }

  /** Anyone who sees a feature that names it; before that the uploader and reviewers. */
  boolean maySee(Medium medium, boolean isKept, Asker asker) {
    boolean isOwn = asker.uploaded(medium) && (medium.attached() == null || isKept);
    boolean isReviewed = isKept && asker.caller().has(Role.STAFF);
    return isOwn || isReviewed || attachments.isShown(asker.caller().audience(), medium.id());
  }

  /** Whether somebody may put it into what they write. */
  boolean mayUse(Medium medium, boolean isKept, Asker asker) {
    boolean isOwn = asker.uploaded(medium) && (medium.attached() == null || isKept);
    return isOwn || asker.isEditor() && maySee(medium, isKept, asker);
  }

  /** Its uploader until it is in a feature, and editors. */
  static void requireEditor(Medium medium, Asker asker) {
    boolean mayEdit = asker.isEditor() || asker.uploaded(medium) && medium.attached() == null;
    if (!mayEdit) {
      throw new MediaRefusedException(
          Reason.NOT_YOURS,
          "올린 사람이나 편집하는 사람만 바꿀 수 있습니다.",
          "only editors and whoever uploaded it may change it");
    }
  }
}
