package kr.maeul.review.submission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import kr.maeul.review.submission.media.Attachment;
import kr.maeul.review.submission.media.ContributionMedia;
import kr.maeul.vault.Vault;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowViewMapper;

/**
 * What is kept beside a submission: contact, messages, media, counts of the day. Within a
 * transaction of the caller's; stateless but for its vault.
 */
public final class SideRows {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final RowViewMapper<Message> MESSAGE =
      r ->
          new Message(
              SubmissionRows.instant(r, "at"),
              Message.Kind.ofWord(r.getColumn("kind", String.class)),
              r.getColumn("account", String.class),
              r.getColumn("name", String.class),
              r.getColumn("text", String.class));
  private static final RowViewMapper<Attachment> ATTACHMENT =
      r ->
          new Attachment(
              r.getColumn("media_id", String.class),
              medium(r.getColumn("medium", String.class)),
              r.getColumn("alt", String.class),
              r.getColumn("shows_people", Boolean.class));

  private final Vault vault;

  public SideRows(Vault vault) {
    this.vault = vault;
  }

  /** Puts a contact in the place of what there is; an empty one takes that away. */
  public void contact(Handle h, String submissionId, ContributorContact contact) {
    dropContacts(h, List.of(submissionId));
    if (contact.isEmpty()) {
      return;
    }
    ObjectNode json = MAPPER.createObjectNode();
    json.put("email", contact.email())
        .put("telephone", contact.telephone())
        .put("guardian", contact.guardian());
    h.createUpdate(
            """
            INSERT INTO "maeul_submission_contact" ("submission_id", "sealed") VALUES (:id, :sealed)
            """)
        .bind("id", submissionId)
        .bind("sealed", vault.seal(submissionId, json.toString()))
        .execute();
  }

  public ContributorContact contact(Handle h, String submissionId) {
    Optional<String> sealed =
        h.createQuery(
                "SELECT \"sealed\" FROM \"maeul_submission_contact\" WHERE \"submission_id\" = :id")
            .bind("id", submissionId)
            .mapTo(String.class)
            .findOne();
    return sealed
        .flatMap(s -> vault.open(submissionId, s))
        .map(SideRows::read)
        .orElse(ContributorContact.NONE);
  }

  private static ContributorContact read(String text) {
    try {
      JsonNode json = MAPPER.readTree(text);
      return new ContributorContact(
          json.path("email").textValue(),
          json.path("telephone").textValue(),
          json.path("guardian").textValue());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a sealed contact is not JSON", e);
    }
  }

  public static void dropContacts(Handle h, Collection<String> submissionIds) {
    delete(h, "maeul_submission_contact", submissionIds);
  }

  public static void dropMessages(Handle h, Collection<String> submissionIds) {
    delete(h, "maeul_submission_message", submissionIds);
  }

  private static void delete(Handle h, String table, Collection<String> submissionIds) {
    if (!submissionIds.isEmpty()) {
      h.createUpdate("DELETE FROM \"" + table + "\" WHERE \"submission_id\" IN (<ids>)")
          .bindList("ids", submissionIds)
          .execute();
    }
  }

  public static void say(Handle h, String submissionId, Message m) {
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

  public static int messages(Handle h, String submissionId) {
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

  public static void uploaded(
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
        .map(SideRows::medium);
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

  public static List<Attachment> attachments(Handle h, String submissionId) {
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

  public static void forget(Handle h, Collection<String> mediaIds) {
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
    return counted(h, day, senderHash, what);
  }

  public static int counted(Handle h, LocalDate day, String senderHash, String what) {
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

  public static void dropCounts(Handle h, LocalDate before) {
    h.createUpdate("DELETE FROM \"maeul_contribution_day\" WHERE \"day\" < :day")
        .bind("day", before)
        .execute();
  }
}
