package kr.maeul.review.submit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import kr.maeul.layer.Layer;
import kr.maeul.review.submission.ContributorContact;
import kr.maeul.review.submission.SubmissionKind;
import kr.maeul.review.submission.media.Attachment;

/**
 * A contribution that keeps to the rules, before it is stored or as it is stored.
 *
 * @param item id of the feature that it is about, or null
 * @param content what it says: {@code properties}, {@code geometry}, {@code addressText}, {@code
 *     text}, {@code name}, each only where there is one
 */
public record Draft(
    SubmissionKind kind,
    Layer layer,
    String item,
    ObjectNode content,
    List<Attachment> attachments,
    ContributorContact contact,
    Consents consents) {}
