package kr.maeul.store.edit;

import java.time.Instant;

/**
 * A revision by which one property of a feature got another value.
 *
 * @param id of the feature
 * @param at when
 * @param before of the property's Java type; null where it had none, or the feature was not there
 * @param after likewise
 * @param isNew whether the feature came with this value
 */
public record PropertyChange(String id, Instant at, Object before, Object after, boolean isNew) {}
