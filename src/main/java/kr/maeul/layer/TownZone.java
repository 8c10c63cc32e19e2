package kr.maeul.layer;

import java.time.ZoneId;

/** In which time zone the towns' days begin and end, and in which people read dates and times. */
public final class TownZone {
  /** Korea's, which has no summer time. */
  public static final ZoneId ID = ZoneId.of("Asia/Seoul");

  private TownZone() {}
}
