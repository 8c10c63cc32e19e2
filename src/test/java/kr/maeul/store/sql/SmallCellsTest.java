package kr.maeul.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.store.Summary.Cell;
import kr.maeul.store.Summary.Group;
import kr.maeul.store.sql.SmallCells.Counted;
import org.junit.jupiter.api.Test;

class SmallCellsTest {

  /**
   * Plays the attacker who knows the rules and counts the rows that everyone sees: goes through
   * every table of hidden counts there can be, beside every kind of listed ones, publishes each,
   * takes the listed ones away, and checks that no small number of hidden rows is the only one that
   * fits what is published.
   */
  @Test
  void noSmallNumberOfHiddenRowsCanBeWorkedOut() {
    for (int threshold = 3; threshold <= 5; threshold++) {
      for (int width = 2; width <= 4; width++) {
        for (int listed : List.of(0, 1, 4, 9)) {
          attack(threshold, width, listed);
        }
      }
    }
  }

  private static void attack(int threshold, int width, int listed) {
    int most = width < 4 ? threshold + 5 : threshold + 2;
    Map<String, List<Set<Long>>> possible = new HashMap<>();
    long[] hidden = new long[width];
    do {
      Group published = publish(threshold, hidden, listed);
      List<Set<Long>> values =
          possible.computeIfAbsent(published.toString(), k -> newSets(hidden.length + 1));
      long sum = 0;
      for (int i = 0; i < width; i++) {
        values.get(i).add(hidden[i]);
        sum += hidden[i];
      }
      values.get(width).add(sum);
    } while (next(hidden, most));
    possible.forEach(
        (look, values) -> {
          for (Set<Long> of : values) {
            if (of.size() == 1) {
              long only = of.iterator().next();
              assertThat(only == 0 || only >= threshold)
                  .as("threshold %d, %d listed: %d in %s", threshold, listed, only, look)
                  .isTrue();
            }
          }
          boolean isSuppressed = look.contains("count=null, cells=[]");
          // Nor is a zero told where others are withheld.
          boolean isWithheld = look.contains("v0, count=null");
          if (isSuppressed) {
            values.forEach(of -> assertThat(of).as(look).contains(0L, 1L));
          } else if (isWithheld) {
            values.subList(0, width).forEach(of -> assertThat(of).as(look).hasSizeGreaterThan(1));
          }
        });
  }

  @Test
  void theListedRowsDoNotMakeAHiddenOneLarge() {
    Counted four = new Counted("x", 9, 4, List.of());
    Counted five = new Counted("x", 5, 5, List.of());
    Counted none = new Counted("y", 7, 0, List.of());
    List<Group> published =
        new SmallCells(5)
            .suppress(
                List.of(
                    new Counted("a", 16, 4, List.of(four, none)),
                    new Counted("b", 12, 5, List.of(five, none)),
                    new Counted("c", 21, 9, List.of(four, five, none)),
                    new Counted("d", 7, 0, List.of(none))));
    assertThat(published)
        .containsExactly(
            new Group(
                "c", 21L, List.of(new Cell("x", null), new Cell("x", null), new Cell("y", null))),
            new Group("b", 12L, List.of(new Cell("x", 5L), new Cell("y", 7L))),
            new Group("a", null, List.of()),
            new Group("d", null, List.of()));
  }

  private static Group publish(int threshold, long[] hidden, int listed) {
    List<Counted> cells = new ArrayList<>();
    long sum = 0;
    for (int i = 0; i < hidden.length; i++) {
      long seen = i % 2 == 0 ? listed : 0;
      cells.add(new Counted("v" + i, hidden[i] + seen, hidden[i], List.of()));
      sum += hidden[i];
    }
    long rows = cells.stream().mapToLong(Counted::rows).sum();
    return new SmallCells(threshold).suppress(List.of(new Counted("g", rows, sum, cells))).get(0);
  }

  private static List<Set<Long>> newSets(int n) {
    List<Set<Long>> sets = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      sets.add(new HashSet<>());
    }
    return sets;
  }

  private static boolean next(long[] counts, int most) {
    for (int i = 0; i < counts.length; i++) {
      if (++counts[i] <= most) {
        return true;
      }
      counts[i] = 0;
    }
    return false;
  }
}
