package kr.maeul.geo;

/** What the map opens with, in longitude and latitude (degrees). */
public final class HomeView {
  public static final double LONGITUDE = 127.15462;
  public static final double LATITUDE = 35.82348;
  public static final int ZOOM = 15;
  public static final Box BOX = new Box(127.14136, 35.81673, 127.16978, 35.83067);

  private HomeView() {}
}
