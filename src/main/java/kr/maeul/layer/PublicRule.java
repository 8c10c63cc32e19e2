package kr.maeul.layer;

import java.util.List;
import java.util.Map;
import kr.maeul.layer.kind.Renewal;

/**
 * What everyone may see of a layer ({@code x-maeul-public}), and from whom on there is no such
 * rule.
 *
 * @param rows which rows
 * @param where for {@link Rows#MATCHING}: property name → the values of which a visible row has one
 * @param summary counts over all rows that everyone may see, or null
 * @param liftedFor the first audience that sees all rows ({@code x-maeul-rows}); those before it
 *     see the rows that everyone sees
 */
public record PublicRule(
    Rows rows, Map<String, List<Object>> where, Summary summary, Audience liftedFor) {

  /** Which rows are public. */
  public enum Rows {
    ALL,
    NONE,
    MATCHING
  }

  /**
   * Counts that may be published although the rows may not.
   *
   * @param by names of one or two properties: groups, and cells within each group
   * @param suppressBelow no number of hidden rows below this can be told from another
   * @param known for properties without an enumeration, the layer whose public titles are the
   *     values that are published; rows with any other are counted together
   * @param renewal when they are counted anew
   */
  public record Summary(
      List<String> by, int suppressBelow, Map<String, String> known, Renewal renewal) {}
}
