package kr.maeul.exchange.korea;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "632815114, 0632815114",
    "22345678, 022345678",
    "212345678, 0212345678",
    "1012345678, 01012345678",
    "7012345678, 07012345678",
    "0632815114, 0632815114",
    "15881234, 15881234",
    "2815114, 2815114",
    "063-281-5114, 063-281-5114",
    "+82632815114, +82632815114",
  })
  void telephoneNumbersGetTheirZeroBack(String text, String whole) {
    assertThat(LostZeros.restored(LostZeros.Kind.PHONE, text)).isEqualTo(whole);
  }

  @Test
  void postcodesHaveFiveDigits() {
    assertThat(LostZeros.restored(LostZeros.Kind.POSTCODE, "4524")).isEqualTo("04524");
    assertThat(LostZeros.restored(LostZeros.Kind.POSTCODE, "54980")).isEqualTo("54980");
  }

  @Test
  void numbersThatLostDigitsAreKnown() {
    for (String lost : List.of("5.21111E+18", "5.21111e18", "1E+11", "4.51131E+18", "6.3E+08")) {
      assertThat(LostZeros.isRounded(lost)).as(lost).isTrue();
    }
    for (String whole : List.of("5211112000100120000", "1E+5", "E18", "A5.2E+18", "")) {
      assertThat(LostZeros.isRounded(whole)).as(whole).isFalse();
    }
  }

  @Test
  void headersNameTheirUnit() {
    for (String pyeong : List.of("면적(평)", "대지면적 ( 평 )", "면적[평]", "건물면적(단위: 평)", "대지평수")) {
      assertThat(UnitReader.isPyeongHeader(pyeong)).as(pyeong).isTrue();
    }
    for (String other : List.of("면적", "면적(㎡)", "평가", "평균면적", "평수 비고")) {
      assertThat(UnitReader.isPyeongHeader(other)).as(other).isFalse();
    }
    assertThat(UnitReader.isOtherHeader("면적(ha)", "m2")).isTrue();
    assertThat(UnitReader.isOtherHeader("면적(㎡)", "m2")).isFalse();
    assertThat(UnitReader.isOtherHeader("면적(대장)", "m2")).isFalse();
    assertThat(UnitReader.isOtherHeader("수리비(천원)", "KRW")).isTrue();
  }

  @Test
  void pyeongBecomeSquareMetres() {
    assertThat(UnitReader.squareMetres(new BigDecimal("15.0"))).isEqualTo("49.59");
    assertThat(UnitReader.squareMetres(BigDecimal.ZERO)).isEqualTo("0");
    assertThat(UnitReader.withoutAside("33㎡ (10평)")).isEqualTo("33㎡");
    assertThat(UnitReader.withoutAside("33㎡(약 10.0평)")).isEqualTo("33㎡");
  }
}
