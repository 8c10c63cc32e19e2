package kr.maeul.exchange.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import kr.maeul.parts.Seed;
import org.junit.jupiter.api.Test;

class CellTextTest {

  @Test
  void whatNobodySeesIsTakenOff() {
    assertThat(CellText.clean("\u00A092.5\u3000")).isEqualTo(" 92.5 ");
    assertThat(CellText.clean("１２３．５")).isEqualTo("123.5");
    assertThat(CellText.clean("ＧＳ２５ （노송점）")).isEqualTo("GS25 (노송점)");
    assertThat(CellText.clean("\u200B노송\u2060동\uFEFF")).isEqualTo("노송동");
    assertThat(CellText.clean("\u1102\u1169\u1109\u1169\u11BC")).isEqualTo("노송");
    assertThat(CellText.clean("=\"0632815114\"")).isEqualTo("0632815114");
    assertThat(CellText.clean("=\"가\"\"나\"")).isEqualTo("가\"나");
    assertThat(CellText.clean("'-나")).isEqualTo("-나");
    for (String kept :
        List.of(
            "",
            "노송동 １".replace("１", "1"),
            "'88 올림픽",
            "'@home'",
            "=1+1",
            "-",
            "👨‍👩‍👧",
            "산12-3")) {
      assertThat(CellText.clean(kept)).isEqualTo(kept);
    }
  }

  @Test
  void whatIsGuardedComesBackAsItWas() {
    Seed seed = Seed.of("cells");
    Random random = seed.random();
    String letters = "=+-@'\t＝가1.x ";
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(5); n > 0; n--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      String guarded = CellText.guarded(text.toString());
      assertThat(CellText.unguarded(guarded))
          .as("seed %s: \"%s\" was written \"%s\"", seed, text, guarded)
          .isEqualTo(text.toString());
      boolean isNumber = guarded.matches("[+-]?[0-9][0-9.,]*|-");
      assertThat(isNumber || guarded.isEmpty() || "=+-@\t＝".indexOf(guarded.charAt(0)) < 0)
          .as("seed %s: \"%s\" is a formula", seed, guarded)
          .isTrue();
    }
  }

  @Test
  void errorsOfFormulasAreKnown() {
    for (String error : List.of("#N/A", " #REF! ", "#value!", "#DIV/0!", "#NAME?", "#NUM!")) {
      assertThat(CellText.isError(error)).as(error).isTrue();
    }
    assertThat(CellText.isError("#1")).isFalse();
    assertThat(CellText.isError("N/A")).isFalse();
  }
}
