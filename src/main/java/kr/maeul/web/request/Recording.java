package kr.maeul.web.request;

import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps a copy of an answer while it goes out, as far as there is room: bytes as they were sent,
 * compressed or not. For one thread.
 */
public final class Recording implements AutoCloseable {
  private final Map<String, String> headers = new LinkedHashMap<>();

  /** In pieces, so that it takes no more memory than it counts; null once it is given up. */
  private ByteArrayBuilder body = new ByteArrayBuilder(1024);

  private final int mostBytes;
  private final AtomicLong room;
  private long taken;
  private boolean givenUp;

  /**
   * @param mostBytes longer answers are not kept
   * @param room bytes that all recordings together may still take; given back when closed
   */
  public Recording(int mostBytes, AtomicLong room) {
    this.mostBytes = mostBytes;
    this.room = room;
  }

  void header(String name, String value) {
    headers.put(name, value);
  }

  /** Nothing is worth keeping of this answer. */
  void giveUp() {
    givenUp = true;
    close();
  }

  OutputStream copyOf(OutputStream out) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        keep(bytes, offset, length);
        out.write(bytes, offset, length);
      }

      @Override
      public void flush() throws IOException {
        out.flush();
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }

  void keep(byte[] bytes, int offset, int length) {
    if (givenUp) {
      return;
    }
    taken += length;
    if (room.addAndGet(-length) < 0 || taken > mostBytes) {
      giveUp();
    } else {
      body.write(bytes, offset, length);
    }
  }

  /** Whether all of the answer is here. Meaningful once it has been sent without a failure. */
  public boolean isWhole() {
    return !givenUp;
  }

  /** The headers that belong to this answer. */
  public Map<String, String> headers() {
    return headers;
  }

  public byte[] body() {
    return body.toByteArray();
  }

  /** Lets go of what was kept: the answer may be sent for a long time yet. */
  @Override
  public void close() {
    room.addAndGet(taken);
    taken = 0;
    body = null;
  }
}
