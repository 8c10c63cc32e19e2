package kr.maeul.store.sql.dialect;

/**
 * Search by initial consonants: ㄴㅅㄷ stands for 노송동. Hangul syllables are laid out in Unicode by
 * initial (19), vowel (21) and final (28), so that an initial is one range of syllables.
 */
public final class Choseong {
  /** Initials in the order of the syllables, as people type them (compatibility jamo). */
  private static final String INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

  private static final char FIRST_SYLLABLE = '가';
  private static final int SYLLABLES_AN_INITIAL = 21 * 28;

  private Choseong() {}

  /** Whether a word holds an initial that stands by itself. */
  public static boolean isIn(String word) {
    return word.chars().anyMatch(c -> INITIALS.indexOf(c) >= 0);
  }

  public static boolean isInitial(int codePoint) {
    return INITIALS.indexOf(codePoint) >= 0;
  }

  /** The initial of a syllable; all else is its own. */
  public static int initialOf(int codePoint) {
    int place = codePoint - FIRST_SYLLABLE;
    boolean isSyllable = place >= 0 && place < INITIALS.length() * SYLLABLES_AN_INITIAL;
    return isSyllable ? INITIALS.charAt(place / SYLLABLES_AN_INITIAL) : codePoint;
  }

  /**
   * A regular expression that finds the word: initials as ranges of syllables, all else literally.
   */
  static String regex(String word) {
    StringBuilder regex = new StringBuilder();
    word.codePoints()
        .forEach(
            c -> {
              int initial = INITIALS.indexOf(c);
              if (initial >= 0) {
                char first = (char) (FIRST_SYLLABLE + initial * SYLLABLES_AN_INITIAL);
                char last = (char) (first + SYLLABLES_AN_INITIAL - 1);
                regex
                    .append('[')
                    .append(first)
                    .append('-')
                    .append(last)
                    .appendCodePoint(c)
                    .append(']');
              } else if (Character.isLetterOrDigit(c)) {
                regex.appendCodePoint(c);
              } else {
                regex.append("\\").appendCodePoint(c);
              }
            });
    return regex.toString();
  }
}
