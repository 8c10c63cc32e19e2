package kr.maeul.exchange.mapping;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import kr.maeul.feature.Feature;

/**
 * Ids for rows that have none, made of all that a row says, so that importing the same file again
 * finds the same rows. Rows that are alike are numbered. A row that is changed is another row. For
 * one thread.
 */
public final class ContentIds {
  private static final int HASH_DIGITS = 24;

  private final String prefix;
  private final MessageDigest digest;
  private final HashSet64 seen = new HashSet64();
  private final Map<String, Integer> repeats = new HashMap<>();
  private long made;

  /**
   * @param prefix stands before every id, or empty
   */
  public ContentIds(String prefix) {
    this.prefix = prefix.isBlank() ? "" : prefix.strip() + ":";
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The feature with an id. */
  public Feature identify(Feature feature) {
    made++;
    StringBuilder content = new StringBuilder();
    content.append(feature.geometry() == null ? "" : feature.geometry().toText());
    new TreeMap<>(feature.properties())
        .forEach((name, value) -> content.append('\0').append(name).append('\0').append(value));
    byte[] hash = digest.digest(content.toString().getBytes(StandardCharsets.UTF_8));
    String id = prefix + HexFormat.of().formatHex(hash).substring(0, HASH_DIGITS);
    if (!seen.add(ByteBuffer.wrap(hash).getLong())) {
      id += ":" + (repeats.merge(id, 1, Integer::sum) + 1);
    }
    return new Feature(id, feature.geometry(), feature.properties());
  }

  /** How many ids were made. */
  public long made() {
    return made;
  }

  /** Hashes seen, in 16 bytes each: a million rows must fit beside everything else. */
  private static final class HashSet64 {
    private long[] slots = new long[1 << 12];
    private int size;

    /** Whether it was not there before. */
    boolean add(long hash) {
      long key = hash == 0 ? 1 : hash;
      int at = slot(slots, key);
      if (slots[at] == key) {
        return false;
      }
      slots[at] = key;
      if (++size > slots.length / 2) {
        long[] wider = new long[slots.length * 2];
        for (long k : slots) {
          if (k != 0) {
            wider[slot(wider, k)] = k;
          }
        }
        slots = wider;
      }
      return true;
    }

    private static int slot(long[] slots, long key) {
      int at = (int) key & (slots.length - 1);
      while (slots[at] != 0 && slots[at] != key) {
        at = at + 1 & (slots.length - 1);
      }
      return at;
    }
  }
}
