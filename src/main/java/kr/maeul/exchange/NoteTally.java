package kr.maeul.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.exchange.ImportReport.NoteCount;

/** Counts notes that say the same of the same column, as far as memory allows. For one thread. */
final class NoteTally {
  private final Map<List<Object>, RowNote> firsts = new LinkedHashMap<>();
  private final Map<List<Object>, Long> counts = new LinkedHashMap<>();
  private long all;

  void add(RowNote note) {
    all++;
    List<Object> key = List.of(note.column(), note.kind(), note.reason());
    if (firsts.size() < ImportReport.MOST_NOTES || firsts.containsKey(key)) {
      firsts.putIfAbsent(key, note);
      counts.merge(key, 1L, Long::sum);
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
}
