package kr.maeul.people.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
  private final Passwords passwords = new Passwords();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "짧은비번",
        "password12",
        "Password123!",
        "1234567890",
        "qwertyuiop",
        "1q2w3e4r5t",
        "aaaaaaaaaaaaaaa",
        "비밀번호비밀번호비밀번호",
        "dkssudgktpdy",
        "i am example of nosong",
        "네모난 김예시 세탁소"
      })
  void refuses(String password) {
    assertThat(passwords.fault(password, "hong-gd.hong@example.kr", "김예시")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "네모난 구름 세탁소",
        "correct horse village",
        "tlfkdl vkrehdtl",
        "kX9#vq2LmZ",
        "가나 다라 마바사 열쇠"
      })
  void takes(String password) {
    assertThat(passwords.fault(password, "hong", "김예시")).isEmpty();
  }

  @Test
  void takesLongOnesInTime() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          passwords.fault("p4$$w0rd".repeat(16), "hong", "김예시");
          assertThat(passwords.fault("가나다라".repeat(33), "hong", "김예시")).isPresent();
        });
  }

  @Test
  void aHashTellsItsPasswordAndNoOther() {
    Argon2Hash argon2 = new Argon2Hash();
    String hash = argon2.of("네모난 구름 세탁소");
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(argon2.of("네모난 구름 세탁소")).isNotEqualTo(hash);
    assertThat(argon2.matches("네모난 구름 세탁소", hash)).isTrue();
    assertThat(argon2.matches("네모난 구름 세탁솜", hash)).isFalse();
    assertThat(argon2.isOutdated(hash)).isFalse();
    assertThat(argon2.isOutdated(hash.replace("m=19456", "m=9728"))).isTrue();
  }
}
