package kr.maeul.web;

import java.util.HashMap;
import java.util.Map;
import kr.maeul.config.AddressRange;
import kr.maeul.layer.Text;
import kr.maeul.web.request.BusyException;

/**
 * How many requests that change something are in hand at once. Each holds a thread while its body
 * comes in, however slowly; so there are fewer places than threads, and whoever only reads is
 * always answered. No network gets all of them. Safe for use by several threads.
 */
final class OpenBodies {
  static final int MOST = 100;
  static final int MOST_OF_ONE = 40;

  private final Map<String, Integer> open = new HashMap<>();
  private int all;

  /** A place that is taken; closed once. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Takes a place.
   *
   * @param address from where the request comes; an IPv6 /64 counts as one
   * @throws BusyException if there is none
   */
  Place enter(String address) {
    String network = AddressRange.network(address);
    synchronized (this) {
      int ofThis = open.getOrDefault(network, 0);
      if (all >= MOST || ofThis >= MOST_OF_ONE) {
        throw new BusyException(
            new Text(
                "지금 보내는 사람이 너무 많습니다. 쓴 것은 그대로 두고 잠시 뒤 다시 보내 주세요.",
                "too many are sending at once; keep what you wrote and send it again shortly"));
      }
      all++;
      open.put(network, ofThis + 1);
    }
    return () -> leave(network);
  }

  private synchronized void leave(String network) {
    all--;
    open.computeIfPresent(network, (n, count) -> count == 1 ? null : count - 1);
  }
}
