package kr.maeul.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.exchange.ImportReport.NoteCount;
import kr.maeul.exchange.row.RowNote;
import kr.maeul.exchange.row.RowProblem;
import kr.maeul.layer.text.Text;

/**
 * Counts what is found: notes that say the same of the same column, and everything by column and
 * outcome, as far as memory allows. For one thread.
 */
final class NoteTally {
  private static final Text REFUSED = new Text("넣지 않음", "refused");

  private final Map<List<Object>, RowNote> firsts = new LinkedHashMap<>();
  private final Map<List<Object>, Long> counts = new LinkedHashMap<>();
  private final Map<List<Object>, Group> groups = new LinkedHashMap<>();
  private long all;
  private long record;

  /** What was found of one column, with one outcome. */
  private static final class Group {
    private final List<ImportReport.Example> examples = new ArrayList<>();
    private final Set<Text> reasons = new HashSet<>();
    private long rows;
    private long lastRecord = -1;

    void add(long record, long row, Text reason, Text detail) {
      rows += record == lastRecord && row > 0 ? 0 : 1;
      lastRecord = record;
      if (examples.size() < ImportReport.MOST_EXAMPLES && reasons.add(reason)) {
        examples.add(
            new ImportReport.Example(
                row, detail.ko().isEmpty() ? reason : detailed(reason, detail)));
      }
    }
  }

  private static Text detailed(Text reason, Text detail) {
    return new Text(reason.ko() + " [" + detail.ko() + "]", reason.en() + " [" + detail.en() + "]");
  }

  /** What is added from here on is found of another record; a line may have several. */
  void begin() {
    record++;
  }

  void add(RowNote note) {
    all++;
    List<Object> key = List.of(note.column(), note.kind(), note.reason());
    if (firsts.size() < ImportReport.MOST_NOTES || firsts.containsKey(key)) {
      firsts.putIfAbsent(key, note);
      counts.merge(key, 1L, Long::sum);
    }
    group(note.kind().title(), note.column(), note.place(), note.reason(), note.detail());
  }

  void add(RowProblem problem) {
    group(REFUSED, problem.column(), problem.place(), problem.reason(), Text.EMPTY);
  }

  private void group(Text outcome, String column, long row, Text reason, Text detail) {
    List<Object> key = List.of(outcome, column);
    if (groups.size() < ImportReport.MOST_NOTES || groups.containsKey(key)) {
      groups.computeIfAbsent(key, k -> new Group()).add(record, row, reason, detail);
    }
  }

  long all() {
    return all;
  }

  List<NoteCount> counts() {
    List<NoteCount> list = new ArrayList<>();
    firsts.forEach((key, first) -> list.add(new NoteCount(first, counts.get(key))));
    return list;
  }

  /** What was refused first, what was only written in another way last; then by how many rows. */
  List<ImportReport.Group> groups() {
    List<ImportReport.Group> list = new ArrayList<>();
    groups.forEach(
        (key, g) ->
            list.add(
                new ImportReport.Group(
                    (Text) key.get(0),
                    (String) key.get(1),
                    key.get(0) == REFUSED,
                    g.rows,
                    List.copyOf(g.examples))));
    list.sort(
        Comparator.comparing((ImportReport.Group g) -> !g.isRefusal())
            .thenComparing(g -> !g.outcome().equals(RowNote.Kind.WITHDRAWN.title()))
            .thenComparing(g -> !g.outcome().equals(RowNote.Kind.WIPED.title()))
            .thenComparing(g -> g.outcome().equals(RowNote.Kind.CHANGED.title()))
            .thenComparing(g -> -g.rows()));
    return list;
  }
}
