package kr.maeul.exchange.place;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How somebody asked for the places of a file to be read.
 *
 * @param reading what they said, or longitude and latitude where they said nothing
 * @param crsGiven whether they said which system it is
 * @param columns of the first and the second number in a table, or empty
 * @param lines whether rows are lines
 * @param checked whether they looked at the places and mean them as they are
 */
public record PlaceSettings(
    CrsCandidate reading, boolean crsGiven, List<String> columns, boolean lines, boolean checked) {
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_,.-]+");

  public PlaceSettings {
    columns = List.copyOf(columns);
  }

  /** The options to give for another reading, such as {@code --crs EPSG:5174}. */
  String optionsFor(CrsCandidate other) {
    StringBuilder options = new StringBuilder();
    boolean isPlain = other.crs().isLonLat() && !crsGiven;
    if (!isPlain) {
      String code = other.crs().isLonLat() ? "EPSG:4326" : other.crs().code();
      options.append("--crs ").append(code);
    }
    if (other.swapped() != reading.swapped() && columns.size() == 2) {
      options.append(reading.swapped() ? " --swap-axes" : "");
      options.append(" --lon ").append(quoted(columns.get(1)));
      options.append(" --lat ").append(quoted(columns.get(0)));
    } else if (other.swapped()) {
      options.append(" --swap-axes");
    }
    String text = options.toString().strip();
    return text.isEmpty() ? "--crs EPSG:4326" : text;
  }

  private static String quoted(String column) {
    return PLAIN.matcher(column).matches() ? column : "'" + column.replace("'", "'\\''") + "'";
  }

  /** The row, such as {@code 2번째 줄}. */
  String rowKo(long place) {
    return String.format(Locale.ROOT, lines ? "%d번째 줄" : "%d번째 도형", place);
  }

  String rowEn(long place) {
    return (lines ? "line " : "feature ") + place;
  }
}
