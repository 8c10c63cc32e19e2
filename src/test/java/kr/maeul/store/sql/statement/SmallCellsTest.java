package kr.maeul.store.sql.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.store.Summary.Cell;
import kr.maeul.store.Summary.Group;
import kr.maeul.store.sql.statement.SmallCells.Counted;
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

  /**
   * The same attacker comes later, when some rows that were counted are shown, and new ones that
   * were not. He knows which are which, takes away all that were counted, and does not learn how
   * few are left.
   */
  @Test
  void norLaterByWhatHasComeToBeShown() {
    for (int threshold = 3; threshold <= 5; threshold++) {
      for (int counted = 0; counted < 8; counted++) {
        for (int isNew = 0; isNew < 2; isNew++) {
          for (int unlisted = 0; unlisted < 2; unlisted++) {
            comeLater(threshold, new long[] {counted % 4, counted / 2}, isNew, unlisted);
          }
        }
      }
    }
  }

  /**
   * @param counted of each cell, how many of those that were hidden are shown by now
   * @param isNew how many more are shown, in the first
   * @param unlisted how many were shown when it was counted and are not any more, in the second
   */
  private static void comeLater(int threshold, long[] counted, int isNew, int unlisted) {
    Map<String, Set<Long>> possible = new HashMap<>();
    long[] hidden = new long[counted.length];
    do {
      long sum = hidden[0] + hidden[1];
      // All tables of one sum, or none of them.
      if (hidden[0] < counted[0] || hidden[1] < counted[1] || sum > threshold + 8) {
        continue;
      }
      long seen = 4 + unlisted;
      Counted first = new Counted("a", hidden[0] + 4, hidden[0], List.of());
      Counted second = new Counted("b", hidden[1] + seen, hidden[1], List.of());
      List<Counted> cells =
          List.of(
              first.shown(4 + counted[0] + isNew, List.of()),
              second.shown(seen + counted[1], List.of()));
      Counted group =
          new Counted("g", sum + 4 + seen, sum, cells)
              .shown(4 + seen + counted[0] + counted[1] + isNew, cells);
      Group published = new SmallCells(threshold).suppress(List.of(group)).get(0);
      for (int i = 0; i < hidden.length; i++) {
        possible
            .computeIfAbsent(i + " of " + published, k -> new HashSet<>())
            .add(hidden[i] - counted[i]);
      }
      possible
          .computeIfAbsent("all of " + published, k -> new HashSet<>())
          .add(sum - counted[0] - counted[1]);
    } while (next(hidden, threshold + 8));
    possible.forEach(
        (look, left) -> {
          long only = left.iterator().next();
          boolean isTold = left.size() == 1 && only > 0 && only < threshold;
          assertThat(isTold).as("threshold %d: %d left in %s", threshold, only, look).isFalse();
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
