package kr.maeul.web.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import kr.maeul.web.request.refusal.BadRequestException;
import kr.maeul.web.request.refusal.RefusedException;
import org.junit.jupiter.api.Test;

class PacedBodyTest {
  private final AtomicLong now = new AtomicLong();

  /** So many bytes at once, each time after so many seconds. */
  private InputStream every(int seconds, int bytes) {
    return new InputStream() {
      @Override
      public int read() {
        throw new UnsupportedOperationException();
      }

      @Override
      public int read(byte[] into, int from, int most) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
        return Math.min(bytes, most);
      }
    };
  }

  @Test
  void whatComesAtOnceIsTaken() throws IOException {
    byte[] sent = new byte[20_000];
    assertThat(PacedBody.read(new ByteArrayInputStream(sent), 50_000, now::get)).isEqualTo(sent);
    assertThat(PacedBody.read(new ByteArrayInputStream(sent), 300, now::get)).hasSize(300);
  }

  @Test
  void aSlowTelephoneKeepsUpAndAByteASecondDoesNot() throws IOException {
    assertThat(PacedBody.read(every(1, 5000), 200_000, now::get)).hasSize(200_000);
    now.set(0);
    assertThatThrownBy(() -> PacedBody.read(every(1, 1), 1000, now::get))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.status()).isEqualTo(RefusedException.Status.TOO_SLOW));
    assertThat(now.get()).isLessThan(TimeUnit.SECONDS.toNanos(15));
  }

  @Test
  void whoGoesAwayOrFallsSilentIsNoMistakeOfOurs() {
    InputStream gone =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("reset");
          }
        };
    assertThatThrownBy(() -> PacedBody.read(gone, 10, now::get))
        .isInstanceOf(BadRequestException.class);
    InputStream silent =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException(new TimeoutException("idle"));
          }
        };
    assertThatThrownBy(() -> PacedBody.read(silent, 10, now::get))
        .isInstanceOf(RefusedException.class);
  }
}
