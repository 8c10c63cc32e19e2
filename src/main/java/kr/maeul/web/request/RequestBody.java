package kr.maeul.web.request;

import io.javalin.http.Context;
import java.io.IOException;
import kr.maeul.db.request.Patience;
import kr.maeul.layer.text.Text;
import kr.maeul.web.request.refusal.BadRequestException;
import kr.maeul.web.request.refusal.RefusedException;

/** Reads the body of a request, within bounds. Stateless. */
final class RequestBody {
  private static final String IS_READ = "maeul.body.is-read";
  private static final int MOST_DISCARDED_BYTES = 4 * 1024 * 1024;

  private RequestBody() {}

  /**
   * All of it.
   *
   * @param mostBytes longer ones are refused; of what is over, no more is read than a sender must
   *     have been rid of to hear why
   * @throws RefusedException if it is longer, or compressed, or comes too slowly
   * @throws BadRequestException if it breaks off
   */
  static byte[] read(Context ctx, int mostBytes) throws IOException {
    String coding = ctx.header("Content-Encoding");
    if (coding != null && !coding.strip().equalsIgnoreCase("identity")) {
      throw new RefusedException(
          RefusedException.Status.UNSUPPORTED,
          new Text("압축하지 않은 본문만 받습니다.", "a body must not be compressed"));
    }
    byte[] bytes =
        ctx.req().getContentLengthLong() > mostBytes
            ? null
            : PacedBody.read(ctx.req().getInputStream(), mostBytes + 1, System::nanoTime);
    if (bytes == null || bytes.length > mostBytes) {
      if (discardRest(ctx, bytes == null ? 0 : bytes.length)) {
        ctx.attribute(IS_READ, true);
      }
      throw new RefusedException(
          RefusedException.Status.TOO_LARGE,
          new Text(
              "본문이 너무 큽니다 (최대 " + mostBytes / 1_000_000.0 + " MB).",
              "the body is too large; at most " + mostBytes / 1_000_000.0 + " MB"));
    }
    ctx.attribute(IS_READ, true);
    Patience.beginAgainOfThread();
    return bytes;
  }

  /**
   * Says that the connection ends with this answer where the request has a body that nobody read:
   * it does end where the body had not come yet, and a sender who does not know that sends the next
   * request into it.
   */
  static void closeUnlessRead(Context ctx) {
    boolean hasBody =
        ctx.req().getContentLengthLong() > 0 || ctx.req().getHeader("Transfer-Encoding") != null;
    if (hasBody && ctx.attribute(IS_READ) == null) {
      ctx.header("Connection", "close");
    }
  }

  /**
   * A connection that is closed on bytes not yet read is reset, and what was answered is lost on
   * the way. So what is a little too long is read to its end; the sender of what is much too long
   * has to do with that.
   */
  private static boolean discardRest(Context ctx, int readBytes) throws IOException {
    boolean isWorthIt = ctx.req().getContentLengthLong() <= MOST_DISCARDED_BYTES;
    int left = MOST_DISCARDED_BYTES - readBytes;
    return isWorthIt
        && left >= 0
        && PacedBody.read(ctx.req().getInputStream(), left + 1, System::nanoTime).length <= left;
  }
}
