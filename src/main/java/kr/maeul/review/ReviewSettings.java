package kr.maeul.review;

/**
 * What of the settings contributions hang on.
 *
 * @param centreName who collects
 * @param centrePhone where to telephone, or empty
 * @param openInAll the most submissions that wait for a decision
 * @param openPerAddress the most of them from one address
 * @param perDayAndAddress the most taken from one address in a day
 * @param contactDays how long the contact and the conversation are kept after the end
 */
public record ReviewSettings(
    String centreName,
    String centrePhone,
    int openInAll,
    int openPerAddress,
    int perDayAndAddress,
    int contactDays) {

  public static final ReviewSettings DEFAULTS =
      new ReviewSettings("전주시 사회적경제·도시재생지원센터", "", 2_000, 30, 60, 90);
}
