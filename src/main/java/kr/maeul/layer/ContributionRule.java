package kr.maeul.layer;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people without an account may send to a layer ({@code x-maeul-contribute}). Whatever is not
 * named here is the centre's to set.
 *
 * @param taking whether new features may be sent, and what becomes of them
 * @param properties names of the properties that a contributor may fill, in the layer's sequence
 * @param nameProperty the one of them that holds the name under which a contribution is shown
 * @param set values of every feature that comes of a contribution
 * @param publish values that a feature has besides once it is approved for everyone
 * @param draft values that it has instead while the centre goes on working at it
 * @param takeDown values that take a published feature from everyone's sight; where empty, taking
 *     down removes it
 */
public record ContributionRule(
    Taking taking,
    List<String> properties,
    Optional<String> nameProperty,
    Map<String, Object> set,
    Map<String, Object> publish,
    Map<String, Object> draft,
    Map<String, Object> takeDown) {

  /** What becomes of new features that people send. */
  public enum Taking {
    /** None are taken. People may still say what is wrong with those that there are. */
    NOTHING,
    /** They are shown to everyone once they are approved. */
    STORIES,
    /** They are kept for the centre once they are approved and shown to nobody. */
    REPORTS
  }

  /** The rule of a layer that says nothing of contributions. */
  public static final ContributionRule NONE =
      new ContributionRule(
          Taking.NOTHING, List.of(), Optional.empty(), Map.of(), Map.of(), Map.of(), Map.of());

  public boolean admits(String property) {
    return properties.contains(property);
  }
}
