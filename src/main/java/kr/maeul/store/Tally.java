package kr.maeul.store;

/**
 * One count of a {@link Grouping}.
 *
 * @param value the value, the area's id or the hexagon's name; null for rows that have none
 * @param title the area's title, or null
 * @param titleEn the area's English title, or null
 * @param second value of the second property, or null
 * @param count rows
 * @param valued rows in which the measured property has a value
 * @param sum of those values
 * @param least of those values, NaN where there is none
 * @param greatest of those values, NaN where there is none
 */
public record Tally(
    String value,
    String title,
    String titleEn,
    String second,
    long count,
    long valued,
    double sum,
    double least,
    double greatest) {

  /** Both together, under the name of this one and of no second property. */
  public Tally plus(Tally other) {
    return new Tally(
        value,
        title,
        titleEn,
        null,
        count + other.count,
        valued + other.valued,
        sum + other.sum,
        Double.isNaN(least) || other.least < least ? other.least : least,
        Double.isNaN(greatest) || other.greatest > greatest ? other.greatest : greatest);
  }
}
