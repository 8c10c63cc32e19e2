package kr.maeul.review.submission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import kr.maeul.review.submit.Draft;

/**
 * A submission as it is stored, without what is kept apart.
 *
 * @param featureId of the item that it is about or became, or null
 * @param parentId of the submission whose item this one changes, or null
 * @param version goes up with every change
 * @param endedAt when it was decided, refused, taken down or withdrawn, or null
 * @param endedBy name of whoever of the centre did, or null
 * @param reason why it was refused or taken down, or null
 * @param assignedTo account that looks after it, or null
 * @param assignedName name of that account, or null
 * @param title to show in lists, may be null
 * @param content as in {@link Draft#content()}; empty once it was cleared
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
    ObjectNode consents) {}
