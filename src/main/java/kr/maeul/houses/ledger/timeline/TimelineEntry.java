package kr.maeul.houses.ledger.timeline;

import java.util.List;
import kr.maeul.layer.text.Text;

/**
 * Something that happened to a house.
 *
 * @param date {@code YYYY}, {@code YYYY-MM} or a day; null where nobody knows
 * @param kind what kind of thing, such as {@code evidence} or {@code story}
 * @param title in a few words
 * @param text the rest, may be empty
 * @param source from which it is known, may be empty
 * @param layer of the feature that tells of it, or null
 * @param id of that feature, or null
 * @param photos that the feature names, in its order
 */
public record TimelineEntry(
    String date,
    String kind,
    Text title,
    Text text,
    String source,
    String layer,
    String id,
    List<Photo> photos) {

  /** When a photo was taken, as far as the property that names it tells. */
  public enum When {
    BEFORE,
    AFTER,
    UNKNOWN
  }

  /** A photo by the id of its upload. */
  public record Photo(String id, When when) {}

  /** One that no feature tells of. */
  static TimelineEntry of(String date, String kind, Text title, Text text, String source) {
    return new TimelineEntry(date, kind, title, text, source, null, null, List.of());
  }
}
