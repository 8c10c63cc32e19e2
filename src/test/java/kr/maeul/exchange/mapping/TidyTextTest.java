package kr.maeul.exchange.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TidyTextTest {

  @ParameterizedTest
  @CsvSource({
    "전라북도 전주시완산구 중노송동 225-0, 전북특별자치도 전주시 완산구 중노송동 225",
    "전북 전주시 완산구 중노송동 산12-3, 전북특별자치도 전주시 완산구 중노송동 산 12-3",
    "전북특별자치도  전주시완산구   인봉1길 54, 전북특별자치도 전주시 완산구 인봉1길 54",
    "전라북도전주시완산구 중노송동 1, 전북특별자치도 전주시 완산구 중노송동 1",
    "전주시완산구 중노송동 0225-0003, 전주시 완산구 중노송동 225-3",
    "예시군 보기면 견본리, 예시군 보기면 견본리",
    "전북대학교 앞, 전북대학교 앞",
    "시흥시 정왕동 1, 시흥시 정왕동 1",
  })
  void addresses(String written, String tidy) {
    assertThat(TidyText.address(written)).isEqualTo(tidy);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aTidyAddressStaysAsItIs(long seed) {
    Random random = new Random(seed);
    List<String> provinces = List.of("전라북도 ", "전북 ", "전북특별자치도 ", "");
    List<String> cities = List.of("전주시완산구 ", "전주시 완산구 ", "전주시  덕진구 ");
    List<String> dongs = List.of("중노송동", "효자동1가", "서노송동");
    for (int i = 0; i < 500; i++) {
      int main = 1 + random.nextInt(9999);
      int sub = random.nextInt(30);
      String written =
          provinces.get(random.nextInt(4))
              + cities.get(random.nextInt(3))
              + dongs.get(random.nextInt(3))
              + (random.nextBoolean() ? " 산" : " ")
              + main
              + (random.nextBoolean() ? "-" + sub : "");
      String tidy = TidyText.address(written);
      assertThat(TidyText.address(tidy)).as(written).isEqualTo(tidy);
      assertThat(tidy).as(written).contains(Integer.toString(main)).doesNotContain("-0");
      assertThat(tidy.contains("산 ")).as(written).isEqualTo(written.contains(" 산"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2024-11, 2024-11",
    "2024.11, 2024-11",
    "2024년 3월, 2024-03",
    "202403, 2024-03",
    "2024-03-15, 2024-03",
    "2019.3, 2019-03",
    "20190301, 2019-03",
    "'''19.3월', 2019-03",
    "’19.3월, 2019-03",
    "19.3, 2019-03",
    "19년 3월, 2019-03",
    "99.12, 1999-12",
    "2023.12.31., 2023-12",
    "2019.13, 2019-13",
    "작년 봄, 작년 봄",
    "2024, 2024",
  })
  void months(String written, String tidy) {
    assertThat(TidyText.month(written)).isEqualTo(tidy);
  }

  @ParameterizedTest
  @CsvSource({
    "2019, 2019",
    "2019년, 2019",
    "2019년 3월, 2019-03",
    "2019.3, 2019-03",
    "2019. 3. 1., 2019-03-01",
    "20190301, 2019-03-01",
    "201903, 2019-03",
    "2019-03-01, 2019-03-01",
    "'''19.3월', 2019-03",
    "19.3.5, 2019-03-05",
    "봄, 봄",
    "20191, 20191",
  })
  void datesOfWhichSomeIsKnown(String written, String tidy) {
    assertThat(TidyText.partialDate(written)).isEqualTo(tidy);
  }
}
