package kr.maeul.exchange.mapping;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.maeul.exchange.row.InvalidValueException;
import kr.maeul.layer.ImportRules.Form;

/** Tidies texts that come in many spellings, and leaves alone what it does not know. */
public final class TidyText {
  private static final int LONGEST = 300;
  private static final Pattern PROVINCE =
      Pattern.compile("^(?:전라북도|전북특별자치도|전북도|전북)(?=\\s|[가-힣]+[시군](?:\\s|[가-힣]))\\s*");
  private static final Pattern CITY_AND_DISTRICT =
      Pattern.compile("^(전북특별자치도 )?([가-힣]{1,4}시)\\s*([가-힣]{1,3}구)(?=\\s|$)");
  private static final Pattern LOT =
      Pattern.compile(
          "(?<=[동리가읍면] )(산)?\\s*0*([1-9][0-9]{0,3})(?:\\s*-\\s*0*([0-9]{1,4}))?(?=$|[\\s,(])");
  private static final Pattern MONTH =
      Pattern.compile(
          "([0-9]{4})\\s*(?:[-./]\\s*([0-9]{1,2})|년\\s*([0-9]{1,2})\\s*월|([0-9]{2}))(?:\\s*[-./일]?\\s*[0-9]{0,2}\\s*[.일]?)");
  private static final Pattern PARTIAL =
      Pattern.compile(
          "([0-9]{4})\\s*(?:년)?(?:\\s*[-./]?\\s*([0-9]{1,2})\\s*월?(?:\\s*[-./]?\\s*([0-9]{1,2})\\s*일?)?)?\\s*\\.?");

  private TidyText() {}

  public static String tidy(Form form, String text) {
    if (text.length() > LONGEST) {
      return text;
    }
    return switch (form) {
      case ADDRESS -> address(text);
      case MONTH -> month(text);
      case PARTIAL_DATE -> partialDate(text);
    };
  }

  /** Whether a province is called by a name that it no longer has. */
  public static boolean namesOldProvince(String address) {
    return address.strip().startsWith("전라북도") && !address.startsWith("전북특별자치도");
  }

  /**
   * Province by its name since 2024-01-18, city and district apart, single blanks, {@code 225-0} as
   * {@code 225}, {@code 산12} as {@code 산 12}. What is not said is not added.
   */
  public static String address(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFC)
            .replace('\u00A0', ' ')
            .replace('\u3000', ' ')
            .replaceAll("\\s+", " ")
            .strip();
    plain = PROVINCE.matcher(plain).replaceFirst("전북특별자치도 ");
    plain = CITY_AND_DISTRICT.matcher(plain).replaceFirst("$1$2 $3").strip();
    Matcher lot = LOT.matcher(plain);
    if (!lot.find()) {
      return plain;
    }
    String sub =
        lot.group(3) == null || Integer.parseInt(lot.group(3)) == 0
            ? ""
            : "-" + Integer.parseInt(lot.group(3));
    String number = (lot.group(1) == null ? "" : "산 ") + lot.group(2) + sub;
    return plain.substring(0, lot.start()) + number + plain.substring(lot.end());
  }

  static String month(String text) {
    Matcher m = MONTH.matcher(text.strip());
    if (!m.matches()) {
      String month = KoreanTimeReader.month(text.strip());
      return month == null ? text : month;
    }
    String month = m.group(2) != null ? m.group(2) : m.group(3) != null ? m.group(3) : m.group(4);
    return m.group(1) + "-" + twoDigits(month);
  }

  static String partialDate(String text) {
    String t = text.strip();
    if (t.matches("[0-9]{6}")) {
      return t.substring(0, 4) + "-" + t.substring(4);
    }
    if (t.matches("[0-9]{8}")) {
      return t.substring(0, 4) + "-" + t.substring(4, 6) + "-" + t.substring(6);
    }
    Matcher m = PARTIAL.matcher(t);
    if (!m.matches() || t.matches("[0-9]{5,}")) {
      return shortYear(t).orElse(text);
    }
    String month = m.group(2) == null ? "" : "-" + twoDigits(m.group(2));
    String day = m.group(3) == null ? "" : "-" + twoDigits(m.group(3));
    return m.group(1) + month + day;
  }

  /** {@code '19.3월}, {@code 19.3.5}. */
  private static Optional<String> shortYear(String text) {
    try {
      return text.matches("[0-9]+")
          ? Optional.empty()
          : Optional.of(KoreanTimeReader.date(text).toString());
    } catch (InvalidValueException e) {
      return Optional.ofNullable(KoreanTimeReader.month(text));
    }
  }

  private static String twoDigits(String digits) {
    return digits.length() == 1 ? "0" + digits : digits;
  }
}
