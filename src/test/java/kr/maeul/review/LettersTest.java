package kr.maeul.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.fixture.Given;
import kr.maeul.fixture.WithStore;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.people.identity.Caller;
import kr.maeul.people.identity.Messenger;
import kr.maeul.people.identity.Role;
import kr.maeul.review.desk.Reviewers;
import kr.maeul.review.mail.AccountLetters;
import kr.maeul.review.mail.Outbox;
import kr.maeul.review.submission.SubmissionState;
import kr.maeul.review.submission.media.ContributionMedia;
import kr.maeul.review.submission.media.InvalidDraftException;
import kr.maeul.review.submit.Contributions;
import kr.maeul.store.sql.SqlFeatureEdits;
import kr.maeul.store.sql.SqlFeatureStore;
import kr.maeul.vault.Vault;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Letters by a real SMTP server, and what is deleted in time. */
@WithStore
class LettersTest {
  private static final Caller STAFF = new Caller("a-1", "직원 예시", Set.of(Role.STAFF));
  @TempDir Path folder;
  private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  private Instant now = Instant.parse("2026-11-26T03:00:00Z");
  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public java.time.ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
          return this;
        }
      };
  @Given private Database database;
  @Given private SqlFeatureStore store;
  @Given private LayerCatalog layers;
  private Review review;
  private List<Reviewers.Reviewer> people = List.of();

  @BeforeEach
  void open() {
    mail.start();
    review = again();
  }

  /** The contributions of one start of the service. */
  private Review again() {
    return Review.open(
        layers,
        store,
        new SqlFeatureEdits(database, layers, clock),
        new SqlFeatureEdits(database, layers, clock),
        ContributionMedia.NONE,
        database,
        Vault.open(null, folder),
        Settings.of(
                Map.of(
                    "MAEUL_PUBLIC_URL", "http://127.0.0.1",
                    "MAEUL_SMTP_HOST", "127.0.0.1",
                    "MAEUL_SMTP_PORT", String.valueOf(mail.getSmtp().getPort()),
                    "MAEUL_SMTP_FROM", "centre@example.invalid",
                    "MAEUL_DIGEST_TO", "desk@example.invalid"))
            .review(),
        () -> people,
        clock);
  }

  @AfterEach
  void close() {
    mail.stop();
  }

  private ObjectNode story(String email) {
    ObjectNode sent = new ObjectMapper().createObjectNode();
    String form = review.contributions().formToken();
    now = now.plusSeconds(10);
    sent.put("kind", "new").put("layer", "stories").put("form", form);
    sent.putObject("properties").put("title", "편지 이야기");
    sent.putObject("contact").put("email", email);
    sent.putObject("consents")
        .put("version", review.contributions().consents().version())
        .put("collection", true)
        .put("publication", true)
        .put("age", "over-14");
    return sent;
  }

  private Contributions.Receipt send(JsonNode sent) {
    return review.contributions().submit(sent, "10.0.0.1", null, "https://map.invalid/mine");
  }

  @Test
  void lettersGoOutAndOnlyTheFirstHoldsTheLink() throws Exception {
    Contributions.Receipt receipt = send(story("resident@example.invalid"));
    review.chores().send();
    assertThat(mail.waitForIncomingEmail(10_000, 1)).isTrue();
    assertThat(body(0)).contains("https://map.invalid/mine#" + receipt.secret());
    assertThat(stored()).doesNotContain(receipt.secret(), "resident@");

    review.desk().ask(STAFF, receipt.id(), 1L, "비밀스러운 질문");
    review.chores().send();
    assertThat(mail.waitForIncomingEmail(10_000, 2)).isTrue();
    assertThat(body(1)).doesNotContain(receipt.secret(), "비밀스러운 질문", "편지 이야기");
    assertThat(mail.getReceivedMessages()[1].getAllRecipients()[0].toString())
        .isEqualTo("resident@example.invalid");

    now = now.plus(Duration.ofMinutes(11));
    review.chores().send();
    assertThat(mail.waitForIncomingEmail(10_000, 3)).isTrue();
    assertThat(mail.getReceivedMessages()[2].getAllRecipients()[0].toString())
        .isEqualTo("desk@example.invalid");
    review.chores().send();
    assertThat(mail.getReceivedMessages()).hasSize(3);
    assertThat(rows("maeul_outbox")).isZero();
  }

  /** To whoever's login is an address; they name nobody. */
  @Test
  void administratorsHearOfRolesAndOwnersOfTheirSecondFactor() throws Exception {
    Messenger letters =
        AccountLetters.of(
            Settings.of(
                    Map.of(
                        "MAEUL_PUBLIC_URL", "http://127.0.0.1",
                        "MAEUL_SMTP_HOST", "127.0.0.1",
                        "MAEUL_SMTP_FROM", "centre@example.invalid"))
                .review(),
            clock);
    people =
        List.of(
            new Reviewers.Reviewer(
                "a-1", "admin@example.invalid", "관리 예시", Set.of(Role.ADMIN, Role.STAFF)),
            new Reviewers.Reviewer("a-2", "another", "관리 예시", Set.of(Role.ADMIN)),
            new Reviewers.Reviewer("a-3", "staff@example.invalid", "직원 예시", Set.of(Role.STAFF)));
    tell(letters::rolesGranted);
    review.chores().send();
    assertThat(recipients()).containsExactly("admin@example.invalid");
    assertThat(body(0)).contains("새 역할이 생겼습니다").doesNotContain("예시", "a-1");
    tell(h -> letters.secondFactorRemoved(h, "a-3"));
    review.chores().send();
    assertThat(recipients()).containsExactly("admin@example.invalid", "staff@example.invalid");
    people = List.of(new Reviewers.Reviewer("a-2", "another", "관리 예시", Set.of(Role.ADMIN)));
    tell(letters::rolesGranted);
    tell(h -> letters.secondFactorRemoved(h, "a-2"));
    review.chores().send();
    assertThat(recipients()).hasSize(3).endsWith("desk@example.invalid");
    assertThat(rows("maeul_outbox")).isZero();
    assertThat(AccountLetters.of(Settings.of(Map.of()).review(), clock)).isSameAs(Messenger.NONE);
  }

  private void tell(Consumer<Handle> letter) {
    database.inTransaction(
        tx -> {
          letter.accept(tx.handle());
          return null;
        });
  }

  private List<String> recipients() throws Exception {
    List<String> all = new ArrayList<>();
    for (MimeMessage message : mail.getReceivedMessages()) {
      all.add(message.getAllRecipients()[0].toString());
    }
    return all;
  }

  /** The service stops between taking a contribution and sending the link. */
  @Test
  void theLetterWithTheLinkOutlivesTheService() throws Exception {
    Contributions.Receipt receipt = send(story("resident@example.invalid"));
    assertThat(stored()).doesNotContain(receipt.secret(), "resident@");
    review = again();
    review.chores().send();
    assertThat(mail.waitForIncomingEmail(10_000, 1)).isTrue();
    assertThat(body(0)).contains(receipt.secret());
    assertThat(links()).isZero();
  }

  @Test
  void aLinkThatCannotBeToldIsErased() {
    mail.stop();
    send(story("resident@example.invalid"));
    review.chores().send();
    now = now.plus(Outbox.LINK_KEPT).minusSeconds(60);
    review.chores().sweep();
    assertThat(links()).isEqualTo(1);
    now = now.plusSeconds(120);
    review.chores().sweep();
    assertThat(links()).isZero();
  }

  @Test
  void whatIsWithdrawnBeforeItsLetterGetsNone() {
    Contributions.Receipt receipt = send(story("resident@example.invalid"));
    review.links().withdraw(receipt.secret(), "10.0.0.1");
    review.chores().send();
    assertThat(links()).isZero();
    assertThat(mail.getReceivedMessages()).isEmpty();
  }

  private int links() {
    return database.read(
        h ->
            h.createQuery("SELECT COUNT(*) FROM \"maeul_outbox\" WHERE \"sealed\" IS NOT NULL")
                .mapTo(Integer.class)
                .one());
  }

  private String body(int index) throws Exception {
    MimeMessage message = mail.getReceivedMessages()[index];
    return (String) message.getContent();
  }

  private String stored() {
    return database.read(
        h ->
            h.createQuery("SELECT * FROM \"maeul_submission\"").mapToMap().list()
                + h.createQuery("SELECT * FROM \"maeul_outbox\"").mapToMap().list().toString()
                + h.createQuery("SELECT * FROM \"maeul_submission_contact\"").mapToMap().list());
  }

  @Test
  void anAddressCannotEndAHeader() {
    for (String evil :
        new String[] {
          "a@b.invalid\r\nBcc: x@y.invalid",
          "a@b.invalid,x@y.invalid",
          "a@b.invalid\nX: 1",
          "<a@b.invalid>",
          "a b@c.invalid"
        }) {
      ObjectNode sent = story(evil);
      assertThat(
              org.assertj.core.api.Assertions.catchThrowableOfType(
                      InvalidDraftException.class, () -> send(sent))
                  .problems())
          .extracting(p -> p.pointer())
          .containsExactly("/contact/email");
    }
    assertThat(rows("maeul_submission")).isZero();
  }

  @Test
  void aServerThatIsAwayIsTriedAgain() {
    Contributions.Receipt receipt = send(story("resident@example.invalid"));
    review.chores().send();
    assertThat(mail.waitForIncomingEmail(10_000, 1)).isTrue();
    mail.stop();
    review.desk().refuse(STAFF, receipt.id(), 1L, "겹치는 이야기");
    review.chores().send();
    assertThat(rows("maeul_outbox")).isPositive();
    for (int i = 0; i < 2 * Outbox.MOST_ATTEMPTS; i++) {
      now = now.plus(Duration.ofDays(3));
      review.chores().send();
    }
    assertThat(rows("maeul_outbox")).isZero();
  }

  @Test
  void whatWasKeptForLongEnoughIsDeleted() {
    Contributions.Receipt receipt = send(story("resident@example.invalid"));
    review.desk().ask(STAFF, receipt.id(), 1L, "오래된 질문");
    review.desk().refuse(STAFF, receipt.id(), 2L, "겹치는 이야기");
    int days = Settings.of(Map.of()).review().contactDays();
    now = now.plus(Duration.ofDays(days - 1));
    review.chores().sweep();
    assertThat(rows("maeul_submission_contact")).isEqualTo(1);
    assertThat(rows("maeul_contribution_day")).isZero();
    now = now.plus(Duration.ofDays(2));
    review.chores().sweep();
    assertThat(rows("maeul_submission_contact")).isZero();
    assertThat(rows("maeul_submission_message")).isZero();
    assertThat(stored()).doesNotContain("편지 이야기");
    assertThat(review.links().mine(receipt.secret(), "10.0.0.1").submission().state())
        .isEqualTo(SubmissionState.REFUSED);
  }

  private int rows(String table) {
    return database.read(
        h -> h.createQuery("SELECT COUNT(*) FROM \"" + table + "\"").mapTo(Integer.class).one());
  }
}
