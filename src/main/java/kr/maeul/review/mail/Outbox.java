package kr.maeul.review.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import kr.maeul.review.submission.SubmissionRows;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowViewMapper;

/**
 * Mails that are to be sent. A row says no more than what happened to which submission, so it holds
 * nobody's address and no text; the one that tells the private link holds that, sealed, until it is
 * sent or too old. Within a transaction of the caller's; stateless.
 */
public final class Outbox {
  /** The last try comes about a day after the first. */
  public static final int MOST_ATTEMPTS = 8;

  /** After that a private link that could not be sent is erased. */
  public static final Duration LINK_KEPT = Duration.ofDays(3);

  private static final int LONGEST = 10_000;

  private static final RowViewMapper<Mail> MAIL =
      r ->
          new Mail(
              r.getColumn("id", String.class),
              r.getColumn("submission_id", String.class),
              What.valueOf(r.getColumn("what", String.class)),
              r.getColumn("attempts", Integer.class),
              r.getColumn("sealed", String.class));

  private Outbox() {}

  /** What a mail tells. */
  public enum What {
    /** To its contributor: here is the private link. */
    RECEIVED,
    ASKED,
    APPROVED,
    REFUSED,
    TAKEN_DOWN,
    /** To the centre: there is something to review. */
    DIGEST,
    /** To the administrators: an account has got a role. */
    ROLE_GRANTED,
    /** To the owner of an account: its second factor was taken off. */
    FACTOR_REMOVED;

    /** Whether it is about an account, whose id then stands in the place of a submission's. */
    public boolean isOfAccounts() {
      return this == ROLE_GRANTED || this == FACTOR_REMOVED;
    }
  }

  /**
   * One of them.
   *
   * @param sealed the private link, sealed for {@link #ownerOfLink}, or null
   */
  public record Mail(String id, String submissionId, What what, int attempts, String sealed) {}

  /** For whom the vault seals the private link of a submission. */
  public static String ownerOfLink(String submissionId) {
    return "link of " + submissionId;
  }

  /** Where the box is full the mail is left out: the private link tells all the same. */
  public static void put(Handle h, String submissionId, What what, Instant at, Duration later) {
    boolean isThere =
        what == What.DIGEST
            && h.createQuery(
                        "SELECT COUNT(*) FROM \"maeul_outbox\" WHERE \"what\" = 'DIGEST' AND \"attempts\" = 0")
                    .mapTo(Integer.class)
                    .one()
                > 0;
    if (!isThere) {
      insert(h, submissionId, what, at, later, null);
    }
  }

  /** Tells the private link of a submission at once. */
  public static void putLink(Handle h, String submissionId, String sealed, Instant at) {
    insert(h, submissionId, What.RECEIVED, at, Duration.ZERO, sealed);
  }

  private static void insert(
      Handle h, String submissionId, What what, Instant at, Duration later, String sealed) {
    int waiting = h.createQuery("SELECT COUNT(*) FROM \"maeul_outbox\"").mapTo(Integer.class).one();
    if (waiting >= LONGEST) {
      return;
    }
    h.createUpdate(
            """
            INSERT INTO "maeul_outbox" ("id", "submission_id", "what", "at", "next_at", "sealed")
            VALUES (:id, :submission, :what, :at, :next, :sealed)
            """)
        .bind("sealed", sealed)
        .bind("id", UUID.randomUUID().toString())
        .bind("submission", submissionId)
        .bind("what", what.name())
        .bind("at", SubmissionRows.at(at))
        .bind("next", SubmissionRows.at(at.plus(later)))
        .execute();
  }

  /**
   * Takes those that are due and puts their next try off, so that no other instance sends them as
   * well and one that dies over them does not lose them.
   */
  public static List<Mail> take(Handle h, Instant now, int most) {
    List<Mail> due =
        h.createQuery(
                """
                SELECT "id", "submission_id", "what", "attempts", "sealed" FROM "maeul_outbox" WHERE "next_at" <= :now
                ORDER BY "next_at" FETCH FIRST :most ROWS ONLY FOR UPDATE
                """)
            .bind("now", SubmissionRows.at(now))
            .bind("most", most)
            .map(MAIL)
            .list();
    for (Mail mail : due) {
      Duration wait = Duration.ofMinutes(10L << Math.min(mail.attempts(), MOST_ATTEMPTS));
      h.createUpdate(
              """
              UPDATE "maeul_outbox" SET "attempts" = "attempts" + 1, "next_at" = :next WHERE "id" = :id
              """)
          .bind("id", mail.id())
          .bind("next", SubmissionRows.at(now.plus(wait)))
          .execute();
    }
    return due;
  }

  public static void done(Handle h, String id) {
    h.createUpdate("DELETE FROM \"maeul_outbox\" WHERE \"id\" = :id").bind("id", id).execute();
  }

  /** Erases private links that could not be sent in time. */
  public static void dropLinks(Handle h, Instant before) {
    h.createUpdate("DELETE FROM \"maeul_outbox\" WHERE \"what\" = :what AND \"at\" < :before")
        .bind("what", What.RECEIVED.name())
        .bind("before", SubmissionRows.at(before))
        .execute();
  }

  public static void dropOf(Handle h, String submissionId) {
    h.createUpdate("DELETE FROM \"maeul_outbox\" WHERE \"submission_id\" = :id")
        .bind("id", submissionId)
        .execute();
  }
}
