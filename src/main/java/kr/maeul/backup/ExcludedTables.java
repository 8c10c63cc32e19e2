package kr.maeul.backup;

import java.util.Map;

/**
 * Tables of the service that are not carried over, and why. Every other one is, also one that is
 * added tomorrow: a test holds that each of these is still there.
 */
public final class ExcludedTables {
  /** How the tables of a load under way begin. */
  private static final String STAGES = "maeul_stage_";

  /** Of neither a backup nor a move. */
  public static final Map<String, String> ALWAYS =
      Map.of(
          "maeul_schema_history",
          "the target has its own",
          "maeul_session",
          "everyone signs in again",
          "maeul_link",
          "one-time links; a new one is made when somebody needs it",
          "maeul_limit",
          "counts of tries, soon over",
          "maeul_contribution_day",
          "counts of two days against floods");

  /** Of a backup: it may be put beside the service that it is from, or be old. */
  public static final Map<String, String> OF_BACKUPS =
      Map.of("maeul_outbox", "a letter would be sent again, days later or from a spare copy");

  private ExcludedTables() {}

  public static boolean fromMoves(String table) {
    return ALWAYS.containsKey(table) || table.startsWith(STAGES);
  }

  static boolean fromBackups(String table) {
    return fromMoves(table) || OF_BACKUPS.containsKey(table);
  }
}
