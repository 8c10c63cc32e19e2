package kr.maeul.review.submit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kr.maeul.review.submission.AttachmentRows;
import kr.maeul.review.submission.ContributorContact;
import kr.maeul.review.submission.Message;
import kr.maeul.review.submission.MessageRows;
import kr.maeul.review.submission.ReviewException;
import kr.maeul.review.submission.Submission;
import kr.maeul.review.submission.SubmissionAttachments;
import kr.maeul.review.submission.SubmissionRows;
import kr.maeul.review.submission.SubmissionState;
import kr.maeul.review.submission.media.Attachment;
import kr.maeul.review.submission.media.InvalidDraftException;
import kr.maeul.vault.Vault;
import org.jdbi.v3.core.Handle;

/**
 * What the holder of a private link does by it: see how things stand, answer, change, take back.
 * Safe for use by several threads.
 */
public final class PrivateLinks {
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final ReviewParts parts;
  private final SenderRateLimit senders;

  /**
   * What the private link shows.
   *
   * @param history as far as it is for the contributor
   * @param keys by which each of the attachments can be seen
   * @param contact only to say whether there is one
   * @param edit the newest change of the published item, or null
   */
  public record Mine(
      Submission submission,
      List<Message> history,
      List<Attachment> attachments,
      Map<String, String> keys,
      ContributorContact contact,
      Mine edit) {}

  public PrivateLinks(ReviewParts parts, SenderRateLimit senders) {
    this.parts = parts;
    this.senders = senders;
  }

  /**
   * What the private link shows.
   *
   * @throws ReviewException if there is none of that secret
   */
  public Mine mine(String secret, String address) {
    String hash = hash(secret, senders.of(address));
    return parts
        .database()
        .read(h -> mine(h, SubmissionRows.bySecret(h, hash).orElseThrow(ReviewException::absent)));
  }

  private Mine mine(Handle h, Submission s) {
    Mine edit =
        SubmissionRows.editsOf(h, s.id()).stream().findFirst().map(e -> mine(h, e)).orElse(null);
    List<Message> history =
        MessageRows.history(h, s.id()).stream().filter(m -> m.kind().isForContributor()).toList();
    List<Attachment> attachments = SubmissionAttachments.submission(h, s);
    Map<String, String> keys = new LinkedHashMap<>();
    attachments.forEach(
        a ->
            AttachmentRows.draftOf(h, a.mediaId())
                .ifPresent(draft -> keys.put(a.mediaId(), parts.mediaKey(draft))));
    return new Mine(s, history, attachments, keys, parts.contacts().of(h, s.id()), edit);
  }

  /**
   * Changes what was sent, or answers the centre. Of something published it makes a change that the
   * centre reviews while everyone goes on seeing what there was.
   *
   * @param sent the members to replace, and {@code answer}; null takes one away
   * @throws InvalidDraftException with every mistake
   * @throws ReviewException if there is none of that secret, or it can no longer be changed
   */
  public Mine change(String secret, JsonNode sent, String address) {
    String sender = senders.of(address);
    senders.pass(sender, SenderRateLimit.What.REQUEST);
    String hash = hash(secret, sender);
    String key = parts.mediaKey(hash);
    return parts.after(
        t -> {
          Handle h = t.handle();
          Submission s = SubmissionRows.lockBySecret(h, hash).orElseThrow(ReviewException::absent);
          ContributorChange change = new ContributorChange(parts, t, key);
          change.apply(s, sent, hash);
          return new ReviewParts.Done<>(
              mine(h, SubmissionRows.find(h, s.id()).orElseThrow()),
              change.gone(),
              change.described());
        },
        key);
  }

  /**
   * Takes a contribution back: at once the item is gone, its media cannot be reached, and what is
   * known of its sender is deleted. Only the fact stays. Does nothing where that was done.
   *
   * @throws ReviewException if there is none of that secret
   */
  public void withdraw(String secret, String address) {
    String hash = hash(secret, senders.of(address));
    parts.after(
        t -> {
          List<String> gone =
              SubmissionRows.lockBySecret(t.handle(), hash)
                  .filter(s -> s.state() != SubmissionState.WITHDRAWN)
                  .map(s -> new Withdrawal(parts, t).of(s))
                  .orElse(List.of());
          return new ReviewParts.Done<>(null, gone, List.of());
        },
        null);
  }

  /**
   * The hash of a secret that there is. Wrong ones are counted; one that could not be any is as
   * wrong as one that is none.
   *
   * @throws ReviewException if there is none of that secret, or too many wrong ones came before
   */
  String hash(String secret, String sender) {
    senders.check(sender, SenderRateLimit.What.WRONG_SECRET);
    String hash = secret != null && SECRET.matcher(secret).matches() ? Vault.hash(secret) : null;
    boolean isThere =
        hash != null && parts.database().read(h -> SubmissionRows.bySecret(h, hash).isPresent());
    if (!isThere) {
      senders.pass(sender, SenderRateLimit.What.WRONG_SECRET);
      throw ReviewException.absent();
    }
    return hash;
  }
}
