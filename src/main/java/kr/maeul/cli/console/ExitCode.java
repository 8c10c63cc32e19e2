package kr.maeul.cli.console;

/** What the program's end says to the caller. */
public final class ExitCode {
  public static final int OK = 0;

  /** The input was refused, or the database. */
  public static final int REFUSED = 1;

  /** The command or a setting is wrong. */
  public static final int USAGE = 2;

  private ExitCode() {}
}
