package kr.maeul.review.submission;

import java.util.Locale;
import java.util.Optional;
import kr.maeul.layer.text.Text;

/** What a submission is. */
public enum SubmissionKind {
  /** A new feature, shown to everyone once it is approved: 이야기 남기기. */
  NEW(new Text("새 이야기", "New")),
  /** What is wrong with a public item: 고칠 점 알리기. */
  CORRECTION(new Text("고칠 점", "Correction")),
  /** A house that stands empty, never shown to everyone: 빈집 알리기. */
  VACANCY(new Text("빈집 알림", "Vacancy report")),
  /** A contributor's change of an own published item; made through the private link. */
  EDIT(new Text("고쳐 쓴 것", "Edit"));

  private final Text title;

  SubmissionKind(Text title) {
    this.title = title;
  }

  public Text title() {
    return title;
  }

  /** The word used in JSON and in the database. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether approving it makes a feature. */
  public boolean makesFeature() {
    return this == NEW || this == VACANCY;
  }

  public static Optional<SubmissionKind> ofWord(String word) {
    for (SubmissionKind kind : values()) {
      if (kind.word().equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
