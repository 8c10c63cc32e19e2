package kr.maeul.review.submission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A submission as it is stored, without what is kept apart.
 *
 * @param featureId of the item that it is about or became, or null
 * @param parentId of the submission whose item this one changes, or null
 * @param version goes up with every change
 * @param endedAt when it was decided, refused, taken down or withdrawn, or null
 * @param endedBy name of the person at the centre who did, or null
 * @param reason why it was refused or taken down, or null
 * @param assignedTo account that looks after it, or null
 * @param assignedName name of that account, or null
 * @param title to show in lists, may be null
 * @param content as its sender wrote it; empty once it was cleared
 * @param consents with the time at which they were given, or null
 */
public record Submission(
    String id,
    SubmissionKind kind,
    String layer,
    String featureId,
    String parentId,
    SubmissionState state,
    long version,
    Instant receivedAt,
    Instant changedAt,
    Instant endedAt,
    String endedBy,
    String reason,
    String assignedTo,
    String assignedName,
    String title,
    ObjectNode content,
    ObjectNode consents) {

  /** One that has just come. */
  public static Builder received(String id, SubmissionKind kind, String layer, Instant at) {
    Builder builder = new Builder(id, kind, layer);
    builder.state = SubmissionState.RECEIVED;
    builder.version = 1;
    return builder.times(at, at);
  }

  /** One with the same values, of which some are to change. */
  public Builder toBuilder() {
    return new Builder(id, kind, layer)
        .feature(featureId)
        .parent(parentId)
        .state(state)
        .version(version)
        .times(receivedAt, changedAt)
        .ended(endedAt, endedBy, reason)
        .assigned(assignedTo, assignedName)
        .content(content, title)
        .consents(consents);
  }

  /** Names the values of a submission; those not named are null. For one thread. */
  public static final class Builder {
    private final String id;
    private final SubmissionKind kind;
    private final String layer;
    private String featureId;
    private String parentId;
    private SubmissionState state;
    private long version;
    private Instant receivedAt;
    private Instant changedAt;
    private Instant endedAt;
    private String endedBy;
    private String reason;
    private String assignedTo;
    private String assignedName;
    private String title;
    private ObjectNode content;
    private ObjectNode consents;

    Builder(String id, SubmissionKind kind, String layer) {
      this.id = id;
      this.kind = kind;
      this.layer = layer;
    }

    public Builder feature(String featureId) {
      this.featureId = featureId;
      return this;
    }

    public Builder parent(String parentId) {
      this.parentId = parentId;
      return this;
    }

    public Builder state(SubmissionState state) {
      this.state = state;
      return this;
    }

    Builder version(long version) {
      this.version = version;
      return this;
    }

    Builder times(Instant receivedAt, Instant changedAt) {
      this.receivedAt = receivedAt;
      this.changedAt = changedAt;
      return this;
    }

    public Builder content(ObjectNode content, String title) {
      this.content = content;
      this.title = title;
      return this;
    }

    public Builder consents(ObjectNode consents) {
      this.consents = consents;
      return this;
    }

    public Builder ended(Instant at, String by, String reason) {
      this.endedAt = at;
      this.endedBy = by;
      this.reason = reason;
      return this;
    }

    public Builder assigned(String account, String name) {
      this.assignedTo = account;
      this.assignedName = name;
      return this;
    }

    /** The submission as it is changed at that time. */
    public Submission changedAt(Instant at) {
      this.changedAt = at;
      return build();
    }

    public Submission build() {
      return new Submission(
          id,
          kind,
          layer,
          featureId,
          parentId,
          state,
          version,
          receivedAt,
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
}
