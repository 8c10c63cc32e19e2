package kr.maeul.parts;

/**
 * Whether everything is tried with everything, as before a release and at night ({@code .ci/run
 * --release}, or {@code -Dmaeul.test.thorough=true}). Otherwise each thing is tried, but not in all
 * combinations.
 */
public final class Thorough {
  private Thorough() {}

  public static boolean isOn() {
    return Boolean.getBoolean("maeul.test.thorough");
  }
}
