package kr.maeul.feature;

import java.time.Instant;

/**
 * A closed interval of time; null is open.
 *
 * @param start first instant, or null
 * @param end last instant, or null
 */
public record TimeInterval(Instant start, Instant end) {}
