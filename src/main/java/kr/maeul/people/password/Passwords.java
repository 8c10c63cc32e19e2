package kr.maeul.people.password;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kr.maeul.layer.text.Text;

/**
 * What may be a password: 10 to 128 characters, none of the commonest ones nor close to one, and
 * without the login or the name in it. Nothing is said about kinds of characters. Safe for use by
 * several threads.
 */
public final class Passwords {
  static final int SHORTEST = 10;
  static final int LONGEST = 128;

  /** Of the estimate 0 to 4; what is below is found within a million tries. */
  private static final int LEAST_SCORE = 2;

  private static final int SHORTEST_PART_OF_NAME = 4;

  /** What the estimate, made for English, takes for random: common words on a Korean keyboard. */
  private static final List<String> KOREAN =
      List.of(
          ("비밀번호 안녕하세요 사랑해 대한민국 마을이야기 노송동 도시재생 qlalfqjsgh "
                  + "dkssudgktpdy tkfkdgo eogksalsrnr akdmfdldirl shthdehd ehtlwotod maeul nosong "
                  + "jeonju")
              .split(" "));

  /** Its lists of words take a while to load, and most programs of ours never ask. */
  private static final class Estimate {
    private static final Zxcvbn ESTIMATE = new Zxcvbn();
  }

  /** The same password, however the keyboard composes its letters. */
  public static String normal(String typed) {
    return Normalizer.normalize(typed, Normalizer.Form.NFKC);
  }

  /** Why this cannot be the password of an account, or empty. */
  public Optional<Text> fault(String password, String login, String name) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST) {
      return text(
          "비밀번호는 " + SHORTEST + "자 이상이어야 합니다.",
          "a password has at least " + SHORTEST + " characters");
    }
    if (length > LONGEST) {
      return text(
          "비밀번호는 " + LONGEST + "자 이하여야 합니다.", "a password has at most " + LONGEST + " characters");
    }
    String lower = password.toLowerCase(Locale.ROOT);
    List<String> own = new ArrayList<>(partsOf(login));
    own.addAll(partsOf(name));
    if (own.stream().anyMatch(lower::contains)) {
      return text("비밀번호에 아이디나 이름을 넣을 수 없습니다.", "a password must not contain the login or the name");
    }
    own.addAll(KOREAN);
    if (Estimate.ESTIMATE.measure(lower, own).getScore() < LEAST_SCORE) {
      return text(
          "너무 흔하거나 쉬운 비밀번호입니다. 서로 관계없는 낱말 몇 개를 이어 보세요.",
          "this password is too common or too easy; try some words that do not belong together");
    }
    return Optional.empty();
  }

  private static List<String> partsOf(String name) {
    List<String> parts = new ArrayList<>();
    for (String part : normal(name).toLowerCase(Locale.ROOT).split("[\\s@._+-]+")) {
      if (part.length() >= SHORTEST_PART_OF_NAME || isHangul(part)) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** Korean names are short. */
  private static boolean isHangul(String part) {
    return part.length() >= 2
        && part.codePoints().allMatch(c -> Character.UnicodeScript.of(c) == HANGUL);
  }

  private static final Character.UnicodeScript HANGUL = Character.UnicodeScript.HANGUL;

  private static Optional<Text> text(String ko, String en) {
    return Optional.of(new Text(ko, en));
  }
}
