package kr.maeul.exchange;

import java.util.List;
import kr.maeul.layer.Text;
import kr.maeul.store.FeatureLoad;

/**
 * What came of an import.
 *
 * @param format what the file turned out to be, such as {@code CSV, MS949, ","}
 * @param placesAreLines whether {@link RowProblem#place} is a line, or else a feature's number
 * @param rows rows or features read
 * @param badRows how many of them are bad
 * @param problems the first of their mistakes, in the order of the file
 * @param moreConflicts whether there may be more bad rows than {@code badRows} says, because
 *     listing repeated ids ended
 * @param columns columns of which values were not kept
 * @param idsFromContent how many rows had no id and were given one made of their content
 * @param committed whether the good rows are in the layer now
 * @param result what was done to the layer; zeroes where nothing was
 */
public record ImportReport(
    String format,
    boolean placesAreLines,
    long rows,
    long badRows,
    List<RowProblem> problems,
    boolean moreConflicts,
    List<LostColumn> columns,
    long idsFromContent,
    boolean committed,
    FeatureLoad.Result result) {

  /** The most mistakes that a report lists; the file of bad rows has all. */
  public static final int MOST_PROBLEMS = 100;

  /**
   * A column of which values were not kept.
   *
   * @param header its name
   * @param valuesLost how many values
   * @param reason why
   */
  public record LostColumn(String header, long valuesLost, Text reason) {}
}
