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

  /**
   * Whether one of many cases that have little to do with the database is tried on this one: every
   * second, so that each is tried on one of the two; all where there is no PostGIS.
   *
   * @param turn number of the case
   */
  public static boolean isHere(boolean isPostGis, int turn) {
    return IS_ASKED || !Part.POSTGIS.isThere() || Math.floorMod(turn, 2) == (isPostGis ? 1 : 0);
  }

  /** How many seeded cases, or places, or rows. */
  public static int count(int byDefault, int thorough) {
    return IS_ASKED ? thorough : byDefault;
  }
}
