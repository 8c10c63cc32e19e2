package kr.maeul.web.html.print;

import java.util.List;

/**
 * A ranking as a council reads it: which houses stand where and why, what was left out, what is not
 * known, and how the score is made. All words are of one language.
 *
 * @param title what the houses are sought for
 * @param description one or two sentences, may be empty
 * @param purpose what the memo is printed for
 * @param at when the houses were read
 * @param scope which houses were looked at, a condition each; empty for all
 * @param isExact whether names and addresses stand in it; otherwise the dong alone
 * @param counts houses by what became of them
 * @param gates what leaves houses out or marks them
 * @param weights the criteria
 * @param houses the ranking
 * @param unknown what is not known of many houses
 * @param sources where the data are from
 * @param examples what is to be said of made-up houses, may be empty
 * @param mayMatch what is to be said of houses that may come to match, may be empty
 * @param order in which the houses stand, where it is not that of the ranks; may be empty
 */
public record CouncilMemo(
    String title,
    String description,
    String purpose,
    String at,
    List<String> scope,
    boolean isExact,
    List<Line> counts,
    List<GateLine> gates,
    List<WeightLine> weights,
    List<House> houses,
    List<String> unknown,
    List<String> sources,
    String examples,
    String mayMatch,
    String order) {

  /** A labelled number. */
  public record Line(String label, String value) {}

  /**
   * @param kind what comes of it, in words
   */
  public record GateLine(String title, String kind, int hits) {}

  /**
   * @param share of 100
   * @param known of how many houses its fact is known, in words
   */
  public record WeightLine(String title, String share, double width, String known) {}

  /**
   * One house.
   *
   * @param place where it is, as far as readers may know
   * @param width of the bar of its score, 0 to 100
   * @param reasons what speaks for it most, each with its points
   * @param conditions what has to be settled first
   * @param stability how firmly it stands, line by line
   * @param missing what is not known and would change its place most
   */
  public record House(
      int rank,
      String place,
      String note,
      String score,
      double width,
      List<String> reasons,
      List<String> conditions,
      List<String> stability,
      String completeness,
      List<String> missing) {}
}
