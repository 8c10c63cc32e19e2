package kr.maeul.review.submission;

import java.time.Instant;

/**
 * What was sent and when, and nothing of what stands in it.
 *
 * @param receivedAt when it came
 */
public record Received(SubmissionKind kind, Instant receivedAt) {}
