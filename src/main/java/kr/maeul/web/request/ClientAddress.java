package kr.maeul.web.request;

import java.util.List;
import kr.maeul.config.AddressRange;

/** From which address a request comes. */
public final class ClientAddress {
  private ClientAddress() {}

  /**
   * The address of the peer or, where that is a proxy of ours, the last one that the proxies name
   * and that is none of theirs. What stands before it anyone could have sent.
   *
   * @param peer who is connected
   * @param forwardedFor the header {@code X-Forwarded-For}, or null
   * @param proxies whose word is believed
   */
  public static String of(String peer, String forwardedFor, List<AddressRange> proxies) {
    String address = peer;
    if (forwardedFor != null) {
      String[] named = forwardedFor.split(",");
      for (int i = named.length - 1; i >= 0 && isOurs(address, proxies); i--) {
        var next = AddressRange.address(named[i].strip());
        if (next.isEmpty()) {
          break;
        }
        address = next.get().getHostAddress();
      }
    }
    return address;
  }

  private static boolean isOurs(String address, List<AddressRange> proxies) {
    return AddressRange.address(address)
        .filter(a -> proxies.stream().anyMatch(p -> p.contains(a)))
        .isPresent();
  }
}
