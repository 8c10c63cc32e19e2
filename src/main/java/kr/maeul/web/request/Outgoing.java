package kr.maeul.web.request;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import kr.maeul.config.AddressRange;
import kr.maeul.web.send.Connections;
import kr.maeul.web.send.Sending;
import kr.maeul.web.send.Spool;
import kr.maeul.web.send.Spools;

/**
 * One answer: its status, its headers and its body, compressed where that is worth it. Small bodies
 * are sent at once, others when all that made them is closed, and without a thread. For one thread.
 */
final class Outgoing {
  /**
   * What the HTTP server and the system below take in any case, whether the caller reads or not.
   */
  private static final int SMALL_BYTES = 16 * 1024;

  private static final int WORTH_COMPRESSING_BYTES = 1024;
  private static final int GZIP_BUFFER_BYTES = 8192;

  private final Context ctx;
  private final Spools spools;
  private final Supplier<String> address;
  private Spool spool;
  private InputStream content;
  private Recording recording;
  private boolean isPrivate;

  /**
   * @param spools null where everything is sent at once
   * @param address of the caller
   */
  Outgoing(Context ctx, Spools spools, Supplier<String> address) {
    this.ctx = ctx;
    this.spools = spools;
    this.address = address;
  }

  private String network() {
    return AddressRange.network(address.get());
  }

  private boolean isHead() {
    return ctx.method() == HandlerType.HEAD;
  }

  /** Copies the answer as it goes out. */
  void record(Recording into) {
    recording = into;
  }

  /** No cache keeps the answer, and no other site may read it. */
  void keepPrivate() {
    isPrivate = true;
    header("Cache-Control", "");
    HttpServletResponse response = ctx.res();
    boolean isByToken = ctx.header("Authorization") != null; // which no page sends unasked
    if (!isByToken && response.containsHeader("Access-Control-Allow-Origin")) {
      response.setHeader("Access-Control-Allow-Origin", null);
    }
  }

  boolean isPrivate() {
    return isPrivate;
  }

  void status(int status) {
    ctx.status(HttpStatus.forStatus(status));
    if (recording != null && status != 200) {
      recording.giveUp();
    }
  }

  void header(String name, String value) {
    boolean isKept = isPrivate && name.equals("Cache-Control");
    ctx.header(name, isKept ? "private, no-store" : value);
    if (recording != null) {
      recording.header(name, value);
    }
  }

  void contentType(String type) {
    ctx.res().setContentType(type);
    if (recording != null) {
      recording.header("Content-Type", type);
    }
  }

  /** An answer that is in memory. */
  void send(String contentType, byte[] body, boolean takesGzip) throws IOException {
    byte[] sent = body;
    if (takesGzip && body.length >= WORTH_COMPRESSING_BYTES && !isHead()) {
      header("Content-Encoding", "gzip");
      ByteArrayOutputStream small = new ByteArrayOutputStream(body.length / 3 + 64);
      try (OutputStream out = new GZIPOutputStream(small, GZIP_BUFFER_BYTES)) {
        out.write(body);
      }
      sent = small.toByteArray();
    }
    contentType(contentType);
    if (recording != null && !isHead()) {
      recording.keep(sent, 0, sent.length);
    }
    whole(sent);
  }

  private void whole(byte[] body) throws IOException {
    HttpServletResponse response = ctx.res();
    response.setContentLength(body.length);
    if (isHead()) {
      return;
    }
    if (body.length <= SMALL_BYTES || spools == null) {
      response.getOutputStream().write(body);
      return;
    }
    Spool kept = spool(); // counted, so that not too much of it is waiting
    kept.hold(body);
    kept.close();
  }

  /** An answer that is read while it is sent; closed in any case. */
  void stream(String contentType, InputStream in, long length) throws IOException {
    contentType(contentType);
    ctx.res().setContentLengthLong(length);
    if (isHead()) {
      in.close();
    } else {
      content = in;
    }
  }

  /** An answer that is written and then closed. */
  OutputStream stream(String contentType, boolean takesGzip) throws IOException {
    contentType(contentType);
    OutputStream out = recording == null ? spool() : recording.copyOf(spool());
    if (!takesGzip) {
      return out;
    }
    header("Content-Encoding", "gzip");
    return new GZIPOutputStream(out, GZIP_BUFFER_BYTES);
  }

  private Spool spool() {
    spool = spools.open(network());
    return spool;
  }

  void deliver() throws IOException {
    if (spool != null && spool.isWhole()) {
      if (spool.size() <= SMALL_BYTES) {
        ctx.res().setContentLengthLong(spool.size());
        try (InputStream small = spool.content()) {
          small.transferTo(ctx.res().getOutputStream());
        }
        return;
      }
      ctx.res().setContentLengthLong(spool.size());
      content = spool.content();
    }
    if (content == null) {
      discard();
      return;
    }
    Sending sending = new Sending(spools, network(), content, () -> Connections.cutOff(ctx.req()));
    sending.enter();
    AsyncContext async = ctx.req().startAsync();
    CompletableFuture<Void> done = sending.begin(async, ctx.res().getOutputStream());
    ctx.future(() -> done);
  }

  void discard() {
    try {
      if (content != null) {
        content.close();
      }
      if (spool != null) {
        spool.release();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
