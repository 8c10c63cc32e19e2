package kr.maeul.review.submission;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kr.maeul.review.submission.media.Attachment;
import kr.maeul.review.submission.media.ContributionMedia;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowViewMapper;

/**
 * Which media belong to which submission, or to a draft that is not sent yet. Within a transaction
 * of the caller's; stateless.
 */
public final class AttachmentRows {
  private static final RowViewMapper<Attachment> ATTACHMENT =
      r ->
          new Attachment(
              r.getColumn("media_id", String.class),
              medium(r.getColumn("medium", String.class)),
              r.getColumn("alt", String.class),
              r.getColumn("shows_people", Boolean.class));

  private AttachmentRows() {}

  public static void insert(
      Handle h, ContributionMedia.Stored stored, String draftHash, Instant at) {
    h.createUpdate(
            """
            INSERT INTO "maeul_submission_media" ("media_id", "draft_hash", "at", "medium")
            VALUES (:id, :draft, :at, :medium)
            """)
        .bind("id", stored.mediaId())
        .bind("draft", draftHash)
        .bind("at", SubmissionRows.at(at))
        .bind("medium", stored.medium().name().toLowerCase(Locale.ROOT))
        .execute();
  }

  /** How many wait to be sent along with something: of one draft, or of all where it is null. */
  public static int waiting(Handle h, String draftHash) {
    return h.createQuery(
            "SELECT COUNT(*) FROM \"maeul_submission_media\" WHERE \"submission_id\" IS NULL"
                + (draftHash == null ? "" : " AND \"draft_hash\" = :draft"))
        .bindMap(draftHash == null ? java.util.Map.of() : java.util.Map.of("draft", draftHash))
        .mapTo(Integer.class)
        .one();
  }

  /** Whether a draft or a submission has this one, and what it is. */
  public static Optional<Attachment.Medium> medium(
      Handle h, String mediaId, String draftHash, String submissionId) {
    return h.createQuery(
            """
            SELECT "medium" FROM "maeul_submission_media" WHERE "media_id" = :id
              AND ("submission_id" IS NULL AND "draft_hash" = :draft OR "submission_id" = :submission)
            """)
        .bind("id", mediaId)
        .bind("draft", draftHash)
        .bind("submission", submissionId)
        .mapTo(String.class)
        .findOne()
        .map(AttachmentRows::medium);
  }

  public static void claim(Handle h, String submissionId, List<Attachment> attachments) {
    int position = 0;
    for (Attachment a : attachments) {
      h.createUpdate(
              """
              UPDATE "maeul_submission_media" SET "submission_id" = :submission, "alt" = :alt,
                "shows_people" = :people, "position" = :position
              WHERE "media_id" = :id
              """)
          .bind("id", a.mediaId())
          .bind("submission", submissionId)
          .bind("alt", a.alt())
          .bind("people", a.showsPeople())
          .bind("position", position++)
          .execute();
    }
  }

  /** Binds those that no submission has yet; says nothing new of those that one has. */
  public static void adopt(Handle h, String submissionId, List<Attachment> attachments) {
    for (Attachment a : attachments) {
      h.createUpdate(
              """
              UPDATE "maeul_submission_media" SET "submission_id" = :submission, "alt" = :alt,
                "shows_people" = :people, "position" = 100
              WHERE "media_id" = :id AND "submission_id" IS NULL
              """)
          .bind("submission", submissionId)
          .bind("alt", a.alt())
          .bind("people", a.showsPeople())
          .bind("id", a.mediaId())
          .execute();
    }
  }

  public static List<Attachment> of(Handle h, String submissionId) {
    return h.createQuery(
            """
            SELECT "media_id", "medium", "alt", "shows_people" FROM "maeul_submission_media"
            WHERE "submission_id" = :id ORDER BY "position", "media_id"
            """)
        .bind("id", submissionId)
        .map(ATTACHMENT)
        .list();
  }

  /** Uploaded before a moment and never sent along. */
  public static List<String> orphans(Handle h, Instant before, int most) {
    return h.createQuery(
            """
            SELECT "media_id" FROM "maeul_submission_media" WHERE "submission_id" IS NULL AND "at" < :before
            ORDER BY "at" FETCH FIRST :most ROWS ONLY
            """)
        .bind("before", SubmissionRows.at(before))
        .bind("most", most)
        .mapTo(String.class)
        .list();
  }

  public static void delete(Handle h, Collection<String> mediaIds) {
    if (!mediaIds.isEmpty()) {
      h.createUpdate("DELETE FROM \"maeul_submission_media\" WHERE \"media_id\" IN (<ids>)")
          .bindList("ids", mediaIds)
          .execute();
    }
  }

  /** To what the upload of one was bound. */
  public static Optional<String> draftOf(Handle h, String mediaId) {
    return h.createQuery(
            "SELECT \"draft_hash\" FROM \"maeul_submission_media\" WHERE \"media_id\" = :id")
        .bind("id", mediaId)
        .mapTo(String.class)
        .findOne();
  }

  /** Those of a list that no submission has yet. */
  public static List<String> unclaimed(Handle h, List<Attachment> attachments) {
    if (attachments.isEmpty()) {
      return List.of();
    }
    return h.createQuery(
            """
            SELECT "media_id" FROM "maeul_submission_media" WHERE "submission_id" IS NULL AND "media_id" IN (<ids>)
            """)
        .bindList("ids", attachments.stream().map(Attachment::mediaId).toList())
        .mapTo(String.class)
        .list();
  }

  private static Attachment.Medium medium(String word) {
    return Attachment.Medium.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
