package kr.maeul.web.request;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import kr.maeul.layer.text.Text;
import kr.maeul.web.request.refusal.BadRequestException;
import kr.maeul.web.request.refusal.RefusedException;

/** Reads a body that somebody may be sending byte by byte, to keep us waiting. */
final class PacedBody {
  private static final int BUFFER_BYTES = 8192;

  /** The same pace as for photos: a slow telephone keeps up with it. */
  private static final long LEAST_BYTES_A_SECOND = 4 * 1024;

  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private PacedBody() {}

  /**
   * Reads to the end, or that many bytes.
   *
   * @param nanos a clock that only goes forward
   * @throws RefusedException if it comes too slowly
   * @throws BadRequestException if it breaks off
   */
  static byte[] read(InputStream in, int most, LongSupplier nanos) throws IOException {
    long begin = nanos.getAsLong();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER_BYTES];
    while (body.size() < most) {
      int read = next(in, buffer, Math.min(buffer.length, most - body.size()));
      if (read < 0) {
        break;
      }
      body.write(buffer, 0, read);
      long late = nanos.getAsLong() - begin - GRACE_NANOS;
      if (late > 0 && body.size() < late / TimeUnit.SECONDS.toNanos(1) * LEAST_BYTES_A_SECOND) {
        throw tooSlow();
      }
    }
    return body.toByteArray();
  }

  /** A sender who goes away is no fault of ours; the HTTP server gives up on one who is silent. */
  private static int next(InputStream in, byte[] buffer, int most) {
    try {
      return in.read(buffer, 0, most);
    } catch (IOException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw tooSlow();
      }
      throw new BadRequestException(
          null, new Text("본문이 오다가 끊겼습니다. 다시 보내 주세요.", "the body broke off; send it again"));
    }
  }

  private static RefusedException tooSlow() {
    return new RefusedException(
        RefusedException.Status.TOO_SLOW,
        new Text(
            "연결이 너무 느려 받기를 멈추었습니다. 다시 보내 주세요.",
            "the body comes too slowly, so it is not waited for; send it again"));
  }
}
