package kr.maeul.web;

import io.javalin.http.Context;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line a request. The route's template stands in it, never the address: what people
 * search for, and which feature they look at, stays out of the log.
 */
final class RequestLine implements RequestLog {
  private static final String ROUTE = "kr.maeul.route";
  private static final String ID = "kr.maeul.request-id";

  private final Logger log = LoggerFactory.getLogger("kr.maeul.requests");

  static void setRoute(Context ctx, String template) {
    ctx.req().setAttribute(ROUTE, template);
  }

  static void setRoute(Request request, String template) {
    request.setAttribute(ROUTE, template);
  }

  /**
   * Gives the request an id, unlike others but no secret, for the log and for the answer's {@code
   * X-Request-Id}.
   */
  static String newId(Context ctx) {
    String id = newId();
    ctx.req().setAttribute(ID, id);
    return id;
  }

  static String newId(Request request) {
    String id = newId();
    request.setAttribute(ID, id);
    return id;
  }

  private static String newId() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  @Override
  public void log(Request request, Response response) {
    long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - request.getBeginNanoTime());
    log.info(
        "method={} route={} status={} ms={} bytes={} id={}",
        request.getMethod(),
        orDash(request.getAttribute(ROUTE)),
        response.getStatus(),
        ms,
        Response.getContentBytesWritten(response),
        orDash(request.getAttribute(ID)));
  }

  private static Object orDash(Object value) {
    return value == null ? "-" : value;
  }
}
