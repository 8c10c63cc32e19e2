package kr.maeul.exchange;

import java.util.List;
import kr.maeul.exchange.row.RowNote;
import kr.maeul.exchange.row.RowProblem;
import kr.maeul.layer.text.Text;
import kr.maeul.store.load.FeatureLoad;

/**
 * What came of an import.
 *
 * @param format what the file turned out to be, such as {@code CSV, MS949, ","}
 * @param placesAreLines whether {@link RowProblem#place} is a line, or else a feature's number
 * @param rows rows or features read
 * @param badRows how many of them are invalid
 * @param problems the first of their mistakes, in the order of the file
 * @param moreConflicts whether there may be more invalid rows than {@code badRows} says, because
 *     listing repeated ids ended
 * @param notes what somebody should know of the rows that were taken, alike ones counted together
 * @param groups everything that was found, by column and outcome, what was refused first
 * @param notesInAll how many notes there are on single rows
 * @param withoutPlace rows whose features have no location then; under {@link
 *     kr.maeul.store.load.LoadMode#MERGE} one that is there already counts
 * @param withoutPlaceButArea those of them whose dong, or whatever the layer counts by, is known
 * @param columns columns of which values were not kept
 * @param idsFromContent how many rows had no id and were given one made of their content
 * @param committed whether the good rows are in the layer now
 * @param result what was done to the layer, or would be; zeroes where invalid rows keep out all
 * @param effects what it does, or would do, to what everyone sees and to what is kept elsewhere
 * @param refusal why nothing is in the layer although rows are good, or null
 * @param remarks what should be known of the file as a whole
 */
public record ImportReport(
    String format,
    boolean placesAreLines,
    long rows,
    long badRows,
    List<RowProblem> problems,
    boolean moreConflicts,
    List<NoteCount> notes,
    List<Group> groups,
    long notesInAll,
    long withoutPlace,
    long withoutPlaceButArea,
    List<LostColumn> columns,
    long idsFromContent,
    boolean committed,
    FeatureLoad.Result result,
    FeatureLoad.Effects effects,
    Text refusal,
    List<Text> remarks) {

  /** The most mistakes that a report lists; the file of invalid rows has all. */
  public static final int MOST_PROBLEMS = 100;

  /** The most kinds of notes that are distinguished. */
  public static final int MOST_NOTES = 200;

  /** The most examples that are kept of a group. */
  public static final int MOST_EXAMPLES = 3;

  /**
   * What was found of one column, with one outcome.
   *
   * @param outcome what became of it
   * @param column as in {@link RowNote}
   * @param isRefusal whether its rows were not taken
   * @param rows how many rows
   * @param examples the first of each thing that is said; place 0 for the whole file
   */
  public record Group(
      Text outcome, String column, boolean isRefusal, long rows, List<Example> examples) {}

  /** One of the rows, and what is said of it. */
  public record Example(long place, Text reason) {}

  /**
   * Notes that say the same of the same column.
   *
   * @param first the first of them
   * @param rows how many there are
   */
  public record NoteCount(RowNote first, long rows) {}

  /**
   * A column of which values were not kept.
   *
   * @param header its name
   * @param valuesLost how many values
   * @param reason why
   */
  public record LostColumn(String header, long valuesLost, Text reason) {
    public LostColumn {
      if (reason.ko().isBlank() || reason.en().isBlank()) {
        throw new IllegalArgumentException("no reason why \"" + header + "\" is not kept");
      }
    }
  }
}
