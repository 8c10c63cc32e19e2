package kr.maeul.web.request;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kr.maeul.web.send.WhenOver;

/**
 * One caller's stream of server-sent events. Holds no thread, and never blocks the one that offers:
 * what a slow caller has not taken yet is replaced by newer text of the same name, so that no more
 * waits than there are names. Safe for use by several threads.
 */
public final class EventStream implements AutoCloseable {
  private final Map<String, String> waiting = new LinkedHashMap<>();
  private final AsyncContext async;
  private final ServletOutputStream out;
  private final Runnable ended;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private boolean isOpen;
  private boolean isDone;
  private boolean mustFlush;

  /**
   * @param ended called once when the caller has gone or the stream was closed
   */
  EventStream(AsyncContext async, ServletOutputStream out, Runnable ended) {
    this.async = async;
    this.out = out;
    this.ended = ended;
  }

  /** Begins; what is returned is complete when the stream is to end. */
  CompletableFuture<Void> open() {
    async.setTimeout(0);
    async.addListener(new WhenOver(this::close));
    out.setWriteListener(new Writing());
    return done;
  }

  /**
   * Sends text, a whole event or comment with its empty line, as soon as the caller takes it.
   *
   * @param name what it replaces if that still waits
   */
  public void offer(String name, String text) {
    synchronized (this) {
      waiting.remove(name);
      waiting.put(name, text);
      if (!isOpen) {
        return;
      }
    }
    send();
  }

  private void send() {
    if (!sent()) {
      close();
    }
  }

  /** False where the caller went away. */
  private synchronized boolean sent() {
    isOpen = true;
    try {
      while (!isDone && out.isReady()) {
        Iterator<String> texts = waiting.values().iterator();
        if (texts.hasNext()) {
          byte[] bytes = texts.next().getBytes(StandardCharsets.UTF_8);
          texts.remove();
          mustFlush = true;
          out.write(bytes);
        } else if (mustFlush) {
          mustFlush = false;
          out.flush();
        } else {
          break;
        }
      }
      return true;
    } catch (IOException | IllegalStateException e) {
      return false;
    }
  }

  /** Ends the stream; the caller sees an ordinary end. */
  @Override
  public void close() {
    end();
    done.complete(null);
  }

  private void end() {
    synchronized (this) {
      if (isDone) {
        return;
      }
      isDone = true;
      waiting.clear();
    }
    ended.run();
  }

  private final class Writing implements WriteListener {
    @Override
    public void onWritePossible() {
      send();
    }

    @Override
    public void onError(Throwable thrown) {
      close();
    }
  }
}
