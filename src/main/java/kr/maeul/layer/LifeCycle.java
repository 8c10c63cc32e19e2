package kr.maeul.layer;

import java.util.Optional;

/**
 * How features of a layer come before the public and go again ({@code x-maeul-status}). Which rows
 * are public is still decided by {@link PublicRule}; this says which values mean what.
 *
 * @param property the status
 * @param draft value of one that is being written; new features have it unless they say other
 * @param review value of one that waits for a decision, if there is such a value
 * @param published value of one that everyone may see
 * @param withdrawn value of one that was taken down
 * @param publishAt a time; a published feature that has one is not public yet. When it comes the
 *     service takes the time away, and the feature is public
 */
public record LifeCycle(
    Property property,
    String draft,
    Optional<String> review,
    String published,
    String withdrawn,
    Optional<Property> publishAt) {}
