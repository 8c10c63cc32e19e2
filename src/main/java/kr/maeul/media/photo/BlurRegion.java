package kr.maeul.media.photo;

/**
 * A part of a photo that is to be unrecognisable. All measures are parts of the photo's width and
 * height, 0 to 1, from its upper left corner.
 *
 * @param x left edge
 * @param y upper edge
 */
public record BlurRegion(Shape shape, double x, double y, double width, double height) {

  /** Its outline. */
  public enum Shape {
    RECTANGLE,
    ELLIPSE
  }
}
