package kr.maeul.web;

import io.javalin.config.JettyConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kr.maeul.web.front.Doors;
import kr.maeul.web.problem.Problem;
import kr.maeul.web.problem.Problems;
import kr.maeul.web.request.negotiation.MediaTypes;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is particular to the HTTP server below. */
final class Jetty {
  private static final Logger LOG = LoggerFactory.getLogger(Jetty.class);
  private static final long STOP_TIMEOUT_MS = 10_000;
  private static final int MAX_REQUEST_HEADER_BYTES = 16 * 1024;

  private Jetty() {}

  /**
   * @param front stands before everything else
   */
  static void configure(
      JettyConfig config, Problems problems, StandardHeaders headers, Handler.Wrapper front) {
    config.threadPool = new QueuedThreadPool(Doors.THREADS);
    config.modifyServer(
        server -> {
          server.setHandler(new GracefulHandler(front));
          server.setStopTimeout(0); // finish() has waited
          server.setErrorHandler(new Errors(problems, headers));
          server.setRequestLog(new RequestLine());
        });
    config.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setRequestHeaderSize(MAX_REQUEST_HEADER_BYTES);
        });
  }

  /**
   * Takes no new connection and waits until the requests in hand are answered; ten seconds at most,
   * and says so where some are left. Connections on which nothing is asked are not waited for:
   * browsers keep them open.
   *
   * @param server null where it was never started
   */
  static void finish(Server server) {
    if (server == null) {
      return;
    }
    try {
      for (Connector connector : server.getConnectors()) {
        connector.shutdown();
      }
      server
          .getDescendant(GracefulHandler.class)
          .shutdown()
          .get(STOP_TIMEOUT_MS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn("requests that were not answered within 10 seconds are cut off");
    } catch (ExecutionException e) {
      LOG.warn("requests in hand are cut off", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Answers requests that are refused before a route is looked for, such as an address that cannot
   * be decoded.
   */
  private static final class Errors extends ErrorHandler {
    private final Problems problems;
    private final StandardHeaders headers;

    Errors(Problems problems, StandardHeaders headers) {
      this.problems = problems;
      this.headers = headers;
    }

    @Override
    public boolean errorPageForMethod(String method) {
      return true;
    }

    @Override
    protected void generateResponse(
        Request request,
        Response response,
        int code,
        String message,
        Throwable cause,
        Callback callback)
        throws IOException {
      headers.fixed().forEach(response.getHeaders()::put);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, MediaTypes.PROBLEM);
      boolean isOurs = code >= 500 && cause != null && !(cause instanceof HttpException);
      Problem problem = isOurs ? problems.of(cause) : problems.ofStatus(code);
      if (cause instanceof HttpException) {
        // What comes after a request that cannot be read cannot be read either: the server hangs
        // up.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
      }
      boolean isLater = problem.status() == 429 || problem.status() == 503;
      if (isLater && !response.getHeaders().contains(HttpHeader.RETRY_AFTER)) {
        response.getHeaders().put(HttpHeader.RETRY_AFTER, Problems.RETRY_AFTER_SECONDS);
      }
      response.write(true, ByteBuffer.wrap(problems.toJson(problem)), callback);
    }
  }
}
