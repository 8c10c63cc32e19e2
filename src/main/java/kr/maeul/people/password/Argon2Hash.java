package kr.maeul.people.password;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import kr.maeul.people.identity.PersonRefusedException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Argon2id with 19 MiB and two passes, the least that OWASP asks for. Few at a time, because each
 * takes that memory and a core: strangers must not be able to use up either.
 */
public final class Argon2Hash implements PasswordHash {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int LANES = 1;
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int AT_A_TIME = 4;
  private static final long LONGEST_WAIT_SECONDS = 5;

  private final Argon2PasswordEncoder encoder =
      new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
  private final Semaphore places = new Semaphore(AT_A_TIME, true);

  @Override
  public String of(String password) {
    return inTurn(() -> encoder.encode(password));
  }

  @Override
  public boolean matches(String password, String hash) {
    return inTurn(() -> encoder.matches(password, hash));
  }

  @Override
  public boolean isOutdated(String hash) {
    return encoder.upgradeEncoding(hash);
  }

  private <T> T inTurn(Supplier<T> work) {
    boolean isMyTurn;
    try {
      isMyTurn = places.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      isMyTurn = false;
    }
    if (!isMyTurn) {
      throw PersonRefusedException.of(
          PersonRefusedException.Kind.BUSY,
          "지금 로그인하려는 사람이 많습니다. 잠시 뒤 다시 시도해 주세요.",
          "many are signing in at this moment; try again shortly");
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
