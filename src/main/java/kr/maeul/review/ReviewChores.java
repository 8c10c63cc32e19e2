package kr.maeul.review;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kr.maeul.db.Transaction;
import kr.maeul.layer.text.Lang;
import kr.maeul.people.identity.Role;
import kr.maeul.review.desk.Reviewers;
import kr.maeul.review.mail.Outbox;
import kr.maeul.review.mail.SmtpLetters;
import kr.maeul.review.submission.SideRows;
import kr.maeul.review.submission.Submission;
import kr.maeul.review.submission.SubmissionKind;
import kr.maeul.review.submission.SubmissionRows;
import kr.maeul.review.submission.SubmissionState;
import kr.maeul.review.submit.ReviewParts;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The background jobs of contributions: sends letters, and deletes what has been kept for long
 * enough. Several instances may do so at once.
 */
public final class ReviewChores {
  private static final int MOST_AT_ONCE = 50;
  private static final Duration UPLOADS_KEPT = Duration.ofDays(1);
  private static final int DAYS_COUNTED = 2;

  private final Logger log = LoggerFactory.getLogger(ReviewChores.class);
  private final ReviewParts parts;
  private final SmtpLetters smtp;
  private final Reviewers people;

  ReviewChores(ReviewParts parts, SmtpLetters smtp, Reviewers people) {
    this.parts = parts;
    this.people = people;
    this.smtp = smtp;
  }

  /** Whether there is a mail server to send by. */
  public boolean hasMail() {
    return smtp != null;
  }

  /** Sends what is due. Call it only if there is a mail server. */
  public void send() {
    List<Outbox.Mail> due =
        parts.database().inTransaction(t -> Outbox.take(t.handle(), parts.now(), MOST_AT_ONCE));
    for (Outbox.Mail mail : due) {
      boolean isDone = send(mail) || mail.attempts() + 1 >= Outbox.MOST_ATTEMPTS;
      if (isDone) {
        parts
            .database()
            .inTransaction(
                t -> {
                  Outbox.done(t.handle(), mail.id());
                  return null;
                });
      }
    }
  }

  private boolean send(Outbox.Mail mail) {
    try {
      if (mail.what() == Outbox.What.DIGEST) {
        int waiting = parts.database().read(SubmissionRows::openInAll);
        if (smtp.hasDigest() && waiting > 0) {
          smtp.digest(waiting);
        }
        return true;
      }
      if (mail.what().isOfAccounts()) {
        for (String address : addresses(mail)) {
          smtp.ofAccounts(mail.what(), address);
        }
        return true;
      }
      Optional<Submission> submission =
          parts.database().read(h -> SubmissionRows.find(h, mail.submissionId()));
      String email =
          parts.database().read(h -> parts.side().contact(h, mail.submissionId())).email();
      if (submission.isPresent() && email != null) {
        boolean isEnglish = submission.get().consents().path("language").asText().equals("en");
        send(mail, email, isEnglish ? Lang.EN : Lang.KO);
      }
      return true;
    } catch (MessagingException e) {
      log.warn("a letter could not be sent: {}", e.getClass().getSimpleName());
      return false;
    }
  }

  /** The administrators' whose login is an address, else the centre's; or the owner's. */
  private Set<String> addresses(Outbox.Mail mail) {
    Set<String> addresses =
        people.all().stream()
            .filter(
                p ->
                    mail.what() == Outbox.What.ROLE_GRANTED
                        ? p.roles().contains(Role.ADMIN)
                        : p.account().equals(mail.submissionId()))
            .flatMap(p -> p.address().stream())
            .collect(Collectors.toSet());
    boolean isForCentre = addresses.isEmpty() && mail.what() == Outbox.What.ROLE_GRANTED;
    return isForCentre && smtp.centre() != null ? Set.of(smtp.centre()) : addresses;
  }

  private void send(Outbox.Mail mail, String email, Lang lang) throws MessagingException {
    if (mail.what() != Outbox.What.RECEIVED) {
      smtp.send(mail.what(), email, lang);
      return;
    }
    String owner = Outbox.ownerOfLink(mail.submissionId());
    Optional<String> link = parts.vault().open(owner, mail.sealed());
    if (link.isPresent()) {
      smtp.link(email, link.get(), lang);
    } else {
      log.warn("a private link cannot be told: it was sealed with another key");
    }
  }

  /** Deletes what has been kept for long enough. */
  public void sweep() {
    Instant ended = parts.now().minus(Duration.ofDays(parts.settings().contactDays()));
    boolean isMore = true;
    while (isMore) {
      isMore = parts.after(t -> clear(t, ended), null);
    }
    Instant uploaded = parts.now().minus(UPLOADS_KEPT);
    parts.after(
        t -> {
          List<String> orphans = SideRows.orphans(t.handle(), uploaded, MOST_AT_ONCE * 10);
          SideRows.forget(t.handle(), orphans);
          Outbox.dropLinks(t.handle(), parts.now().minus(Outbox.LINK_KEPT));
          SideRows.dropCounts(t.handle(), parts.today().minusDays(DAYS_COUNTED));
          return new ReviewParts.Done<>(null, orphans, List.of());
        },
        null);
  }

  /**
   * The contact, the conversation and what was said go; the item and its media stay for as long as
   * it is published.
   *
   * @return whether there may be more
   */
  private ReviewParts.Done<Boolean> clear(Transaction t, Instant ended) {
    Handle h = t.handle();
    List<Submission> old = SubmissionRows.toClear(h, ended, MOST_AT_ONCE);
    List<String> ids = old.stream().map(Submission::id).toList();
    List<String> gone = new ArrayList<>();
    SideRows.dropContacts(h, ids);
    SideRows.dropMessages(h, ids);
    for (Submission s : old) {
      boolean isShown =
          s.state() == SubmissionState.APPROVED && s.kind() != SubmissionKind.CORRECTION;
      if (!isShown && s.kind() != SubmissionKind.EDIT) {
        SideRows.attachments(h, s.id()).forEach(a -> gone.add(a.mediaId()));
        parts.attachments().release(t, s.id());
      }
    }
    SideRows.forget(h, gone);
    SubmissionRows.cleared(h, ids);
    return new ReviewParts.Done<>(old.size() == MOST_AT_ONCE, gone, List.of());
  }
}
