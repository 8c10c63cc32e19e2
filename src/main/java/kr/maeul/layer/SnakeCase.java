package kr.maeul.layer;

import java.util.Locale;

/** How names of layer files are called in a database. */
public final class SnakeCase {
  private SnakeCase() {}

  /**
   * {@code floorAreaSquareMetres} → {@code floor_area_square_metres}, {@code vacant-houses} →
   * {@code vacant_houses}.
   */
  public static String of(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('-', '_').toLowerCase(Locale.ROOT);
  }
}
