package kr.maeul.geo.parcel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AddressKeysTest {
  @Test
  void oneLotHasOneKeyHoweverItIsWritten() {
    for (String address :
        List.of(
            "전북특별자치도 전주시 완산구 풍남동3가 81-3",
            "전주시완산구풍남동3가81-3",
            "풍남동3가 81 - 3번지",
            "풍남동3가 81번지의 3",
            "풍남동３가 ８１－３",
            "풍남동 3가 81-3",
            "전라북도 전주시 완산구 풍남동3가 0081-0003 1층")) {
      assertThat(AddressKeys.of(address)).as(address).containsExactly("풍남동3가 81-3");
    }
    assertThat(AddressKeys.of("중노송동 산 12")).containsExactly("중노송동 산12-0");
    assertThat(AddressKeys.of("중노송동 산12번지 3호")).containsExactly("중노송동 산12-0", "중노송동 산12-3");
    assertThat(AddressKeys.of("중노송동 810-3 101호")).containsExactly("중노송동 810-3");
    assertThat(AddressKeys.of("중노송동 970, 971-2 · 산 3, 101호"))
        .containsExactly("중노송동 970-0", "중노송동 971-2", "중노송동 산3-0");
    assertThat(AddressKeys.of("노송면 장대리 5")).containsExactly("장대리 5-0");
  }

  @Test
  void oneHouseOfARoadHasOneKeyHoweverItIsWritten() {
    for (String address :
        List.of("전주시 덕진구 기린대로 123번길 4-1", "기린대로123번길 4-1 (금암동)", "전주시덕진구기린대로123번길4-1")) {
      assertThat(AddressKeys.of(address)).as(address).containsExactly("기린대로123번길 4-1");
    }
    assertThat(AddressKeys.of("완산구 문화 5길 91")).containsExactly("문화5길 91-0");
    assertThat(AddressKeys.of("노송여울2길 10")).containsExactly("노송여울2길 10-0");
  }

  @Test
  void whereNoNumberCanBeReadThereIsNone() {
    for (String address : List.of("", "중노송동", "전주시 완산구", "효자3동 주민센터", "길 건너")) {
      assertThat(AddressKeys.of(address)).as(address).isEmpty();
    }
    assertThat(AddressKeys.of(null)).isEmpty();
    assertThat(AddressKeys.of("가".repeat(1000) + "동 1")).isEmpty();
  }
}
