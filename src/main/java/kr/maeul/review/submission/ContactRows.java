package kr.maeul.review.submission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import kr.maeul.vault.Vault;
import org.jdbi.v3.core.Handle;

/**
 * The sealed contacts of submissions in the database. Within a transaction of the caller's;
 * stateless but for its vault.
 */
public final class ContactRows {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Vault vault;

  public ContactRows(Vault vault) {
    this.vault = vault;
  }

  /** Replaces the contact of a submission; an empty one only removes it. */
  public void put(Handle h, String submissionId, ContributorContact contact) {
    drop(h, List.of(submissionId));
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

  public ContributorContact of(Handle h, String submissionId) {
    Optional<String> sealed =
        h.createQuery(
                "SELECT \"sealed\" FROM \"maeul_submission_contact\" WHERE \"submission_id\" = :id")
            .bind("id", submissionId)
            .mapTo(String.class)
            .findOne();
    return sealed
        .flatMap(s -> vault.open(submissionId, s))
        .map(ContactRows::read)
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

  public static void drop(Handle h, Collection<String> submissionIds) {
    if (!submissionIds.isEmpty()) {
      h.createUpdate("DELETE FROM \"maeul_submission_contact\" WHERE \"submission_id\" IN (<ids>)")
          .bindList("ids", submissionIds)
          .execute();
    }
  }
}
