package kr.maeul.media.photo;

import java.time.LocalDateTime;

/**
 * Where and when a photo says that it was taken. Reported to the uploader, and kept nowhere.
 *
 * @param longitude on WGS84, null where it does not say
 * @param latitude on WGS84, null where it does not say
 * @param taken by the camera's own clock, null where it does not say
 */
public record Shot(Double longitude, Double latitude, LocalDateTime taken) {
  public static final Shot UNKNOWN = new Shot(null, null, null);
}
