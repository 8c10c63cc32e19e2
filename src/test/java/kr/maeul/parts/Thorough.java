package kr.maeul.parts;

/**
 * How much of what is alike is tried: by default as much as meets every kind of mistake, and all of
 * it with the system property {@code maeul.test.thorough}, before a release and at night ({@code
 * .ci/run --release}).
 */
public final class Thorough {
  private static final boolean IS_ASKED = Boolean.getBoolean("maeul.test.thorough");

  private Thorough() {}

  /** Whether everything is to be tried with everything. */
  public static boolean isAsked() {
    return IS_ASKED;
  }

  /** How many seeded cases, or places, or rows. */
  public static int count(int byDefault, int thorough) {
    return IS_ASKED ? thorough : byDefault;
  }
}
