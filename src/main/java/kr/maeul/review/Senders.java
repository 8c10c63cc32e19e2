package kr.maeul.review;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.HexFormat;

/**
 * Knows senders again without knowing who they are: by a keyed hash of their internet address, and
 * holds them back where they ask too often. Safe for use by several threads.
 */
final class Senders {
  private static final int NETWORK_BYTES = 8;

  private final Vault vault;
  private final Gate gate;

  Senders(Vault vault, Clock clock) {
    this.vault = vault;
    this.gate = new Gate(clock);
  }

  /** The fingerprint by which everything from one address counts together. */
  String of(String address) {
    return vault.fingerprint("address", network(address));
  }

  /**
   * Counts one.
   *
   * @throws ReviewException if it is one too many
   */
  void pass(String sender, Gate.What what) {
    gate.pass(sender, what);
  }

  /**
   * The same without counting.
   *
   * @throws ReviewException if there were too many
   */
  void check(String sender, Gate.What what) {
    gate.check(sender, what);
  }

  /** Somebody with IPv6 has the last 64 bits to choose from; they count as one. */
  private static String network(String address) {
    if (!address.contains(":")) {
      return address;
    }
    try {
      String literal = address.replaceAll("[\\[\\]]|%.*", "");
      byte[] bytes = InetAddress.getByName(literal).getAddress();
      return HexFormat.of().formatHex(bytes, 0, Math.min(NETWORK_BYTES, bytes.length));
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
