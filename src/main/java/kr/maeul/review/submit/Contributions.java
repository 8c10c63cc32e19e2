package kr.maeul.review.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import kr.maeul.db.Transaction;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.layer.Audience;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.review.mail.Outbox;
import kr.maeul.review.submission.AttachmentRows;
import kr.maeul.review.submission.Message;
import kr.maeul.review.submission.MessageRows;
import kr.maeul.review.submission.Proposal;
import kr.maeul.review.submission.ReviewException;
import kr.maeul.review.submission.ReviewException.Reason;
import kr.maeul.review.submission.Submission;
import kr.maeul.review.submission.SubmissionKind;
import kr.maeul.review.submission.SubmissionRows;
import kr.maeul.review.submission.media.Attachment;
import kr.maeul.review.submission.media.ContributionMedia;
import kr.maeul.review.submission.media.InvalidDraftException;
import kr.maeul.vault.Vault;
import org.jdbi.v3.core.Handle;

/**
 * Takes what people without an account send. What they do about it later is in {@link
 * PrivateLinks}. Safe for use by several threads.
 */
public final class Contributions {
  private static final Pattern ONCE_KEY = Pattern.compile("[A-Za-z0-9_-]{16,100}");
  private static final Duration DIGEST_AFTER = Duration.ofMinutes(10);
  private static final int MOST_WAITING_OF_DRAFT = 14;
  private static final int MOST_WAITING = 2_000;

  private final ReviewParts parts;
  private final FormTokens tokens;
  private final SenderRateLimit senders;
  private final PrivateLinks links;

  /**
   * What somebody is told who has sent something.
   *
   * @param secret of the private link; returned once and kept nowhere
   * @param isRepeated whether this is the answer to the same request again
   */
  public record Receipt(String id, String secret, boolean isRepeated) {}

  /**
   * What was uploaded.
   *
   * @param key by which its sender can see it
   */
  public record Uploaded(ContributionMedia.Stored stored, String key) {}

  /**
   * What everyone would see.
   *
   * @param view through which they would
   * @param feature null where nobody will see it
   */
  public record Preview(View view, Feature feature) {}

  public Contributions(ReviewParts parts, SenderRateLimit senders, PrivateLinks links) {
    this.parts = parts;
    this.tokens = new FormTokens(parts.vault(), parts.clock());
    this.senders = senders;
    this.links = links;
  }

  /** A token for a form that is opened now. */
  public String formToken() {
    return tokens.fresh();
  }

  public ConsentTexts consents() {
    return parts.consents();
  }

  /**
   * Stores a photo or a recording for a form, or for a contribution that was sent already.
   *
   * @param form token of the form, or null
   * @param secret of the private link, or null
   * @throws ReviewException if there are too many
   * @throws InvalidDraftException if the form is unknown, or it is no photo or recording
   */
  public Uploaded upload(
      InputStream in, long declaredBytes, String form, String secret, String address)
      throws IOException {
    String sender = senders.of(address);
    senders.pass(sender, SenderRateLimit.What.UPLOAD);
    String draftHash;
    if (secret != null) {
      draftHash = links.hash(secret, sender);
    } else if (form != null && tokens.isOurs(form)) {
      draftHash = Vault.hash(form);
    } else {
      throw new InvalidDraftException(
          List.of(
              new FeatureProblem(
                  "/form", new Text("양식을 다시 연 다음 올려 주세요.", "open the form again, then upload"))));
    }
    parts
        .database()
        .read(
            h -> {
              if (AttachmentRows.waiting(h, draftHash) >= MOST_WAITING_OF_DRAFT) {
                throw new ReviewException(
                    Reason.TOO_MANY,
                    new Text(
                        "한 번에 올릴 수 있는 파일 수를 넘었습니다. 이대로 보내거나 양식을 다시 여세요.",
                        "that is more than goes with one contribution; send it, or open the form again"));
              }
              if (AttachmentRows.waiting(h, null) >= MOST_WAITING) {
                throw senders.queueFull();
              }
              return null;
            });
    ContributionMedia.Stored stored =
        parts.attachments().take(in, declaredBytes, parts.mediaKey(draftHash), sender);
    parts
        .database()
        .inTransaction(
            t -> {
              AttachmentRows.insert(t.handle(), stored, draftHash, now());
              return null;
            });
    return new Uploaded(stored, parts.mediaKey(draftHash));
  }

  /**
   * What everyone would see of a contribution, were it approved as it is. Stores nothing.
   *
   * @param secret of the private link by which something sent before is changed, or null
   * @throws ReviewException if there is none of that secret
   */
  public Preview preview(JsonNode sent, String secret, String address) {
    String sender = senders.of(address);
    senders.pass(sender, SenderRateLimit.What.REQUEST);
    String hash = secret == null ? Vault.hash(form(sent)) : links.hash(secret, sender);
    DraftReader reader = new DraftReader(parts.layers(), parts.parsers(), sent);
    Draft draft = reader.read(null);
    if (!reader.problems().isEmpty()) {
      throw new InvalidDraftException(reader.problems());
    }
    View view = draft.layer().viewFor(Audience.PUBLIC);
    if (draft.kind() == SubmissionKind.VACANCY) {
      return new Preview(view, null);
    }
    List<Attachment> attachments = known(draft.attachments(), hash, secret != null);
    ObjectNode values =
        Proposal.values(draft.layer(), draft.content(), attachments, parts.attachments());
    JsonNode geometry = draft.content().path("geometry");
    ObjectNode node =
        draft.kind() == SubmissionKind.NEW
            ? Proposal.fresh(draft.layer(), geometry, values, Proposal.Stage.PUBLISHED)
            : Proposal.changed(publicItem(draft), geometry, values);
    return new Preview(
        view,
        Proposal.asSeen(
            view, "preview", Proposal.parse(parts.parsers().draft(draft.layer()), node)));
  }

  /** Those of them that were uploaded for a form, or belong to what a private link is of. */
  private List<Attachment> known(List<Attachment> attachments, String hash, boolean isLink) {
    return parts
        .database()
        .read(
            h -> {
              String owner =
                  isLink ? SubmissionRows.bySecret(h, hash).map(Submission::id).orElse(null) : null;
              return MediaOwnership.known(h, attachments, hash, owner, new ArrayList<>());
            });
  }

  /**
   * Takes a contribution.
   *
   * @param onceKey what makes a repeated request the same one, or null
   * @param linkBase the address of the private link but for its secret
   * @throws InvalidDraftException with every mistake
   * @throws ReviewException if too much is sent, or the key came with something else before
   */
  public Receipt submit(JsonNode sent, String address, String onceKey, String linkBase) {
    String sender = senders.of(address);
    senders.pass(sender, SenderRateLimit.What.REQUEST);
    Once once = once(sent, onceKey);
    Optional<Receipt> before = repeated(once);
    if (before.isPresent()) {
      return before.get();
    }
    Draft draft = read(sent);
    if (draft.kind() == SubmissionKind.CORRECTION) {
      publicItem(draft);
    }
    senders.refuseFull();
    senders.pass(sender, SenderRateLimit.What.SUBMIT);
    String id = UUID.randomUUID().toString();
    String secret = once == null ? parts.vault().newSecret() : once.secret();
    try {
      parts
          .database()
          .inTransaction(
              t -> {
                Handle h = t.handle();
                senders.refuseFlood(h, sender);
                store(t, id, draft, form(sent), secret, sender, once);
                tellLink(h, id, draft, linkBase + "#" + secret);
                return null;
              });
    } catch (DatabaseException e) { // the same request at the same moment may have come first
      return repeated(once).orElseThrow(() -> e);
    }
    String key = parts.mediaKey(Vault.hash(form(sent)));
    draft.attachments().forEach(a -> parts.attachments().describe(a, key));
    return new Receipt(id, secret, false);
  }

  private Draft read(JsonNode sent) {
    DraftReader reader = new DraftReader(parts.layers(), parts.parsers(), sent);
    Draft draft = reader.read(parts.consents().version());
    List<FeatureProblem> problems = new ArrayList<>(reader.problems());
    problems.addAll(tokens.problems(form(sent)));
    if (!problems.isEmpty()) {
      throw new InvalidDraftException(problems);
    }
    return draft;
  }

  private static String form(JsonNode sent) {
    return sent.path("form").asText("");
  }

  /** The item as everyone sees it: what nobody may know of cannot be corrected either. */
  private Feature publicItem(Draft draft) {
    return parts
        .layers()
        .viewFor(Audience.PUBLIC, draft.layer().id())
        .flatMap(view -> parts.items().one(view, draft.item()))
        .orElseThrow(
            () ->
                new InvalidDraftException(
                    List.of(
                        new FeatureProblem(
                            "/item", new Text("그런 항목이 없습니다.", "there is no such item")))));
  }

  private record Once(String keyHash, String bodyHash, String secret) {}

  private Once once(JsonNode sent, String key) {
    if (key == null) {
      return null;
    }
    if (!ONCE_KEY.matcher(key).matches()) {
      throw new InvalidDraftException(
          List.of(
              new FeatureProblem(
                  "",
                  new Text(
                      "Idempotency-Key는 영문자, 숫자, -, _ 16~100자입니다.",
                      "an Idempotency-Key is 16 to 100 letters, digits, - or _"))));
    }
    String keyHash = parts.vault().fingerprint("once", key);
    String bodyHash = parts.vault().fingerprint("body", sent.toString());
    return new Once(keyHash, bodyHash, parts.vault().secretOf(keyHash + bodyHash));
  }

  private Optional<Receipt> repeated(Once once) {
    if (once == null) {
      return Optional.empty();
    }
    return parts
        .database()
        .read(
            h -> {
              Optional<String> body = SubmissionRows.bodyOf(h, once.keyHash());
              if (body.isPresent() && !body.get().equals(once.bodyHash())) {
                throw new ReviewException(
                    Reason.KEY_REUSED,
                    new Text(
                        "같은 Idempotency-Key로 다른 내용을 보냈습니다. 새 키를 쓰세요.",
                        "this Idempotency-Key came with something else before; use a new one"));
              }
              return body.flatMap(
                  b ->
                      SubmissionRows.bySecret(h, Vault.hash(once.secret()))
                          .map(s -> new Receipt(s.id(), once.secret(), true)));
            });
  }

  private void store(
      Transaction t, String id, Draft draft, String form, String secret, String sender, Once once) {
    Handle h = t.handle();
    Instant now = now();
    Submission submission =
        Submission.received(id, draft.kind(), draft.layer().id(), now)
            .feature(draft.item())
            .content(draft.content(), Proposal.title(draft.layer(), draft.content()))
            .consents(consents(draft.consents(), now))
            .build();
    SubmissionRows.insert(
        h,
        submission,
        new SubmissionRows.Sender(
            Vault.hash(secret),
            sender,
            once == null ? null : once.keyHash(),
            once == null ? null : once.bodyHash()));
    claim(t, id, draft.attachments(), Vault.hash(form));
    parts.contacts().put(h, id, draft.contact());
    say(h, id, Message.Kind.RECEIVED, null);
    if (parts.letters().hasDigest()) {
      Outbox.put(h, null, Outbox.What.DIGEST, now, DIGEST_AFTER);
    }
  }

  /** With what is sent or not at all: no stop of the service comes between. */
  private void tellLink(Handle h, String id, Draft draft, String link) {
    if (parts.letters().isOn() && draft.contact().email() != null) {
      Outbox.putLink(h, id, parts.vault().seal(Outbox.ownerOfLink(id), link), now());
    }
  }

  private static ObjectNode consents(Consents c, Instant at) {
    return com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
        .objectNode()
        .put("version", c.version())
        .put("language", c.language())
        .put("at", at.toString())
        .put("collection", c.collection())
        .put("publication", c.publication())
        .put("portrait", c.portrait())
        .put("age", c.guardian() ? "guardian" : "over-14");
  }

  private void claim(Transaction t, String id, List<Attachment> attachments, String draftHash) {
    Handle h = t.handle();
    List<FeatureProblem> problems = new ArrayList<>();
    List<Attachment> known = MediaOwnership.known(h, attachments, draftHash, id, problems);
    if (!problems.isEmpty()) {
      throw new InvalidDraftException(problems);
    }
    parts.attachments().keep(t, id, AttachmentRows.unclaimed(h, known), parts.mediaKey(draftHash));
    AttachmentRows.claim(h, id, known);
  }

  private void say(Handle h, String id, Message.Kind kind, String text) {
    MessageRows.insert(h, id, new Message(now(), kind, null, null, text));
  }

  private Instant now() {
    return parts.now();
  }
}
