package kr.maeul.geo;

import java.util.Locale;
import kr.maeul.layer.text.Text;

/** Places and distances in words. Stateless. */
public final class PlaceText {
  private PlaceText() {}

  /** Such as {@code 북위 35.82431, 동경 127.14801}, to about a metre. */
  public static Text of(double longitude, double latitude) {
    String north = String.format(Locale.ROOT, "%.5f", Math.abs(latitude));
    String east = String.format(Locale.ROOT, "%.5f", Math.abs(longitude));
    return new Text(
        (latitude < 0 ? "남위 " : "북위 ") + north + ", " + (longitude < 0 ? "서경 " : "동경 ") + east,
        north + (latitude < 0 ? " S, " : " N, ") + east + (longitude < 0 ? " W" : " E"));
  }

  /** Such as {@code 111 km}. */
  public static String kilometres(double metres) {
    return Math.round(metres / 1000) + " km";
  }
}
