package kr.maeul.houses.ledger.owner;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import kr.maeul.layer.text.Text;

/** How an owner was contacted. */
public enum Means {
  TELEPHONE(new Text("전화", "telephone")),
  LETTER(new Text("우편", "letter")),
  VISIT(new Text("방문", "visit")),
  E_MAIL(new Text("이메일", "e-mail")),
  OTHER(new Text("기타", "other"));

  private final Text title;

  Means(Text title) {
    this.title = title;
  }

  public Text title() {
    return title;
  }

  /** The word used in JSON and in the table, such as {@code e-mail}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Means> ofWord(String word) {
    return Arrays.stream(values()).filter(m -> m.word().equals(word)).findFirst();
  }

  /** All words, for whoever gives another one. */
  static String words() {
    return Arrays.stream(values()).map(Means::word).collect(Collectors.joining(", "));
  }
}
