package kr.maeul.people.identity;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What browser somebody uses, described roughly, so that they know their devices apart. Stateless.
 */
public final class Browser {
  /** The first that is in the header wins: most of them name others as well. */
  private static final Map<String, String> BROWSERS = new LinkedHashMap<>();

  private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();
  private static final String OTHER = "other";

  static {
    BROWSERS.put("KAKAOTALK", "kakaotalk");
    BROWSERS.put("NAVER", "naver");
    BROWSERS.put("Whale", "whale");
    BROWSERS.put("SamsungBrowser", "samsung");
    BROWSERS.put("Edg", "edge");
    BROWSERS.put("OPR", "opera");
    BROWSERS.put("Firefox", "firefox");
    BROWSERS.put("FxiOS", "firefox");
    BROWSERS.put("CriOS", "chrome");
    BROWSERS.put("Chrome", "chrome");
    BROWSERS.put("Safari", "safari");
    SYSTEMS.put("iPhone", "iphone");
    SYSTEMS.put("iPad", "ipad");
    SYSTEMS.put("Android", "android");
    SYSTEMS.put("Windows", "windows");
    SYSTEMS.put("Mac OS X", "mac");
    SYSTEMS.put("CrOS", "chromeos");
    SYSTEMS.put("Linux", "linux");
  }

  private Browser() {}

  /**
   * Two words such as {@code chrome/android}; {@code other} where one is not known. Versions and
   * models are left out.
   *
   * @param userAgent the header, or null
   */
  public static String of(String userAgent) {
    return userAgent == null ? null : word(BROWSERS, userAgent) + "/" + word(SYSTEMS, userAgent);
  }

  private static String word(Map<String, String> words, String userAgent) {
    return words.entrySet().stream()
        .filter(e -> userAgent.contains(e.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(OTHER);
  }
}
