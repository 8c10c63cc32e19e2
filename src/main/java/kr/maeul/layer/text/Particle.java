package kr.maeul.layer.text;

import java.util.Map;

/**
 * Korean particles, whose form depends on the sound before them: 이메일을, 주소를. The page does the same
 * in {@code particles.js}.
 */
public enum Particle {
  TOPIC("은", "는"),
  SUBJECT("이", "가"),
  OBJECT("을", "를"),
  AND("과", "와"),
  BY("으로", "로");

  private static final int RIEUL = 8; // of the final consonants, in the order of Unicode
  private static final int UNKNOWN = -1;

  /** 영 일 이 삼 사 오 육 칠 팔 구. */
  private static final int[] DIGITS = {1, RIEUL, 0, 1, 0, 0, 1, RIEUL, RIEUL, 0};

  /** 엘, 엠, 엔; every other letter's name ends in a vowel but R, 알, which words do not end in. */
  private static final Map<Integer, Integer> LETTERS =
      Map.of((int) 'l', RIEUL, (int) 'm', 1, (int) 'n', 1);

  private final String closed;
  private final String open;

  Particle(String closed, String open) {
    this.closed = closed;
    this.open = open;
  }

  /** The words with this particle behind them, in both forms where it is not known how they end. */
  public String after(String words) {
    return words + of(words);
  }

  private String of(String words) {
    int last = finalOf(words);
    if (last == UNKNOWN) {
      return this == BY ? "(으)로" : closed + "(" + open + ")";
    }
    return last == 0 || last == RIEUL && this == BY ? open : closed;
  }

  /** 0 without a final consonant, {@link #RIEUL}, another number with any other. */
  private static int finalOf(String words) {
    int[] letters = words.codePoints().filter(Character::isLetterOrDigit).toArray();
    if (letters.length == 0) {
      return UNKNOWN;
    }
    int last = letters[letters.length - 1];
    if (last >= '가' && last <= '힣') {
      return (last - '가') % 28;
    } else if (last >= 'ㄱ' && last <= 'ㅎ') {
      return last == 'ㄹ' ? RIEUL : 1; // 기역, 니은, 리을
    } else if (last >= 'ㅏ' && last <= 'ㅣ') {
      return 0;
    } else if (last >= '0' && last <= '9') {
      return DIGITS[last - '0'];
    } else if (last == 'R') {
      return RIEUL;
    }
    int small = Character.toLowerCase(last);
    return small >= 'a' && small <= 'z' ? LETTERS.getOrDefault(small, 0) : UNKNOWN;
  }
}
