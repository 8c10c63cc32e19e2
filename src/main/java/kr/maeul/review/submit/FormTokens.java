package kr.maeul.review.submit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.layer.text.Text;
import kr.maeul.vault.Vault;

/**
 * Tokens that say when a form was opened, so that one filled in at once is known for a machine's,
 * and that bind what was uploaded for a form to it. The service keeps none of them. Safe for use by
 * several threads.
 */
final class FormTokens {
  private static final String PURPOSE = "form";
  private static final Duration SHORTEST = Duration.ofSeconds(3);

  /** A draft may lie in a browser for some days. */
  private static final Duration LONGEST = Duration.ofDays(14);

  private final Vault vault;
  private final Clock clock;

  FormTokens(Vault vault, Clock clock) {
    this.vault = vault;
    this.clock = clock;
  }

  String fresh() {
    String said = clock.millis() + "." + vault.newSecret();
    return said + "." + signature(said);
  }

  /** Whether the token is of this service and not too old. */
  boolean isOurs(String token) {
    int end = token.lastIndexOf('.');
    if (end < 0
        || token.length() > 200
        || !isSigned(token.substring(0, end), token.substring(end + 1))) {
      return false;
    }
    return age(token).compareTo(LONGEST) < 0;
  }

  /** What keeps a form of this token from being taken; empty where nothing does. */
  List<FeatureProblem> problems(String token) {
    if (!isOurs(token)) {
      return List.of(
          new FeatureProblem(
              "/form",
              new Text(
                  "양식이 너무 오래되었습니다. 쓴 글은 그대로 두고 다시 보내기를 눌러 주세요.",
                  "the form is too old; fetch a new one and send the same again")));
    }
    if (age(token).compareTo(SHORTEST) < 0) {
      return List.of(
          new FeatureProblem(
              "/form",
              new Text(
                  "양식을 연 지 " + SHORTEST.toSeconds() + "초가 지나야 보낼 수 있습니다. 잠시 뒤 다시 보내 주세요.",
                  "a form is taken " + SHORTEST.toSeconds() + " seconds after it was opened")));
    }
    return List.of();
  }

  private String signature(String said) {
    return vault.fingerprint(PURPOSE, said).substring(0, 32);
  }

  private boolean isSigned(String said, String signature) {
    return MessageDigest.isEqual(
        signature(said).getBytes(StandardCharsets.UTF_8),
        signature.getBytes(StandardCharsets.UTF_8));
  }

  private Duration age(String token) {
    long opened = Long.parseLong(token.substring(0, token.indexOf('.')));
    return Duration.ofMillis(clock.millis() - opened);
  }
}
