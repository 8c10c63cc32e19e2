package kr.maeul.web.front;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.config.AddressRange;
import kr.maeul.web.request.ClientAddress;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets in so many requests that threads are always left: of one network no more than half of them,
 * so that others are answered. Anyone who asks whether the service lives is always let in. Safe for
 * use by several threads.
 */
public final class Doors extends Handler.Wrapper {
  /** Threads of the HTTP server. A request holds one from its first line until it is answered. */
  public static final int THREADS = 400;

  private static final int MOST = THREADS - 80;
  private static final int MOST_OF_ONE = MOST * 5 / 8;
  private static final String HEALTH = "/health/";
  private static final String RETRY_SECONDS = "2";

  private final Map<String, Integer> inside = new HashMap<>();
  private final List<AddressRange> trustedProxies;
  private int all;

  /**
   * @param behind what stands behind
   * @param trustedProxies whose {@code X-Forwarded-For} is believed
   */
  public Doors(Handler.Wrapper behind, List<AddressRange> trustedProxies) {
    super(behind);
    this.trustedProxies = trustedProxies;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = request.getHttpURI().getCanonicalPath();
    if (path != null && path.startsWith(HEALTH)) {
      return super.handle(request, response, callback); // which waits for nobody
    }
    String network = network(request, trustedProxies);
    int refusal = enter(network);
    if (refusal != 0) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
      Response.writeError(request, response, callback, refusal);
      return true;
    }
    try {
      return super.handle(request, response, callback);
    } finally {
      leave(network);
    }
  }

  /** From which network a request comes, as far as the settings let us believe it. */
  public static String network(Request request, List<AddressRange> trustedProxies) {
    String forwarded = String.join(",", request.getHeaders().getValuesList("X-Forwarded-For"));
    return AddressRange.network(
        ClientAddress.of(
            Request.getRemoteAddr(request),
            forwarded.isEmpty() ? null : forwarded,
            trustedProxies));
  }

  /** 0, or the status of a refusal. */
  private synchronized int enter(String network) {
    int ofThis = inside.getOrDefault(network, 0);
    if (ofThis >= MOST_OF_ONE) {
      return 429;
    }
    if (all >= MOST) {
      return 503;
    }
    all++;
    inside.put(network, ofThis + 1);
    return 0;
  }

  private synchronized void leave(String network) {
    all--;
    inside.computeIfPresent(network, (n, count) -> count == 1 ? null : count - 1);
  }
}
