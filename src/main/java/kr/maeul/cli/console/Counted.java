package kr.maeul.cli.console;

/** Numbers with English words that agree with them. Stateless. */
public final class Counted {
  private Counted() {}

  public static String rows(long n) {
    return of(n, "row", "rows");
  }

  public static String of(long n, String one, String many) {
    return n + " " + (n == 1 ? one : many);
  }
}
