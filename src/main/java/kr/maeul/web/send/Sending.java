package kr.maeul.web.send;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends an answer as fast as its caller takes it, and holds no thread while the caller takes none.
 * Who takes nearly nothing for long is cut off. Safe for use by several threads.
 */
public final class Sending {
  private static final int BUFFER_BYTES = 32 * 1024;

  /** Even a telephone at the edge of its network takes more. */
  private static final long LEAST_BYTES_A_SECOND = 1024;

  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Logger log = LoggerFactory.getLogger(Sending.class);
  private final long begunNanos = System.nanoTime();
  private final Spools spools;
  private final String network;
  private final InputStream content;
  private final Runnable cutOff;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private ServletOutputStream out;
  private long sent;
  private boolean isDone;

  /**
   * @param content closed when it is sent, or will not be
   * @param cutOff ends the connection at once
   */
  public Sending(Spools spools, String network, InputStream content, Runnable cutOff) {
    this.spools = spools;
    this.network = network;
    this.content = content;
    this.cutOff = cutOff;
  }

  /**
   * Begins.
   *
   * @return complete when the request is done with
   * @throws NoRoomException if too many are being sent; the content is then still the caller's
   */
  public CompletableFuture<Void> begin(AsyncContext async, ServletOutputStream to) {
    out = to;
    async.setTimeout(0);
    async.addListener(new WhenOver(this::end));
    out.setWriteListener(new Writing());
    return done;
  }

  /**
   * Counts it; before {@link #begin}.
   *
   * @throws NoRoomException if too many are being sent
   */
  public void enter() {
    spools.sending(network);
  }

  private synchronized void send() {
    try {
      while (!isDone && out.isReady()) {
        if (isTooSlow()) {
          cutOff.run();
          end();
          return;
        }
        int read = content.read(buffer, 0, buffer.length);
        if (read < 0) {
          end();
          return;
        }
        out.write(buffer, 0, read);
        sent += read;
      }
    } catch (IOException | IllegalStateException e) {
      log.debug("an answer could not be sent to its end", e); // the caller went away
      cutOff.run();
      end();
    }
  }

  private boolean isTooSlow() {
    long late = System.nanoTime() - begunNanos - GRACE_NANOS;
    return late > 0 && sent < TimeUnit.NANOSECONDS.toSeconds(late) * LEAST_BYTES_A_SECOND;
  }

  private synchronized void end() {
    if (isDone) {
      return;
    }
    isDone = true;
    spools.sent(network);
    try {
      content.close();
    } catch (IOException e) {
      log.warn("the content of an answer could not be closed", e);
    }
    done.complete(null);
  }

  private final class Writing implements WriteListener {
    @Override
    public void onWritePossible() {
      send();
    }

    @Override
    public void onError(Throwable thrown) {
      end();
    }
  }
}
