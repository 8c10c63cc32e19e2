package kr.maeul.exchange.read;

import static kr.maeul.exchange.read.NoRecord.Sense.NAME;
import static kr.maeul.exchange.read.NoRecord.Sense.OWN;
import static kr.maeul.exchange.read.NoRecord.Sense.SERIAL;
import static kr.maeul.exchange.read.NoRecord.Sense.VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoRecordTest {
  private static final List<String> HEADER =
      List.of("연번", "행정동", "이름", "주소", "전화", "면적", "동수", "비고");
  private final NoRecord rows =
      new NoRecord(HEADER, List.of(SERIAL, VALUE, NAME, OWN, OWN, VALUE, VALUE, VALUE));

  private NoRecord.Finding of(String cells) {
    List<String> list = new ArrayList<>(List.of(cells.split("\\|", -1)));
    list.replaceAll(String::strip);
    return rows.of(list);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "계|||||332.5|4|",
        "소계|노송동||||252.5|3동|",
        "|소 계||||252.5|3|",
        "|노송동|합계|||1,252.5|3|",
        "합  계||||||4동|",
        "총 합 계 :|||||1|1|",
        "[합계]|||||1|1|",
        "합계(4동)|||||332.5||",
        "|노송동 소계||||252.5|3|",
        "|노송동 계||||252.5||",
        "|노송동|노송동 소계 2호|||||",
        "||총 3호|||||",
        "||계 3호|||||",
        "|노송동|합계: 총 3채|||332.5||",
        "|||소계 12개소||||",
        "평균|||||83.1|-|",
        "누계|||||83.1|100%|",
        "Total|||||83.1|4|",
        "Sub-total|||||83.1|4|",
        "|Grand Total||||83.1|4|",
        "||합계|||||",
        "합계|||||332.5|4|추정 포함",
        "합계|||총 4개소||332.5||",
        "합계||||총 12건|332.5|4|",
        "※ 자료: 예시과 (2024.12.31. 기준)|||||||",
        "|||* 면적은 대장 기준|||||",
        "작성자: 예시 주무관||||||작성일: 2024-01-02|",
        "주) 등급은 예시 기준|||||||",
        "주1) 등급은 예시 기준|||||||",
        "비고: 현장 확인 전|||||||",
        "|||||||- 이하 여백 -",
        "Source: example office|||||||",
        "연번|행정동|이름|주소|전화|면적|동수|비고",
        "17|||||||",
        "예시과 제공 자료|||||||",
      })
  void isLeftOut(String cells) {
    assertThat(of(cells)).as(cells).isNotNull();
    assertThat(of(cells).leftOut()).as(cells).isTrue();
    assertThat(of(cells).reason().en()).contains("left out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1|노송동|감나무집|중노송동 105-1|063-000-0000|92.5|1|",
        "2|노송동||중노송동 105-2||||",
        "3|노송동|(주)예시|중노송동 105-3||||",
        "4|노송동|* 별집|중노송동 105-4||||",
        "5|노송동|신계||||1|",
        "6|노송동|시계|||12||",
        "7|계동|풍남 통계|||12|1|2필지 합계",
        "8|노송동|문의: 없음|중노송동 1||||",
        "|노송동|이름만||||| ",
      })
  void isARecord(String cells) {
    assertThat(of(cells)).as(cells).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1|노송동|합계|중노송동 105-1||92.5|1|",
        "2|노송동|계||063-000-0000|||",
        "계|||중노송동 105-1||92.5|1|",
        "계|||127.14801||92.5|1|",
        "3|노송동|Total|전주시 어느길 3||||",
        "계|노송동|감나무집|목조|벽돌|92.5|1|좋음",
        "|노송동||||||",
      })
  void isARecordToBeLookedAt(String cells) {
    assertThat(of(cells)).as(cells).isNotNull();
    assertThat(of(cells).leftOut()).as(cells).isFalse();
  }
}
