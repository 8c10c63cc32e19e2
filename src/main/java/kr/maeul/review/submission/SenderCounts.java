package kr.maeul.review.submission;

import java.time.LocalDate;
import org.jdbi.v3.core.Handle;

/**
 * How much each sender has sent on a day, in the database. Within a transaction of the caller's;
 * stateless.
 */
public final class SenderCounts {
  private SenderCounts() {}

  /** Counts one of today's. Call once it is certain that it is taken, so that rows stay few. */
  public static int count(Handle h, LocalDate day, String senderHash, String what) {
    int updated =
        h.createUpdate(
                """
                UPDATE "maeul_contribution_day" SET "number" = "number" + 1
                WHERE "day" = :day AND "sender_hash" = :sender AND "what" = :what
                """)
            .bind("day", day)
            .bind("sender", senderHash)
            .bind("what", what)
            .execute();
    if (updated == 0) {
      h.createUpdate(
              """
              INSERT INTO "maeul_contribution_day" ("day", "sender_hash", "what", "number")
              VALUES (:day, :sender, :what, 1)
              """)
          .bind("day", day)
          .bind("sender", senderHash)
          .bind("what", what)
          .execute();
    }
    return of(h, day, senderHash, what);
  }

  public static int of(Handle h, LocalDate day, String senderHash, String what) {
    return h.createQuery(
            """
            SELECT "number" FROM "maeul_contribution_day"
            WHERE "day" = :day AND "sender_hash" = :sender AND "what" = :what
            """)
        .bind("day", day)
        .bind("sender", senderHash)
        .bind("what", what)
        .mapTo(Integer.class)
        .findOne()
        .orElse(0);
  }

  public static void drop(Handle h, LocalDate before) {
    h.createUpdate("DELETE FROM \"maeul_contribution_day\" WHERE \"day\" < :day")
        .bind("day", before)
        .execute();
  }
}
