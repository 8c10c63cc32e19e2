package kr.maeul.review.submission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowViewMapper;
import org.jdbi.v3.core.result.RowView;

/** The rows of submissions. Within a transaction of the caller's; stateless. */
public final class SubmissionRows {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String COLUMNS =
      """
      "id", "kind", "layer", "feature_id", "parent_id", "state", "version", "received_at", "changed_at", "ended_at",
      "ended_by", "reason", "assigned_to", "assigned_name", "title", "content", "consents"
      """;
  public static final List<String> OPEN =
      SubmissionState.OPEN.stream().map(SubmissionState::word).toList();

  public static final RowViewMapper<Submission> ROW = SubmissionRows::map;

  private SubmissionRows() {}

  /** What is known of a submission's sender, none of it readable. */
  public record Sender(String secretHash, String senderHash, String onceHash, String bodyHash) {
    /** Of a submission that belongs to an earlier one, whose sender is known. */
    public static final Sender NONE = new Sender(null, null, null, null);
  }

  public static void insert(Handle h, Submission s, Sender sender) {
    h.createUpdate(
            """
            INSERT INTO "maeul_submission" ("id", "kind", "layer", "feature_id", "parent_id", "state", "version",
              "received_at", "changed_at", "title", "content", "consents", "secret_hash", "sender_hash", "once_hash",
              "body_hash")
            VALUES (:id, :kind, :layer, :feature, :parent, :state, 1, :received, :changed, :title, :content,
              :consents, :secret, :sender, :once, :body)
            """)
        .bind("id", s.id())
        .bind("kind", s.kind().word())
        .bind("layer", s.layer())
        .bind("feature", s.featureId())
        .bind("parent", s.parentId())
        .bind("state", s.state().word())
        .bind("received", at(s.receivedAt()))
        .bind("changed", at(s.changedAt()))
        .bind("title", s.title())
        .bind("content", s.content().toString())
        .bind("consents", s.consents() == null ? null : s.consents().toString())
        .bind("secret", sender.secretHash())
        .bind("sender", sender.senderHash())
        .bind("once", sender.onceHash())
        .bind("body", sender.bodyHash())
        .execute();
  }

  public static Optional<Submission> find(Handle h, String id) {
    return one(h, "\"id\" = :key", id, "");
  }

  /** Holds it against others until the transaction ends. */
  public static Optional<Submission> lock(Handle h, String id) {
    return one(h, "\"id\" = :key", id, " FOR UPDATE");
  }

  public static Optional<Submission> bySecret(Handle h, String secretHash) {
    return one(h, "\"secret_hash\" = :key", secretHash, "");
  }

  public static Optional<Submission> lockBySecret(Handle h, String secretHash) {
    return one(h, "\"secret_hash\" = :key", secretHash, " FOR UPDATE");
  }

  /** Kind and moment of those of these that there are, by their ids. */
  public static Map<String, Received> received(Handle h, Collection<String> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    RowViewMapper<Map.Entry<String, Received>> one =
        r ->
            Map.entry(
                r.getColumn("id", String.class),
                new Received(
                    SubmissionKind.ofWord(r.getColumn("kind", String.class)).orElseThrow(),
                    instant(r, "received_at")));
    return h
        .createQuery(
            "SELECT \"id\", \"kind\", \"received_at\" FROM \"maeul_submission\" WHERE \"id\" IN (<ids>)")
        .bindList("ids", List.copyOf(ids))
        .map(one)
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Changes of the item that another submission made; newest first. */
  public static List<Submission> editsOf(Handle h, String parentId) {
    return h.createQuery(
            "SELECT "
                + COLUMNS
                + " FROM \"maeul_submission\" WHERE \"parent_id\" = :parent"
                + " ORDER BY \"received_at\" DESC, \"id\" DESC FETCH FIRST 20 ROWS ONLY")
        .bind("parent", parentId)
        .map(ROW)
        .list();
  }

  private static Optional<Submission> one(Handle h, String where, String key, String end) {
    return h.createQuery("SELECT " + COLUMNS + " FROM \"maeul_submission\" WHERE " + where + end)
        .bind("key", key)
        .map(ROW)
        .findOne();
  }

  /** By the fingerprint of an idempotency key: the fingerprint of the body that came with it. */
  public static Optional<String> bodyOf(Handle h, String onceHash) {
    return h.createQuery(
            "SELECT \"body_hash\" FROM \"maeul_submission\" WHERE \"once_hash\" = :once")
        .bind("once", onceHash)
        .mapTo(String.class)
        .findOne();
  }

  public static int openInAll(Handle h) {
    return h.createQuery("SELECT COUNT(*) FROM \"maeul_submission\" WHERE \"state\" IN (<open>)")
        .bindList("open", OPEN)
        .mapTo(Integer.class)
        .one();
  }

  public static int openOf(Handle h, String senderHash) {
    return h.createQuery(
            "SELECT COUNT(*) FROM \"maeul_submission\" WHERE \"sender_hash\" = :sender AND \"state\" IN (<open>)")
        .bind("sender", senderHash)
        .bindList("open", OPEN)
        .mapTo(Integer.class)
        .one();
  }

  /** Puts a submission in the place of its row; its version goes up by one. */
  public static void update(Handle h, Submission s) {
    h.createUpdate(
            """
            UPDATE "maeul_submission" SET "feature_id" = :feature, "state" = :state, "version" = "version" + 1,
              "changed_at" = :changed, "ended_at" = :ended, "ended_by" = :endedBy, "reason" = :reason,
              "assigned_to" = :assigned, "assigned_name" = :assignedName, "title" = :title, "content" = :content,
              "consents" = :consents,
              "sender_hash" = CASE WHEN :isOpen THEN "sender_hash" ELSE NULL END
            WHERE "id" = :id
            """)
        .bind("id", s.id())
        .bind("feature", s.featureId())
        .bind("state", s.state().word())
        .bind("changed", at(s.changedAt()))
        .bind("ended", s.endedAt() == null ? null : at(s.endedAt()))
        .bind("endedBy", s.endedBy())
        .bind("reason", s.reason())
        .bind("assigned", s.assignedTo())
        .bind("assignedName", s.assignedName())
        .bind("title", s.title())
        .bind("content", s.content() == null ? null : s.content().toString())
        .bind("consents", s.consents() == null ? null : s.consents().toString())
        .bind("isOpen", s.state().isOpen())
        .execute();
  }

  /** Ended before a moment and not cleared yet. */
  public static List<Submission> toClear(Handle h, Instant before, int most) {
    return h.createQuery(
            "SELECT "
                + COLUMNS
                + " FROM \"maeul_submission\" WHERE \"ended_at\" < :before AND \"is_cleared\" = FALSE"
                + " ORDER BY \"ended_at\" FETCH FIRST :most ROWS ONLY")
        .bind("before", at(before))
        .bind("most", most)
        .map(ROW)
        .list();
  }

  public static void cleared(Handle h, Collection<String> ids) {
    if (!ids.isEmpty()) {
      h.createUpdate(
              """
              UPDATE "maeul_submission" SET "content" = NULL, "title" = NULL, "is_cleared" = TRUE
              WHERE "id" IN (<ids>)
              """)
          .bindList("ids", ids)
          .execute();
    }
  }

  public static String columns() {
    return COLUMNS;
  }

  public static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static Instant instant(RowView r, String column) {
    OffsetDateTime at = r.getColumn(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static Submission map(RowView r) {
    return new Submission.Builder(
            text(r, "id"), SubmissionKind.ofWord(text(r, "kind")).orElseThrow(), text(r, "layer"))
        .feature(text(r, "feature_id"))
        .parent(text(r, "parent_id"))
        .state(SubmissionState.ofWord(text(r, "state")).orElseThrow())
        .version(r.getColumn("version", Long.class))
        .times(instant(r, "received_at"), instant(r, "changed_at"))
        .ended(instant(r, "ended_at"), text(r, "ended_by"), text(r, "reason"))
        .assigned(text(r, "assigned_to"), text(r, "assigned_name"))
        .content(json(text(r, "content")), text(r, "title"))
        .consents(json(text(r, "consents")))
        .build();
  }

  private static String text(RowView r, String column) {
    return r.getColumn(column, String.class);
  }

  private static ObjectNode json(String text) {
    try {
      return text == null ? MAPPER.createObjectNode() : (ObjectNode) MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored submission is not JSON", e);
    }
  }
}
