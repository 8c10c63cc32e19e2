package kr.maeul.review.submission;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowViewMapper;

/** The messages of submissions in the database. Within a transaction of the caller's; stateless. */
public final class MessageRows {
  private static final RowViewMapper<Message> MESSAGE =
      r ->
          new Message(
              SubmissionRows.instant(r, "at"),
              Message.Kind.ofWord(r.getColumn("kind", String.class)),
              r.getColumn("account", String.class),
              r.getColumn("name", String.class),
              r.getColumn("text", String.class));

  private MessageRows() {}

  public static void insert(Handle h, String submissionId, Message m) {
    h.createUpdate(
            """
            INSERT INTO "maeul_submission_message" ("id", "submission_id", "at", "kind", "account", "name", "text")
            VALUES (:id, :submission, :at, :kind, :account, :name, :text)
            """)
        .bind("id", UUID.randomUUID().toString())
        .bind("submission", submissionId)
        .bind("at", SubmissionRows.at(m.at()))
        .bind("kind", m.kind().word())
        .bind("account", m.account())
        .bind("name", m.name())
        .bind("text", m.text())
        .execute();
  }

  public static int count(Handle h, String submissionId) {
    return h.createQuery(
            "SELECT COUNT(*) FROM \"maeul_submission_message\" WHERE \"submission_id\" = :id")
        .bind("id", submissionId)
        .mapTo(Integer.class)
        .one();
  }

  /** Oldest first. */
  public static List<Message> history(Handle h, String submissionId) {
    return h.createQuery(
            """
            SELECT "at", "kind", "account", "name", "text" FROM "maeul_submission_message"
            WHERE "submission_id" = :id ORDER BY "at", "id" FETCH FIRST 500 ROWS ONLY
            """)
        .bind("id", submissionId)
        .map(MESSAGE)
        .list();
  }

  public static void drop(Handle h, Collection<String> submissionIds) {
    if (!submissionIds.isEmpty()) {
      h.createUpdate("DELETE FROM \"maeul_submission_message\" WHERE \"submission_id\" IN (<ids>)")
          .bindList("ids", submissionIds)
          .execute();
    }
  }
}
