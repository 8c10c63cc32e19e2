package kr.maeul.exchange.row;

/** What is too much for one feature, so that no file can fill the memory. */
public final class Limits {
  public static final int FEATURE_MEBIBYTES = 16;

  /** Text of one feature. */
  public static final int FEATURE_BYTES = FEATURE_MEBIBYTES << 20;

  /** Brackets within brackets. */
  public static final int DEPTH = 64;

  /** Digits of one number. */
  public static final int NUMBER_DIGITS = 100;

  private Limits() {}
}
