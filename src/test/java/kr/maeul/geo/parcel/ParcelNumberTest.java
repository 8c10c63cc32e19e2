package kr.maeul.geo.parcel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParcelNumberTest {

  @Test
  void theCityHallOfJeonju() {
    ParcelNumber parcel = ParcelNumber.parse("5211114700105680001").orElseThrow();
    assertThat(parcel.dong()).isEqualTo("5211114700");
    assertThat(parcel.lot()).isEqualTo(new LotNumber(LotNumber.Kind.GENERAL, 568, 1));
    assertThat(parcel.lot()).hasToString("568-1");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void isMadeAndTakenApartAgain(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      String dong = String.format("%05d%05d", random.nextInt(100_000), random.nextInt(100_000));
      LotNumber lot =
          new LotNumber(
              LotNumber.Kind.values()[random.nextInt(2)],
              1 + random.nextInt(9999),
              random.nextInt(10_000));
      String digits = new ParcelNumber(dong, lot).toString();
      assertThat(digits).matches("[0-9]{10}[12][0-9]{8}");
      assertThat(ParcelNumber.parse(digits)).contains(new ParcelNumber(dong, lot));
      assertThat(LotNumber.parse(lot.toString())).contains(lot);
      assertThat(LotNumber.ofAddress("전북특별자치도 전주시 완산구 중노송동 " + lot)).contains(lot);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 77, 777})
  void oneWrongDigitTooManyOrTooFewIsNone(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      StringBuilder digits = new StringBuilder("5211112000191010003");
      switch (random.nextInt(3)) {
        case 0 -> digits.deleteCharAt(random.nextInt(digits.length()));
        case 1 -> digits.insert(random.nextInt(digits.length()), random.nextInt(10));
        default ->
            digits.setCharAt(random.nextInt(digits.length()), "x-. E".charAt(random.nextInt(5)));
      }
      assertThat(ParcelNumber.parse(digits.toString())).as(digits.toString()).isEmpty();
    }
    for (char kind : "03456789".toCharArray()) {
      assertThat(ParcelNumber.parse("5211112000" + kind + "91010003")).isEmpty();
    }
    assertThat(ParcelNumber.parse("5211112000100000001")).as("no lot 0").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "산 12-3, 산 12-3",
    "산12-3, 산 12-3",
    "225-0, 225",
    "0225, 225",
    "225번지, 225",
    "9101 - 3, 9101-3",
  })
  void lotsAsPeopleWriteThem(String written, String lot) {
    assertThat(LotNumber.parse(written).orElseThrow()).hasToString(lot);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "산", "12-3-4", "123456", "일이삼", "가12", "12-"})
  void whatIsNoLot(String written) {
    assertThat(LotNumber.parse(written)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "전라북도 전주시완산구 중노송동 산 12-3, 산 12-3",
    "중노송동 225-0 예시빌라, 225",
    "예시군 보기면 견본리 17, 17",
    "전주시 완산구 효자동1가 9116-1, 9116-1",
  })
  void lotsInAddresses(String address, String lot) {
    assertThat(LotNumber.ofAddress(address).orElseThrow()).hasToString(lot);
  }

  @ParameterizedTest
  @ValueSource(strings = {"중노송동", "예시로 301", "중노송동 예시 9001-2", "중노송동 3층", ""})
  void addressesWithoutALot(String address) {
    assertThat(LotNumber.ofAddress(address)).isEmpty();
  }

  @Test
  void codesFromBeforeTheProvinceChanged() {
    assertThat(ParcelNumber.current("4511112000")).isEqualTo("5211112000");
    assertThat(ParcelNumber.current("5211112000")).isEqualTo("5211112000");
    assertThat(ParcelNumber.isOld("4111112000")).isFalse();
  }
}
