package kr.maeul.cli;

/** Numbers with English words that agree with them. Stateless. */
final class Counted {
  private Counted() {}

  static String rows(long n) {
    return of(n, "row", "rows");
  }

  static String of(long n, String one, String many) {
    return n + " " + (n == 1 ? one : many);
  }
}
