package kr.maeul.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Network addresses that begin alike.
 *
 * @param address the first one
 * @param bits how many bits all have in common
 */
public record AddressRange(InetAddress address, int bits) {
  /** Nothing that could be taken for a name and looked up. */
  private static final Pattern NUMBERS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  /** Reads {@code 10.0.0.0/8}, {@code ::1} and the like; empty where it is not one. */
  public static Optional<AddressRange> of(String text) {
    int slash = text.indexOf('/');
    Optional<InetAddress> address = address(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    int all = address.get().getAddress().length * 8;
    try {
      int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
      return bits < 0 || bits > all
          ? Optional.empty()
          : Optional.of(new AddressRange(address.get(), bits));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** An address written in numbers; empty where it is anything else. */
  public static Optional<InetAddress> address(String text) {
    if (!NUMBERS.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  public boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /**
   * What counts as one for limits: an IPv6 network of 64 bits belongs to one customer, who has all
   * of its addresses.
   */
  public static String network(String address) {
    InetAddress parsed = address(address).orElse(null);
    if (parsed == null || parsed.getAddress().length == 4) {
      return address;
    }
    byte[] bytes = parsed.getAddress();
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 8; i += 2) {
      out.append(Integer.toHexString((bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff)).append(':');
    }
    return out.append(":/64").toString();
  }
}
