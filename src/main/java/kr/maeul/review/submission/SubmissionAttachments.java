package kr.maeul.review.submission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kr.maeul.review.submission.media.Attachment;
import org.jdbi.v3.core.Handle;

/**
 * The media of a submission. A change of a published item has a list of its own in what it says,
 * because until it is decided the item shows the other one. Stateless.
 */
public final class SubmissionAttachments {
  private SubmissionAttachments() {}

  public static List<Attachment> submission(Handle h, Submission s) {
    if (s.kind() != SubmissionKind.EDIT) {
      return AttachmentRows.of(h, s.id());
    }
    JsonNode media = s.content().path("media");
    if (!media.isArray()) {
      return AttachmentRows.of(h, s.parentId());
    }
    List<Attachment> attachments = new ArrayList<>();
    for (JsonNode one : media) {
      attachments.add(
          new Attachment(
              one.path("id").asText(),
              Attachment.Medium.valueOf(one.path("medium").asText().toUpperCase(Locale.ROOT)),
              one.path("alt").asText(),
              one.path("people").asBoolean()));
    }
    return attachments;
  }

  public static ArrayNode json(List<Attachment> attachments) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    attachments.forEach(
        a ->
            array
                .addObject()
                .put("id", a.mediaId())
                .put("medium", a.medium().name().toLowerCase(Locale.ROOT))
                .put("alt", a.alt())
                .put("people", a.showsPeople()));
    return array;
  }
}
