package kr.maeul.store.sql.load.lot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which houses of a lot the rows of a file are about.
 *
 * @param known row → the house that it is about; rows neither here nor among the unclear are new
 * @param unclear rows that may be about one of several houses
 */
public record LotMatch(Map<LotHouse, LotHouse> known, Set<LotHouse> unclear) {

  /**
   * @param rows of the file, in its order
   * @param there houses that the layer has, or had
   */
  public static LotMatch of(List<LotHouse> rows, List<LotHouse> there) {
    LotMatch match = new LotMatch(new LinkedHashMap<>(), new HashSet<>());
    if (there.isEmpty()) {
      return match;
    }
    match.alike(rows, there);
    List<LotHouse> open =
        new ArrayList<>(rows.stream().filter(r -> !match.known.containsKey(r)).toList());
    List<LotHouse> left =
        new ArrayList<>(there.stream().filter(h -> !match.known.containsValue(h)).toList());
    open.removeIf(
        row -> left.stream().allMatch(row::isApart)); // plainly new, as where none is left
    Map<LotHouse, LotHouse> inOrder = inOrder(open, left, rows.size() == 1 && there.size() == 1);
    if (inOrder.size() == open.size()) {
      match.known.putAll(inOrder);
    } else {
      match.unclear.addAll(open);
    }
    return match;
  }

  /**
   * Of as many as are left the order of the file is what there is, as far as nothing says
   * otherwise.
   *
   * @param isAlone whether the lot has one house, which may have got another title since
   */
  private static Map<LotHouse, LotHouse> inOrder(
      List<LotHouse> open, List<LotHouse> left, boolean isAlone) {
    Map<LotHouse, LotHouse> inOrder = new LinkedHashMap<>();
    for (LotHouse row : open.size() == left.size() ? open : List.<LotHouse>of()) {
      left.stream()
          .filter(h -> left.size() == 1 || h.id().equals(row.id()))
          .filter(h -> !row.isApart(h))
          .filter(h -> !(isAlone ? row.isCalledOtherwiseThroughout(h) : row.isCalledOtherwise(h)))
          .findFirst()
          .ifPresent(h -> inOrder.put(row, h));
    }
    return inOrder;
  }

  /** Of those that are alike, as far as no other is as much so. */
  private void alike(List<LotHouse> rows, List<LotHouse> there) {
    for (LotHouse row : rows) {
      LotHouse best = best(row, there);
      if (best != null && row.equals(best(best, rows))) {
        known.put(row, best);
      }
    }
  }

  private static LotHouse best(LotHouse of, List<LotHouse> among) {
    LotHouse best = null;
    boolean isOnlyOne = false;
    for (LotHouse one : among) {
      int alike = of.likeness(one);
      int most = best == null ? 0 : of.likeness(best);
      if (alike > most) {
        best = one;
        isOnlyOne = true;
      } else if (alike == most) {
        isOnlyOne = false;
      }
    }
    return isOnlyOne ? best : null;
  }
}
