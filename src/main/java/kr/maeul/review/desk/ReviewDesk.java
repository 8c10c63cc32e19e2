package kr.maeul.review.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.people.identity.Caller;
import kr.maeul.people.identity.Role;
import kr.maeul.review.desk.Reviewers.Reviewer;
import kr.maeul.review.mail.Outbox;
import kr.maeul.review.submission.ContributorContact;
import kr.maeul.review.submission.Message;
import kr.maeul.review.submission.MessageRows;
import kr.maeul.review.submission.Received;
import kr.maeul.review.submission.ReviewException;
import kr.maeul.review.submission.ReviewException.Reason;
import kr.maeul.review.submission.Submission;
import kr.maeul.review.submission.SubmissionKind;
import kr.maeul.review.submission.SubmissionRows;
import kr.maeul.review.submission.SubmissionState;
import kr.maeul.review.submission.media.InvalidDraftException;
import kr.maeul.review.submit.ReviewParts;
import kr.maeul.store.edit.NoSuchFeatureException;
import org.jdbi.v3.core.Handle;

/**
 * Where the centre reviews what was sent. A caller who may not see all rows of a layer sees no
 * submissions to it. Safe for use by several threads.
 */
public final class ReviewDesk {
  private static final int LONGEST_TEXT = 2_000;

  private final ReviewParts parts;
  private final Reviewers reviewers;
  private final SubmissionDetails details;
  private final SubmissionList list;

  public ReviewDesk(ReviewParts parts, Reviewers reviewers) {
    this.parts = parts;
    this.reviewers = reviewers;
    this.details = new SubmissionDetails(parts, this::reviewable);
    this.list = new SubmissionList(parts, this::reviewable);
  }

  /** The layers whose submissions the caller reviews. */
  private List<Layer> reviewable(Caller caller) {
    return parts.layers().all().stream().filter(layer -> mayReview(caller, layer)).toList();
  }

  private static boolean mayReview(Caller caller, Layer layer) {
    return caller.has(reviewersOf(layer));
  }

  /** Staff, where staff see all rows. */
  private static Role reviewersOf(Layer layer) {
    View staffs = layer.viewFor(Audience.STAFF);
    return staffs.where().isEmpty() && !staffs.empty() ? Role.STAFF : Role.PLANNER;
  }

  /** Who may look after submissions to a layer, by name. */
  private List<Reviewer> reviewersFor(String layer) {
    return parts
        .layers()
        .layer(layer)
        .map(ReviewDesk::reviewersOf)
        .map(role -> reviewers.all().stream().filter(r -> r.roles().contains(role)))
        .orElse(Stream.empty())
        .sorted(Comparator.comparing(Reviewer::name).thenComparing(Reviewer::account))
        .toList();
  }

  /**
   * Who may look after a submission, by name.
   *
   * @throws ReviewException if there is none of that id that the caller may know of
   */
  public List<Reviewer> reviewers(Caller caller, String id) {
    return reviewersFor(parts.database().read(h -> details.one(h, caller, id, false)).layer());
  }

  /**
   * What waits for people of another role.
   *
   * @param role who may review it
   * @param waiting how many submissions; nothing else of them is shown
   */
  public record Elsewhere(Layer layer, Role role, int waiting) {}

  /** What waits in layers that the caller does not review. */
  public List<Elsewhere> elsewhere(Caller caller) {
    List<Layer> others =
        parts.layers().all().stream().filter(layer -> !mayReview(caller, layer)).toList();
    Map<String, Integer> waiting = list.waiting(others.stream().map(Layer::id).toList());
    return others.stream()
        .filter(layer -> waiting.containsKey(layer.id()))
        .map(layer -> new Elsewhere(layer, reviewersOf(layer), waiting.get(layer.id())))
        .toList();
  }

  /** How many submissions there are in each state, of those that the caller may know of. */
  public Map<SubmissionState, Integer> counts(Caller caller) {
    return list.counts(caller);
  }

  /**
   * How to reach the sender of something. It is asked for by itself, because who reads it is on
   * record.
   *
   * @throws ReviewException if there is none of that id that the caller may know of
   */
  public ContributorContact contact(Caller caller, String id) {
    return details.contact(caller, id);
  }

  /** Those of these submissions that there are, by their ids, for readers of the log. */
  public Map<String, Received> received(Collection<String> ids) {
    return parts.database().read(h -> SubmissionRows.received(h, ids));
  }

  /** One page of submissions, and how many there are in each state. */
  public SubmissionList.Page list(Caller caller, SubmissionList.Question question) {
    return list.page(caller, question);
  }

  /**
   * All there is to a submission.
   *
   * @throws ReviewException if there is none of that id that the caller may know of
   */
  public SubmissionDetails.Detail detail(Caller caller, String id) {
    return details.detail(caller, id);
  }

  /** Asks the contributor something, or for a change. */
  public void ask(Caller caller, String id, Long version, String text) {
    String asked = required("/text", text);
    decide(
        caller,
        id,
        version,
        work -> {
          work.say(Message.Kind.ASKED, asked);
          work.tell(Outbox.What.ASKED);
          return work.submission().toBuilder().state(SubmissionState.CHANGES_ASKED);
        });
  }

  /**
   * Writes what was sent, with the centre's changes, and ends the submission, in one transaction.
   *
   * @throws InvalidDraftException if what is to be written does not keep to the layer
   */
  public void approve(Caller caller, String id, Long version, Approval approval) {
    decide(
        caller,
        id,
        version,
        work -> {
          if (approval.message() != null) {
            required("/message", approval.message());
          }
          String featureId = work.write(approval);
          work.say(Message.Kind.APPROVED, approval.message());
          work.tell(Outbox.What.APPROVED);
          return work.submission().toBuilder()
              .state(SubmissionState.APPROVED)
              .feature(featureId)
              .ended(parts.now(), caller.name(), null);
        });
  }

  /** Ends a submission without writing anything, for a reason that its sender is given. */
  public void refuse(Caller caller, String id, Long version, String text) {
    String reason = required("/reason", text);
    decide(
        caller,
        id,
        version,
        work -> {
          work.say(Message.Kind.REFUSED, reason);
          work.tell(Outbox.What.REFUSED);
          return work.submission().toBuilder()
              .state(SubmissionState.REFUSED)
              .ended(parts.now(), caller.name(), reason);
        });
  }

  /**
   * Takes what came of an approved submission from everyone's sight, for a reason that its sender
   * is told.
   */
  public void takeDown(Caller caller, String id, Long version, String text) {
    String reason = required("/reason", text);
    held(
        caller,
        id,
        version,
        work -> {
          Submission s = work.submission();
          if (s.state() != SubmissionState.APPROVED || s.kind() != SubmissionKind.NEW) {
            throw decided(s);
          }
          work.hide(reason);
          work.say(Message.Kind.TAKEN_DOWN, reason);
          work.tell(Outbox.What.TAKEN_DOWN);
          return s.toBuilder()
              .state(SubmissionState.TAKEN_DOWN)
              .ended(parts.now(), caller.name(), reason);
        });
  }

  /**
   * Says who looks after a submission.
   *
   * @param account of somebody who may, or null for nobody
   * @throws InvalidDraftException if it is the account of nobody who may
   */
  public void assign(Caller caller, String id, Long version, String account) {
    held(
        caller,
        id,
        version,
        work -> {
          String name = account == null ? null : nameOf(caller, account, work.submission());
          work.say(Message.Kind.ASSIGNED, name);
          return work.submission().toBuilder().assigned(account, name);
        });
  }

  private String nameOf(Caller caller, String account, Submission s) {
    if (account.equals(caller.account())) {
      return caller.name();
    }
    return reviewersFor(s.layer()).stream()
        .filter(r -> r.account().equals(account))
        .map(Reviewer::name)
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidDraftException(
                    List.of(
                        new FeatureProblem(
                            "/to",
                            new Text(
                                "이것을 검토할 수 있는 사람의 계정이 아닙니다.",
                                "is the account of nobody who may review this")))));
  }

  /**
   * Notes something for the centre alone; anyone else who changes the submission is not held up.
   */
  public void comment(Caller caller, String id, String text) {
    String said = required("/text", text);
    parts
        .database()
        .inTransaction(
            t -> {
              Handle h = t.handle();
              Submission s = details.one(h, caller, id, false);
              MessageRows.insert(
                  h,
                  s.id(),
                  new Message(
                      parts.now(), Message.Kind.COMMENT, caller.account(), caller.name(), said));
              return null;
            });
  }

  private void decide(
      Caller caller, String id, Long version, Function<DeskWork, Submission.Builder> decision) {
    held(
        caller,
        id,
        version,
        work -> {
          if (!work.submission().state().isOpen()) {
            throw decided(work.submission());
          }
          return decision.apply(work);
        });
  }

  /** A decision that has been made is reported before a version that has passed. */
  private void held(
      Caller caller, String id, Long version, Function<DeskWork, Submission.Builder> change) {
    if (version == null) {
      throw new ReviewException(
          Reason.VERSION_MISSING,
          new Text("If-Match 헤더에 읽은 판(version)을 적으세요.", "say in If-Match which version was read"));
    }
    try {
      parts.after(
          t -> {
            Handle h = t.handle();
            Submission s = details.one(h, caller, id, true);
            if (s.version() != version) {
              throw s.state().isOpen() ? stale() : decided(s);
            }
            Layer layer = parts.layers().layer(s.layer()).orElseThrow(ReviewException::absent);
            DeskWork work = new DeskWork(parts, t, caller, s, layer);
            SubmissionRows.update(h, change.apply(work).changedAt(parts.now()));
            return new ReviewParts.Done<>(null, work.gone(), List.of());
          },
          null);
    } catch (NoSuchFeatureException e) {
      throw new ReviewException(
          Reason.DECIDED,
          new Text("고치려는 항목이 그사이 없어졌습니다.", "the item that this is about is no longer there"));
    }
  }

  private static ReviewException stale() {
    return new ReviewException(
        Reason.STALE,
        new Text(
            "그사이 내용이 바뀌었습니다. 다시 읽고 결정하세요.",
            "it has changed meanwhile; read it again before you decide"));
  }

  private static ReviewException decided(Submission s) {
    String by = s.endedBy() == null ? "" : s.endedBy();
    return new ReviewException(
        Reason.DECIDED,
        new Text(
            "이미 처리되었습니다: " + s.state().title().ko() + (by.isEmpty() ? "" : " (" + by + ")"),
            "this has been decided: "
                + s.state().title().en()
                + (by.isEmpty() ? "" : " by " + by)));
  }

  private static String required(String pointer, String text) {
    String stripped = text == null ? "" : text.strip();
    if (stripped.isEmpty() || stripped.length() > LONGEST_TEXT) {
      throw new InvalidDraftException(
          List.of(
              new FeatureProblem(
                  pointer,
                  new Text(
                      "1~" + LONGEST_TEXT + "자로 적어 주세요.",
                      "is a text of 1 to " + LONGEST_TEXT + " characters"))));
    }
    return stripped;
  }

  /**
   * How a submission is approved.
   *
   * @param properties values to write instead of those that were sent, null taking one away; null
   *     where all are written as they were sent
   * @param geometry place to write instead of the one that was sent, or null
   * @param isDraft whether the centre goes on working at it before everyone sees it
   * @param withMedia whether its media are written
   * @param message to the contributor, or null
   */
  public record Approval(
      JsonNode properties, JsonNode geometry, boolean isDraft, boolean withMedia, String message) {}
}
