package kr.maeul.review.submission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** A submission with some of what it says changed. For one thread. */
public final class Revised {
  private final Submission from;
  private SubmissionState state;
  private String featureId;
  private ObjectNode content;
  private String title;
  private ObjectNode consents;
  private Instant endedAt;
  private String endedBy;
  private String reason;
  private String assignedTo;
  private String assignedName;

  private Revised(Submission from) {
    this.from = from;
    this.state = from.state();
    this.featureId = from.featureId();
    this.content = from.content();
    this.title = from.title();
    this.consents = from.consents();
    this.endedAt = from.endedAt();
    this.endedBy = from.endedBy();
    this.reason = from.reason();
    this.assignedTo = from.assignedTo();
    this.assignedName = from.assignedName();
  }

  public static Revised of(Submission submission) {
    return new Revised(submission);
  }

  public Revised state(SubmissionState to) {
    this.state = to;
    return this;
  }

  public Revised feature(String id) {
    this.featureId = id;
    return this;
  }

  public Revised content(ObjectNode to, String titled) {
    this.content = to;
    this.title = titled;
    return this;
  }

  public Revised consents(ObjectNode to) {
    this.consents = to;
    return this;
  }

  public Revised ended(Instant at, String by, String why) {
    this.endedAt = at;
    this.endedBy = by;
    this.reason = why;
    return this;
  }

  public Revised assigned(String account, String name) {
    this.assignedTo = account;
    this.assignedName = name;
    return this;
  }

  public Submission at(Instant changedAt) {
    return new Submission(
        from.id(),
        from.kind(),
        from.layer(),
        featureId,
        from.parentId(),
        state,
        from.version(),
        from.receivedAt(),
        changedAt,
        endedAt,
        endedBy,
        reason,
        assignedTo,
        assignedName,
        title,
        content,
        consents);
  }
}
