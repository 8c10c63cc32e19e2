package kr.maeul.web.request;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import kr.maeul.config.AddressRange;
import kr.maeul.web.send.Connections;
import kr.maeul.web.send.Sending;
import kr.maeul.web.send.Spool;
import kr.maeul.web.send.Spools;

/**
 * The body of one answer: small ones are sent at once, others when all that made them is closed,
 * and without a thread. For one thread.
 */
final class Outgoing {
  /**
   * What the HTTP server and the system below take in any case, whether the caller reads or not.
   */
  private static final int SMALL_BYTES = 16 * 1024;

  private final Context ctx;
  private final Spools spools;
  private final Supplier<String> address;
  private Spool spool;
  private InputStream content;

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

  /** An answer that is in memory. */
  void whole(byte[] body) throws IOException {
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
  void stream(InputStream in, long length) throws IOException {
    ctx.res().setContentLengthLong(length);
    if (isHead()) {
      in.close();
    } else {
      content = in;
    }
  }

  /** An answer that is written and then closed. */
  Spool spool() {
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
