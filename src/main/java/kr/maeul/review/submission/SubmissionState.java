package kr.maeul.review.submission;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import kr.maeul.layer.text.Text;

/** Where a submission is: received → changes asked ⇄ answered → approved or refused. */
public enum SubmissionState {
  RECEIVED(new Text("검토 대기", "Waiting for review")),
  CHANGES_ASKED(new Text("보완 요청", "Changes asked")),
  ANSWERED(new Text("답변 받음", "Answered")),
  APPROVED(new Text("반영됨", "Approved")),
  REFUSED(new Text("반려", "Refused")),
  /** It was published, and the centre has taken it from everyone's sight. */
  TAKEN_DOWN(new Text("게시중단", "Taken down")),
  /** Its sender has taken it back; only the fact is kept. */
  WITHDRAWN(new Text("철회됨", "Withdrawn"));

  static final Set<SubmissionState> OPEN = EnumSet.of(RECEIVED, CHANGES_ASKED, ANSWERED);

  private final Text title;

  SubmissionState(Text title) {
    this.title = title;
  }

  public Text title() {
    return title;
  }

  /** Whether the centre has yet to decide. */
  public boolean isOpen() {
    return OPEN.contains(this);
  }

  /** The word used in JSON and in the database, such as {@code changes-asked}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<SubmissionState> ofWord(String word) {
    for (SubmissionState state : values()) {
      if (state.word().equals(word)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
