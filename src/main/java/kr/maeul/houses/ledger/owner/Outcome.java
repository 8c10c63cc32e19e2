package kr.maeul.houses.ledger.owner;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import kr.maeul.layer.text.Text;

/** What came of a contact with an owner. */
public enum Outcome {
  NO_ANSWER(new Text("응답 없음", "no answer")),
  TALKED(new Text("이야기함", "talked")),
  AGREED(new Text("동의", "agreed")),
  REFUSED(new Text("거절", "refused")),
  /** From then on nobody contacts them. */
  DO_NOT_CONTACT(new Text("연락하지 말아 달라고 함", "asked not to be contacted"));

  private final Text title;

  Outcome(Text title) {
    this.title = title;
  }

  public Text title() {
    return title;
  }

  /** The word used in JSON and in the table, such as {@code no-answer}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Outcome> ofWord(String word) {
    return Arrays.stream(values()).filter(o -> o.word().equals(word)).findFirst();
  }

  /** All words, for whoever gives another one. */
  static String words() {
    return Arrays.stream(values()).map(Outcome::word).collect(Collectors.joining(", "));
  }
}
