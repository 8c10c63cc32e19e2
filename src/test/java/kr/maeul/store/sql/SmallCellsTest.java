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
import org.junit.jupiter.api.Test;

class SmallCellsTest {

  /**
   * Plays the attacker who knows the rules: goes through every table of counts there can be,
   * publishes each, and checks that tables which look alike once published leave each suppressed
   * cell at least two possible values.
   */
  @Test
  void noSuppressedCellCanBeWorkedOut() {
    for (int threshold = 2; threshold <= 5; threshold++) {
      for (int width = 2; width <= 4; width++) {
        Map<String, List<Set<Long>>> possible = new HashMap<>();
        int most = width < 4 ? 12 : 8;
        long[] counts = new long[width];
        java.util.Arrays.fill(counts, 1);
        do {
          Group published = publish(threshold, counts);
          if (published.count() != null) {
            List<Set<Long>> values =
                possible.computeIfAbsent(published.toString(), k -> newSets(counts.length));
            for (int i = 0; i < width; i++) {
              values.get(i).add(counts[i]);
              if (published.cells().get(i).count() != null) {
                assertThat(published.cells().get(i).count())
                    .isEqualTo(counts[i])
                    .isGreaterThanOrEqualTo(threshold);
              }
            }
          }
        } while (next(counts, most));
        int bound = most;
        int k = threshold;
        possible.forEach(
            (look, values) -> {
              for (int i = 0; i < values.size(); i++) {
                boolean shown = !look.contains("value=v" + i + ", count=null");
                boolean complete = values.stream().flatMap(Set::stream).allMatch(v -> v < bound);
                if (!shown && complete) {
                  assertThat(values.get(i))
                      .as("threshold %d: cell %d of %s", k, i, look)
                      .hasSizeGreaterThan(1);
                }
              }
            });
      }
    }
  }

  @Test
  void smallGroupsAreSuppressedWhole() {
    List<Group> published =
        new SmallCells(5)
            .suppress(
                List.of(
                    new Group("a", 4L, List.of(new Cell("x", 4L))),
                    new Group("b", 5L, List.of(new Cell("x", 5L))),
                    new Group("c", 50L, List.of(new Cell("x", 20L), new Cell("y", 30L)))));
    assertThat(published)
        .containsExactly(
            new Group("c", 50L, List.of(new Cell("x", 20L), new Cell("y", 30L))),
            new Group("b", 5L, List.of(new Cell("x", 5L))),
            new Group("a", null, List.of()));
  }

  private static Group publish(int threshold, long[] counts) {
    List<Cell> cells = new ArrayList<>();
    long sum = 0;
    for (int i = 0; i < counts.length; i++) {
      cells.add(new Cell("v" + i, counts[i]));
      sum += counts[i];
    }
    return new SmallCells(threshold).suppress(List.of(new Group("g", sum, cells))).get(0);
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
      counts[i] = 1;
    }
    return false;
  }
}
