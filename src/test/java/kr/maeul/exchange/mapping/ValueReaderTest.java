package kr.maeul.exchange.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import kr.maeul.exchange.TestLayers;
import kr.maeul.exchange.row.InvalidValueException;
import kr.maeul.layer.Layer;
import kr.maeul.layer.text.Text;
import kr.maeul.parts.Seed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueReaderTest {
  @TempDir Path folder;
  private Layer layer;

  @BeforeEach
  void readLayer() throws Exception {
    layer = TestLayers.places(folder);
  }

  private ValueReader reader(String property) {
    return new ValueReader(layer.property(property).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "area, '1,234', 1234.0",
    "area, ' 12.50 ', 12.5",
    "area, +3, 3.0",
    "area, .5, 0.5",
    "area, 1e3, 1000.0",
    "area, 12 ㎡, 12.0",
    "area, 12m2, 12.0",
    "area, '1,234,567.8㎡', 1234567.8",
    "people, 3.0, 3",
    "people, 1998년, 1998",
    "people, '1,200명', 1200",
    "people, -5, -5",
    "open, 예, true",
    "open, 아니요, false",
    "open, O, true",
    "open, x, false",
    "open, ○, true",
    "open, TRUE, true",
    "open, 1, true",
    "open, 무, false",
    "since, 2024-01-02, '\"2024-01-02\"'",
    "since, 2024.1.2, '\"2024-01-02\"'",
    "since, 2024. 01. 02., '\"2024-01-02\"'",
    "since, 2024/1/2, '\"2024-01-02\"'",
    "since, 20240102, '\"2024-01-02\"'",
    "since, 2024년 1월 2일, '\"2024-01-02\"'",
    "since, 2023.12.31., '\"2023-12-31\"'",
    "since, 2024.1.2.(화), '\"2024-01-02\"'",
    "since, 19.3.5, '\"2019-03-05\"'",
    "since, 99-12-31, '\"1999-12-31\"'",
    "since, 45293, '\"2024-01-02\"'",
    "area, 15.0평, 49.59",
    "area, 33㎡ (10평), 33.0",
    "area, 33제곱미터, 33.0",
    "since, 2024-01-02 00:00:00, '\"2024-01-02\"'",
    "seen, 2024-01-02T03:04:05Z, '\"2024-01-02T03:04:05Z\"'",
    "seen, 2024-01-02T03:04+09:00, '\"2024-01-02T03:04:00+09:00\"'",
    "seen, 2024-01-02 03:04, '\"2024-01-02T03:04:00+09:00\"'",
    "seen, 2024-01-02, '\"2024-01-02T00:00:00+09:00\"'",
    "seen, 2026.12.2 오후 9시, '\"2026-12-02T21:00:00+09:00\"'",
    "seen, 2026년 12월 3일 오후 7시, '\"2026-12-03T19:00:00+09:00\"'",
    "seen, 2026년 12월 3일(목)오전 10시 30분, '\"2026-12-03T10:30:00+09:00\"'",
    "seen, 2026-12-02 19시, '\"2026-12-02T19:00:00+09:00\"'",
    "seen, 2026-12-02 19시30분, '\"2026-12-02T19:30:00+09:00\"'",
    "seen, 2026-12-02 저녁 7시 반, '\"2026-12-02T19:30:00+09:00\"'",
    "seen, 2026-12-02 오후 9:00:05, '\"2026-12-02T21:00:05+09:00\"'",
    "seen, 2026-12-02 9:05 PM, '\"2026-12-02T21:05:00+09:00\"'",
    "seen, 2026-12-02 오후 12시, '\"2026-12-02T12:00:00+09:00\"'",
    "seen, 2026-12-02 오전 12시, '\"2026-12-02T00:00:00+09:00\"'",
    "seen, 2026-12-02 오후 19시, '\"2026-12-02T19:00:00+09:00\"'",
    "since, 2026-12-02 오전 0시, '\"2026-12-02\"'",
    "kind, 학교, '\"school\"'",
    "kind, CLINIC, '\"clinic\"'",
    "kind, heat  shelter, '\"shelter\"'",
    "name, ' - ', '\"-\"'",
    "tags, a;b|, '[\"a\",\"b\"]'",
  })
  void reads(String property, String text, String json) throws Exception {
    assertThat(reader(property).read(text)).hasToString(json);
  }

  @ParameterizedTest
  @CsvSource({
    "area, 넓음",
    "area, '1,23'",
    "area, 12ha",
    "people, 12평",
    "area, 1.2.3",
    "area, NaN",
    "area, 0x1F",
    "people, 1.5",
    "people, 99999999999999999999",
    "open, 글쎄",
    "open, 2",
    "since, 2019.3",
    "since, ''19.3월",
    "since, 201903",
    "since, 2019",
    "since, 2019년 3월",
    "since, 2024-13-01",
    "since, 2024-02-30",
    "since, 2024-01-02 13:00",
    "since, 2024-0102",
    "seen, 25:00",
    "seen, 2026-12-02 24시",
    "seen, 2026-12-02 오전 13시",
    "seen, 2026-12-02 오후",
    "seen, 2026-12-02 7",
    "seen, 2026-12-02 19:00~21:00",
    "since, 2026-12-02 오후 9시",
    "kind, 찻집",
    "kind, ''''",
  })
  void refuses(String property, String text) {
    InvalidValueException e =
        catchThrowableOfType(InvalidValueException.class, () -> reader(property).read(text));
    assertThat(e).as(text).isNotNull();
    assertThat(e.reason().ko()).isNotBlank();
    assertThat(e.reason().en()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "since, 12/4, 연도가 없어, no year",
    "since, 12.4., 연도가 없어, no year",
    "seen, 12월 4일, 연도가 없어, no year",
    "seen, 12/4(금) 오후 7시, 연도가 없어, no year",
    "seen, 오전 10시 30분, 날짜 없이, without a date",
    "seen, 19:00, 날짜 없이, without a date",
    "since, 19.3, 날(일)이 없어, no day",
    "since, 2019년, 날(일)이 없어, no day",
  })
  void saysWhatIsMissingOfATime(String property, String text, String ko, String en) {
    InvalidValueException e =
        catchThrowableOfType(InvalidValueException.class, () -> reader(property).read(text));
    assertThat(e.reason().ko()).contains(ko);
    assertThat(e.reason().en()).contains(en);
  }

  @Test
  void aDayWithoutATimeOfDayIsTold() throws Exception {
    for (String day : List.of("2026-12-02", "2026년 12월 2일", "20261202", "46358")) {
      List<Text> told = new ArrayList<>();
      assertThat(reader("seen").read(day, "", told::add))
          .hasToString("\"2026-12-02T00:00:00+09:00\"");
      assertThat(told).as(day).anyMatch(t -> t.en().contains("midnight") && t.ko().contains("0시"));
    }
    List<Text> told = new ArrayList<>();
    reader("seen").read("2026-12-02 0시", "", told::add);
    reader("since").read("2026-12-02", "", told::add);
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"area", "people", "open", "since", "seen", "kind", "tags"})
  void blanksAndDashesAreNoValue(String property) throws Exception {
    for (String blank : List.of("", "  ", "-", " - ", "\t")) {
      assertThat(reader(property).read(blank)).as("\"" + blank + "\"").isNull();
    }
  }

  @Test
  void idsAreReadableAndSafe() {
    assertThat(id("12")).isEqualTo("12");
    assertThat(id("송정 경로당", "완산구  성지산2길 21-5")).isEqualTo("송정_경로당:완산구_성지산2길_21-5");
    assertThat(id("a/b?c#d%e&f", "")).isEqualTo("a~2Fb~3Fc~23d~25e~26f:");
    assertThat(id("..")).isEqualTo("~2E~2E");
    assertThat(id("", " ")).isNull();
    assertThat(id("가".repeat(300))).hasSizeLessThanOrEqualTo(180).isNotEqualTo(id("가".repeat(301)));
  }

  @Test
  void differentValuesMakeDifferentIds() {
    Seed seed = Seed.of("ids");
    Random random = seed.random();
    String letters = "ab:~_-./2 F가\u00e9";
    Map<String, List<String>> seen = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      List<String> values = new ArrayList<>();
      for (int column = 0; column < 2; column++) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(4); n > 0; n--) {
          text.append(letters.charAt(random.nextInt(letters.length())));
        }
        values.add(text.toString().strip().replaceAll(" +", " "));
      }
      String id = new IdMaker("", List.of("a", "b")).make(values);
      if (id != null) {
        List<String> other = seen.put(id, values);
        assertThat(other == null || other.equals(values))
            .as("seed %s: %s and %s make %s", seed, values, other, id)
            .isTrue();
      }
    }
  }

  private static String id(String... values) {
    return new IdMaker("", List.of(values)).make(List.of(values));
  }
}
