package kr.maeul.geo.parcel;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an address says whichever way it is written: dong and lot, or road and number. Province,
 * city, 번지 and blanks are left out, so that {@code 전북특별자치도 전주시 완산구 중노송동 810-3} and {@code 중노송동810번지
 * 3호} have a key in common. Stateless.
 */
public final class AddressKeys {
  private static final int LONGEST_ADDRESS = 300;

  private static final Pattern LOT =
      Pattern.compile(
          "([가-힣]+[0-9]*(?:동|리)(?:[0-9]+가)?|[가-힣]+[0-9]+가)\\s*(산)?\\s*([0-9]{1,4})(?![0-9])"
              + "(?:\\s*(번지))?(?:\\s*[-의]\\s*([0-9]{1,4})(?![0-9])|\\s*([0-9]{1,4})\\s*호)?");

  private static final Pattern ROAD =
      Pattern.compile(
          "([가-힣][가-힣0-9.]*(?:로|길))\\s*([0-9]{1,5})(?:\\s*-\\s*([0-9]{1,5}))?(?![0-9]|번?길|가)");

  /** {@code 기린대로 123번길}, {@code 문화 5길} and {@code 중앙동 1가} are written in one word, too. */
  private static final Pattern WITHIN_A_NAME = Pattern.compile("(?<=[가-힣])\\s+(?=[0-9]+(?:번?길|가))");

  /** Another lot of the same dong: {@code 중노송동 970, 971-2}. */
  private static final Pattern NEXT_LOT =
      Pattern.compile(
          "\\G\\s*[,·/및]\\s*(산)?\\s*([0-9]{1,4})(?:\\s*번지)?(?:\\s*[-의]\\s*([0-9]{1,4}))?"
              + "(?!\\s*(?:[0-9]|호|동|층|번?길|로))");

  private static final Pattern DASHES = Pattern.compile("[‐-―−－ー~]");

  /** Up to the last of them; two letters at least stay. */
  private static final Pattern ABOVE =
      Pattern.compile("^.*(?:특별자치도|특별자치시|특별시|광역시|도|시|군|구)(?=[가-힣]{2,})");

  private AddressKeys() {}

  /**
   * The keys; none where no lot and no road number can be read. Two where 호 may be the second
   * number of a lot or that of a room.
   */
  public static Set<String> of(String address) {
    Set<String> keys = new LinkedHashSet<>();
    if (address == null || address.length() > LONGEST_ADDRESS) {
      return keys;
    }
    String text =
        DASHES
            .matcher(Normalizer.normalize(address, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
            .replaceAll("-");
    text = WITHIN_A_NAME.matcher(text).replaceAll("");
    Matcher lot = LOT.matcher(text);
    while (lot.find()) {
      String dong = bare(lot.group(1));
      String begin = dong + (lot.group(2) == null ? " " : " 산") + number(lot.group(3));
      boolean isRoom = lot.group(6) != null;
      if (!isRoom || lot.group(4) == null) {
        keys.add(begin + "-" + number(lot.group(5)));
      } else {
        keys.add(begin + "-0");
        keys.add(begin + "-" + number(lot.group(6)));
      }
      Matcher next = NEXT_LOT.matcher(text).region(lot.end(), text.length());
      while (next.find()) {
        String kind = next.group(1) == null ? " " : " 산";
        keys.add(dong + kind + number(next.group(2)) + "-" + number(next.group(3)));
      }
    }
    Matcher road = ROAD.matcher(text);
    while (road.find()) {
      keys.add(bare(road.group(1)) + " " + number(road.group(2)) + "-" + number(road.group(3)));
    }
    return keys;
  }

  /** Whether a key is of a road. */
  public static boolean isOfRoad(String key) {
    int blank = key.indexOf(' ');
    return blank > 0 && "로길".indexOf(key.charAt(blank - 1)) >= 0;
  }

  private static String bare(String name) {
    return ABOVE.matcher(name).replaceFirst("");
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
