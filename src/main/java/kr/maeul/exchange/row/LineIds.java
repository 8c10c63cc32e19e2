package kr.maeul.exchange.row;

import java.util.HashSet;
import java.util.Set;

/** Ids of the records of one line, of which side by side there may be several. For one thread. */
public final class LineIds {
  private final Set<String> ids = new HashSet<>();
  private long place;

  public boolean isFirst(long at, String id) {
    if (at != place) {
      ids.clear();
      place = at;
    }
    return id == null || ids.add(id);
  }
}
