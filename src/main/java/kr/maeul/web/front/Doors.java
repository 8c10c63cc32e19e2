package kr.maeul.web.front;

import java.util.List;
import java.util.Optional;
import kr.maeul.config.AddressRange;
import kr.maeul.limit.Places;
import kr.maeul.web.request.ClientAddress;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets in so many requests that threads are always left: of one network no more than half of them,
 * so that others are answered. Whoever asks whether the service lives is always let in. Safe for
 * use by several threads.
 */
public final class Doors extends Handler.Wrapper {
  /** Threads of the HTTP server. A request holds one from its first line until it is answered. */
  public static final int THREADS = 400;

  private static final int MOST = THREADS - 80;
  private static final int MOST_OF_ONE = MOST * 5 / 8;
  private static final String HEALTH = "/health/";
  private static final String RETRY_SECONDS = "2";

  private final Places inside = new Places(MOST, MOST_OF_ONE);
  private final List<AddressRange> trustedProxies;

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
    Optional<Places.Place> place = inside.enter(network);
    if (place.isEmpty()) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
      Response.writeError(request, response, callback, inside.isCrowded(network) ? 429 : 503);
      return true;
    }
    try (Places.Place taken = place.get()) {
      return super.handle(request, response, callback);
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
}
