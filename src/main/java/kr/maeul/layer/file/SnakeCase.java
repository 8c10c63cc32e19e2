package kr.maeul.layer.file;

/** How names of layer files are called in a database. */
public final class SnakeCase {
  private SnakeCase() {}

  /**
   * {@code floorAreaSquareMetres} → {@code floor_area_square_metres}, {@code vacant-houses} →
   * {@code vacant_houses}.
   */
  public static String of(String name) {
    StringBuilder out = new StringBuilder(name.length() + 8);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        if (i > 0 && isLowerOrDigit(name.charAt(i - 1))) {
          out.append('_');
        }
        out.append((char) (c - 'A' + 'a'));
      } else {
        out.append(c == '-' ? '_' : c);
      }
    }
    return out.toString();
  }

  private static boolean isLowerOrDigit(char c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
  }
}
