package kr.maeul.houses.finder.profile;

import kr.maeul.layer.text.Text;

/**
 * One thing that is weighed.
 *
 * @param id its id in the file and in answers
 * @param title what it is called
 * @param group heading under which it stands with others, or null
 * @param thing what is near, counted or around, as the fact names it, such as 정류장
 * @param weight its share of the whole, 0 or more
 * @param fact what is asked of a house
 * @param rating what the answer is worth
 */
public record Criterion(
    String id, Text title, Text group, Text thing, double weight, Fact fact, Rating rating) {

  /** The unit in which its fact is measured, or null. */
  public String unitOrNull() {
    return fact.unitOrNull();
  }
}
