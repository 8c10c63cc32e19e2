package kr.maeul.feature.cql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Random;
import kr.maeul.feature.cql.parse.Cql;
import kr.maeul.feature.cql.parse.CqlException;
import kr.maeul.feature.cql.parse.CqlLanguage;
import kr.maeul.feature.cql.parse.CqlLiterals;
import kr.maeul.feature.cql.parse.CqlPlace;
import kr.maeul.feature.cql.parse.CqlTree;
import kr.maeul.parts.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read as what, what is refused and where, and that nothing hostile does harm. */
class CqlSyntaxTest {

  @Test
  void whatIsWrittenIsReadBack() throws CqlException {
    Seed seed = Seed.of("trees");
    Random random = seed.random();
    RandomCql trees = new RandomCql(random);
    for (int i = 0; i < 2_000; i++) {
      Cql tree = trees.tree(random.nextInt(6));
      String text = CqlWriter.text(tree);
      String json = CqlWriter.json(tree);
      assertThat(parse(text)).as("seed %s, case %d: %s", seed, i, text).isEqualTo(tree);
      assertThat(CqlLanguage.JSON.parse(json).root())
          .as("seed %s, case %d: %s", seed, i, json)
          .isEqualTo(tree);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a NOT LIKE 'x%'            | NOT a LIKE 'x%'",
        "a not between 1 and 2      | NOT (a BETWEEN 1 AND 2)",
        "a NOT IN (1)               | NOT (a IN (1))",
        "a IS NOT NULL              | NOT (a IS NULL)",
        "a = 1 OR b = 2 AND c = 3   | (a = 1) OR ((b = 2) AND (c = 3))",
        "NOT a = 1 AND b = 2        | (NOT (a = 1)) AND (b = 2)",
        "a = 1 + 2 * 3 ^ 2 - 4      | a = ((1 + (2 * (3 ^ 2))) - 4)",
        "a = 8 div 2 % 3 / 1        | a = (((8 DIV 2) % 3) / 1)",
        "a = - b ^ 2                | a = ((-1 * b) ^ 2)",
        "a = -(b)                   | a = -1 * b",
        "a = 1.50E1                 | a = 15",
        "a = .5                     | a = 0.500",
        "\"a\" = TRUE               | a = true",
        "s_intersects(g, point(1 2))| S_INTERSECTS(g, POINT Z (1 2 3))",
        "S_WITHIN(g, MULTIPOINT(1 2, 3 4)) | S_WITHIN(g, MULTIPOINT((1 2), (3 4)))",
        "S_WITHIN(g, BBOX(1,2,9,3,4,9)) | S_WITHIN(g, BBOX(1,2,3,4))",
        "A_EQUALS(a, ('x'))         | a_equals(a, ((('x'))))",
        "point = 1 AND z = 2        | \"point\" = 1 AND \"z\" = 2",
        "ilike = 1 AND ilike LIKE 'a' | \"ilike\" = 1 AND \"ilike\" LIKE 'a'",
        "이름='가' and 값 > 1        | \"이름\" = '가' AND \"값\" > 1",
        "a = 'it''s'                | a = 'it\\'s'",
        "T_AFTER(a, TIMESTAMP('2026-01-01T09:00:00+09:00')) | T_AFTER(a, TIMESTAMP('2026-01-01T00:00:00.0000009Z'))",
      })
  void sameTree(String one, String other) throws CqlException {
    assertThat(parse(one)).isEqualTo(parse(other));
  }

  @Test
  void escapesOfText() throws CqlException {
    assertThat(text("'a\\tb\\n'")).isEqualTo("a\tb\n");
    assertThat(text("'\\\\'")).isEqualTo("\\");
    assertThat(text("'100\\%'")).isEqualTo("100\\%");
    assertThat(text("'a\\_\\q'")).isEqualTo("a\\_\\q");
    assertThat(text("'''\\''")).isEqualTo("''");
  }

  private static String text(String literal) throws CqlException {
    return ((Cql.Text) parse(literal)).value();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a =                        | 4",
        "a = 1 AND                  | 10",
        "a == 1                     | 4",
        "a != 1                     | 3",
        "a = 'open                  | 5",
        "(a = 1                     | 7",
        "a = 1)                     | 6",
        "😀 = 1 ; x                 | 7",
        "a ^ b ^ c = 1              | 7",
        "a = DATE('2026-02-30')     | 5",
        "a = DATE(2026)             | 5",
        "a = TIMESTAMP('2026-01-01')| 5",
        "T_AFTER(a)                 | 1",
        "x = 1 AND S_TOUCHES(g, POINT EMPTY) | 24",
        "S_TOUCHES(g, LINESTRING(1 2)) | 24",
        "S_TOUCHES(g, POLYGON((0 0, 1 0, 1 1, 0 1))) | 22",
        "S_TOUCHES(g, POINT(1 1E999)) | 22",
        "S_TOUCHES(g, BBOX(1,2,3)) | 14",
        "T_AFTER(a, INTERVAL('..')) | 12",
        "T_AFTER(a, INTERVAL('..','later')) | 26",
        "a IN ()                    | 7",
        "a LIKE                     | 7",
        "a = 1e99999                | 5",
      })
  void refusesAtItsPlace(String filter, int character) {
    CqlException e = refusal(CqlLanguage.TEXT, filter);
    assertThat(e.place()).as("%s", e.message()).isEqualTo(new CqlPlace.Character(character));
    assertThat(e.reason().ko()).matches("(?s).*[가-힣].*");
    assertThat(e.message().en()).startsWith("character " + character + ": ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"op\": \"and\", \"args\": [true, {\"op\": \"=\", \"args\": [1]}]} | /args/1/args",
        "{\"op\": \"=\", \"args\": [1, null]} | /args/1",
        "{\"op\": \"=\", \"args\": [1, {\"date\": \"x\"}]} | /args/1/date",
        "{\"op\": \"in\", \"args\": [1, 2]} | /args/1",
        "{\"op\": \"=\", \"args\": [1, {}]} | /args/1",
        "{\"op\": \"=\"} | ",
        "{\"op\": 7} | /op",
        "{\"op\": \"not\", \"args\": [{\"property\": 3}]} | /args/0/property",
        "{\"op\": \"s_within\", \"args\": [{\"property\": \"g\"}, {\"type\": \"Point\", \"coordinates\": [1]}]} | /args/1/coordinates",
        "{\"op\": \"s_within\", \"args\": [{\"property\": \"g\"}, {\"type\": \"GeometryCollection\", \"geometries\": []}]} | /args/1",
        "{\"op\": \"s_within\", \"args\": [{\"property\": \"g\"}, {\"bbox\": [1, \"2\", 3, 4]}]} | /args/1/bbox",
        "{\"op\": \"t_after\", \"args\": [{\"property\": \"t\"}, {\"interval\": [\"..\", \"2026\"]}]} | /args/1/interval/1",
        "{\"op\": \"=\", \"args\": [\"\\u0000\", \"\\ud800\"]} | /args/0",
        "{\"op\": \"=\", \"args\": [1, 2]} x | ",
        "{\"op\": \"=\", \"op\": \"<>\", \"args\": [1, 2]} | ",
        "nonsense | ",
        "`` | ",
      })
  void refusesAtItsPointer(String filter, String pointer) {
    CqlException e = refusal(CqlLanguage.JSON, filter);
    assertThat(e.place())
        .as("%s", e.message())
        .isEqualTo(new CqlPlace.Pointer(pointer == null ? "" : pointer));
    assertThat(e.reason().ko()).matches("(?s).*[가-힣].*");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 1_000, 30_000})
  void hostileNestingIsRefused(int n) {
    for (String open :
        new String[] {"(", "NOT (", "f(", "((", "POLYGON(", "GEOMETRYCOLLECTION(", "A_EQUALS(("}) {
      String filter = open.repeat(Math.min(n, CqlTree.MOST_CHARACTERS / open.length()));
      refusal(CqlLanguage.TEXT, filter);
    }
    for (String part : new String[] {"NOT ", "1+", "-", "1^"}) {
      refusal(CqlLanguage.TEXT, part.repeat(Math.min(n, 60_000 / part.length())) + "a = 1");
    }
    refusal(CqlLanguage.JSON, "[".repeat(n));
    refusal(CqlLanguage.JSON, "[".repeat(n) + "]".repeat(n));
    refusal(CqlLanguage.JSON, "{\"op\":\"not\",\"args\":[".repeat(n) + "true" + "]}".repeat(n));
  }

  @Test
  void upToTheLimitsIsRead() throws CqlException {
    parse("NOT ".repeat(48) + "a = 1");
    refusal(CqlLanguage.TEXT, "NOT ".repeat(49) + "a = 1");
    parse("(".repeat(50) + "a = 1" + ")".repeat(50));
    parse("a IN (1" + ",1".repeat(1_990) + ")");
    refusal(CqlLanguage.TEXT, "a IN (1" + ",1".repeat(2_000) + ")");
    parse("a = '" + "x".repeat(60_000) + "'");
    refusal(CqlLanguage.TEXT, "a = '" + "x".repeat(70_000) + "'");
    refusal(CqlLanguage.TEXT, "a = " + "1".repeat(101));
    String positions = "[1,2]" + ",[1,2]".repeat(CqlTree.MOST_POSITIONS - 1);
    CqlLanguage.JSON.parse("{\"type\":\"LineString\",\"coordinates\":[" + positions + "]}");
    refusal(
        CqlLanguage.JSON, "{\"type\":\"LineString\",\"coordinates\":[" + positions + ",[1,2]]}");
  }

  @Test
  void noiseIsRefusedAndNothingElse() {
    Seed seed = Seed.of("filters");
    Random random = seed.random();
    String alphabet = "ab1 .,()'\"\\=<>+-*/%^:_가😀{}[]\0\t\u0301PNZ";
    String[] words = {
      "NOT", "AND", "IS", "NULL", "IN", "LIKE", "POINT", "Z", "EMPTY", "DATE", "'..'"
    };
    for (int i = 0; i < 5_000; i++) {
      StringBuilder filter = new StringBuilder();
      for (int n = random.nextInt(20); n > 0; n--) {
        if (random.nextInt(3) == 0) {
          filter.append(words[random.nextInt(words.length)]).append(' ');
        } else {
          filter.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
      }
      for (CqlLanguage language : CqlLanguage.values()) {
        try {
          language.parse(filter.toString());
        } catch (CqlException e) {
          assertThat(e.message().ko()).isNotEmpty();
        } catch (RuntimeException e) {
          throw new AssertionError("seed " + seed + ": " + filter, e);
        }
      }
    }
  }

  private static Cql parse(String filter) throws CqlException {
    return CqlLanguage.TEXT.parse(filter).root();
  }

  private static CqlException refusal(CqlLanguage language, String filter) {
    CqlException e = catchThrowableOfType(CqlException.class, () -> language.parse(filter));
    assertThat(e).as(CqlLiterals.shorten(filter)).isNotNull();
    return e;
  }
}
