package kr.maeul.geo;

/** A place that a coordinate reference system does not reach. */
public final class OutsideCrsException extends RuntimeException {
  private final Crs crs;

  OutsideCrsException(Crs crs, double longitude, double latitude) {
    super(crs.code() + " does not reach " + longitude + ", " + latitude);
    this.crs = crs;
  }

  public Crs crs() {
    return crs;
  }
}
