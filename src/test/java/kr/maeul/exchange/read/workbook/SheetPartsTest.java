package kr.maeul.exchange.read.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import kr.maeul.parts.Seed;
import org.junit.jupiter.api.Test;

class SheetPartsTest {

  private static String day(String number, boolean from1904) {
    return new Days(from1904).text(new BigDecimal(number));
  }

  @Test
  void daysAreCountedFromTwoBeginnings() {
    assertThat(day("1", false)).isEqualTo("1900-01-01");
    assertThat(day("59", false)).isEqualTo("1900-02-28");
    assertThat(day("61", false)).isEqualTo("1900-03-01");
    assertThat(day("45293", false)).isEqualTo("2024-01-02");
    assertThat(day("45293.5", false)).isEqualTo("2024-01-02T12:00");
    assertThat(day("43831", true)).isEqualTo("2024-01-02");
    assertThat(day("-1", false)).isNull();
    assertThat(day("9999999", false)).isNull();
  }

  @Test
  void formatsThatShowDates() {
    assertThat(Days.isDate(14, null)).isTrue();
    assertThat(Days.isDate(31, null)).as("yyyy년 m월 d일").isTrue();
    assertThat(Days.isDate(170, "yyyy\"년\" m\"월\"")).isTrue();
    assertThat(Days.isDate(170, "[$-412]d-mmm")).isTrue();
    assertThat(Days.isDate(170, "[h]:mm")).isFalse();
    assertThat(Days.isDate(170, "#,##0\"days\"")).isFalse();
    assertThat(Days.isDate(0, null)).isFalse();
  }

  @Test
  void cellsAreNamedAsPeopleDo() {
    assertThat(SheetLayout.name(2, 3)).isEqualTo("D2");
    assertThat(SheetLayout.letters(25)).isEqualTo("Z");
    assertThat(SheetLayout.letters(26)).isEqualTo("AA");
    assertThat(SheetLayout.letters(701)).isEqualTo("ZZ");
    assertThat(SheetLayout.letters(16_383)).isEqualTo("XFD");
  }

  /** Against looking up every cell in every range. */
  @Test
  void mergedRangesAreFilledAsANaiveReadingWould() {
    Seed seed = Seed.of("sheets");
    Random random = seed.random();
    for (int round = 0; round < 300; round++) {
      int rows = 2 + random.nextInt(30);
      int columns = 1 + random.nextInt(4);
      int header = random.nextInt(2);
      List<SheetLayout.Range> ranges = new ArrayList<>();
      String[][] cells = new String[rows + 1][columns];
      for (int c = 0; c < columns; c++) {
        for (int r = 1; r <= rows; ) {
          int last = Math.min(rows, r + random.nextInt(4));
          if (last > r) {
            ranges.add(new SheetLayout.Range(r, last, c));
          }
          for (int i = r; i <= last; i++) {
            cells[i][c] = i == r && random.nextInt(5) > 0 ? "r" + i : "";
          }
          r = last + 1;
        }
      }
      ranges.sort(Comparator.comparingInt(SheetLayout.Range::firstRow));
      MergedCells merged =
          new MergedCells(new SheetLayout(ranges, new BitSet(), false, Set.of(), false));
      for (int r = 1; r <= rows; r++) {
        List<String> wanted = new ArrayList<>(List.of(cells[r]));
        for (SheetLayout.Range g : ranges) {
          boolean isIn = g.firstRow() < r && r <= g.lastRow() && g.firstRow() > header;
          if (isIn && !cells[g.firstRow()][g.column()].isEmpty()) {
            wanted.set(g.column(), cells[g.firstRow()][g.column()]);
          }
        }
        assertThat(merged.fill(r, List.of(cells[r]), r > header).cells())
            .as("seed %s, round %d, row %d", seed, round, r)
            .isEqualTo(wanted);
      }
    }
  }
}
