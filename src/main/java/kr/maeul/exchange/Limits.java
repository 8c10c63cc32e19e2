package kr.maeul.exchange;

/** What is too much for one feature, so that no file can fill the memory. */
final class Limits {
  static final int FEATURE_MEBIBYTES = 16;

  /** Text of one feature. */
  static final int FEATURE_BYTES = FEATURE_MEBIBYTES << 20;

  /** Brackets within brackets. */
  static final int DEPTH = 64;

  /** Digits of one number. */
  static final int NUMBER_DIGITS = 100;

  private Limits() {}
}
