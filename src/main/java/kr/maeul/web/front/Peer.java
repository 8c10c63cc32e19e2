package kr.maeul.web.front;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import kr.maeul.db.request.Patience;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;

/**
 * The other end of a connection while it waits for an answer. Whether it has hung up can only be
 * found out by reading. A byte that comes instead belongs to a request that was sent before this
 * one was answered; it is lost, so that connection has to end with this answer ({@link
 * #hasSpoken}), and its sender sends it again. Safe for use by several threads.
 */
public final class Peer implements Patience.Caller {
  private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private final EndPoint endPoint;
  private final ByteBuffer one = BufferUtil.allocate(1);
  private long lookedNanos = System.nanoTime();
  private boolean isGone;
  private boolean hasSpoken;
  private boolean isAnswered;

  public Peer(EndPoint endPoint) {
    this.endPoint = endPoint;
  }

  @Override
  public synchronized boolean isGone() {
    long now = System.nanoTime();
    if (isGone || isAnswered || hasSpoken || now - lookedNanos < EVERY_NANOS) {
      return isGone;
    }
    lookedNanos = now;
    try {
      int read = endPoint.isOpen() ? endPoint.fill(one) : -1;
      isGone = read < 0;
      hasSpoken = read > 0;
    } catch (IOException e) {
      isGone = true;
    }
    return isGone;
  }

  /** Whether it has sent more, of which a byte is lost. */
  public synchronized boolean hasSpoken() {
    return hasSpoken;
  }

  /** The answer is made: from now on the connection is the HTTP server's alone to read. */
  public synchronized void answered() {
    isAnswered = true;
  }
}
