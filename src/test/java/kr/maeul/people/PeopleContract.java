package kr.maeul.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.identity.Caller;
import kr.maeul.people.identity.PersonRefusedException;
import kr.maeul.people.identity.PersonRefusedException.Kind;
import kr.maeul.people.identity.Role;
import kr.maeul.people.identity.Scope;
import kr.maeul.people.log.AccessLog;
import org.junit.jupiter.api.Test;

/** What must hold of accounts, sessions, tokens, links and the log, on each database. */
abstract class PeopleContract extends PeopleFixture {
  @Test
  void theDatabaseHoldsNoSecret() {
    Account account = account(Role.STAFF);
    LoginSessions.Session session = signIn(account);
    String link = people.links().forAccount(account.id(), SOMEBODY).secret();
    String token = people.tokens().make(account, "bot", Set.of(Scope.READ), 1, SOMEBODY).secret();
    for (String table : List.of("maeul_session", "maeul_link", "maeul_api_token")) {
      String all =
          database
              .read(h -> h.createQuery("SELECT * FROM \"" + table + "\"").mapToMap().list())
              .toString();
      assertThat(all).as(table).doesNotContain(session.token(), link, token);
    }
  }

  @Test
  void allInstancesKnowASessionAndItsEnd() {
    Account account = account(Role.STAFF);
    LoginSessions.Session session = signIn(account);
    People other = instance();
    assertThat(other.sessions().find(session.token()).orElseThrow().account().login())
        .isEqualTo(account.login());
    other.signOut(session, "192.0.2.8");
    assertThat(people.sessions().find(session.token())).isEmpty();
  }

  @Test
  void aSessionThatIsNotUsedEnds() {
    LoginSessions.Session session = signIn(account(Role.STAFF));
    for (int i = 0; i < 5; i++) {
      clock.goOn(Duration.ofMinutes(119));
      assertThat(people.sessions().find(session.token())).as("used").isPresent();
    }
    clock.goOn(Duration.ofMinutes(121));
    assertThat(people.sessions().find(session.token())).isEmpty();
  }

  @Test
  void noSessionGoesOnForEver() {
    LoginSessions.Session session = signIn(account(Role.STAFF));
    for (int i = 0; i < 11; i++) {
      clock.goOn(Duration.ofHours(1));
      assertThat(people.sessions().find(session.token())).isPresent();
    }
    clock.goOn(Duration.ofHours(1));
    assertThat(people.sessions().find(session.token())).isEmpty();
  }

  @Test
  void signingInTakesANewSessionAndEndsTheOneBefore() {
    Account account = account(Role.STAFF);
    LoginSessions.Session before = signIn(account);
    LoginSessions.Session after =
        people.signIn(account.login().toUpperCase(), GOOD, before.token(), SOMEBODY);
    assertThat(after.token()).isNotEqualTo(before.token());
    assertThat(people.sessions().find(before.token())).isEmpty();
    assertThat(people.sessions().find(after.token())).isPresent();
  }

  @Test
  void aTokenThatNobodyGaveOutIsNoSession() {
    for (String planted : List.of("planted", "", "x".repeat(10_000), "' OR 1=1 --")) {
      assertThat(people.sessions().find(planted)).isEmpty();
      assertThat(people.tokens().find("maeul_" + planted)).isEmpty();
    }
  }

  /** How long it takes must not tell who has an account: each time a hash is computed. */
  @Test
  void whateverIsWrongAHashIsComputed() {
    Account disabled = account(Role.STAFF);
    people.accounts().change(disabled.id(), new Accounts.Change(null, null, true), Actor.MACHINE);
    Account invited =
        people.accounts().add("invited" + ++serial, "예시", Set.of(Role.STAFF), Actor.MACHINE);
    for (String login :
        List.of("nobody", account(Role.STAFF).login(), disabled.login(), invited.login(), "")) {
      int before = hash.checks.get();
      String password = login.equals(disabled.login()) ? GOOD : "wrong";
      assertThatThrownBy(() -> people.signIn(login, password, null, SOMEBODY))
          .isInstanceOf(PersonRefusedException.class)
          .hasMessage("the login or the password is wrong");
      assertThat(hash.checks.get() - before).as(login).isEqualTo(1);
    }
  }

  @Test
  void whoGuessesHasToWaitLongerAndLonger() {
    Account account = account(Role.STAFF);
    for (int i = 0; i < 5; i++) {
      refused(
          Kind.WRONG_CREDENTIALS, () -> people.signIn(account.login(), "wrong", null, SOMEBODY));
    }
    int checked = hash.checks.get();
    refused(Kind.TOO_MANY, () -> people.signIn(account.login(), GOOD, null, SOMEBODY));
    assertThat(hash.checks).as("not even looked at").hasValue(checked);
    clock.goOn(Duration.ofSeconds(1));
    refused(Kind.WRONG_CREDENTIALS, () -> people.signIn(account.login(), "wrong", null, SOMEBODY));
    clock.goOn(Duration.ofSeconds(1));
    refused(Kind.TOO_MANY, () -> people.signIn(account.login(), "wrong", null, SOMEBODY));
    for (int i = 0; i < 10; i++) {
      clock.goOn(Duration.ofSeconds(61));
      refused(
          Kind.WRONG_CREDENTIALS, () -> people.signIn(account.login(), "wrong", null, SOMEBODY));
    }
    clock.goOn(Duration.ofSeconds(61));
    assertThat(signIn(account).account().id())
        .as("its owner is kept out for a minute at most")
        .isEqualTo(account.id());
  }

  @Test
  void oneAddressCannotTryManyNames() {
    Actor from = new Actor(null, "2001:db8:1:2:aaaa::1");
    for (int i = 0; i < 20; i++) {
      String login = "guess" + i;
      Actor next = new Actor(null, "2001:db8:1:2:aaaa::" + i);
      refused(Kind.WRONG_CREDENTIALS, () -> people.signIn(login, "wrong", null, next));
    }
    refused(Kind.TOO_MANY, () -> people.signIn("another", "wrong", null, from));
    refused(
        Kind.WRONG_CREDENTIALS,
        () -> people.signIn("another", "wrong", null, new Actor(null, "2001:db8:1:3::1")));
  }

  @Test
  void manyGuessesAtOnceAreAsSlowAsManyInARow() throws Exception {
    Account account = account(Role.STAFF);
    int before = hash.checks.get();
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Future<?>> tries = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        tries.add(
            threads.submit(
                () -> {
                  try {
                    people.signIn(account.login(), "wrong", null, SOMEBODY);
                  } catch (PersonRefusedException refused) {
                    // what is counted is how many came through
                  }
                }));
      }
      for (Future<?> t : tries) {
        t.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(hash.checks.get() - before).isEqualTo(5);
  }

  @Test
  void aNewPasswordEndsTheOtherSessions() {
    Account account = account(Role.STAFF);
    LoginSessions.Session mine = signIn(account);
    LoginSessions.Session stolen = signIn(account);
    refused(Kind.INVALID, () -> people.own().changePassword(mine, "wrong", "열두 번째 초록 단추", HERE));
    refused(Kind.INVALID, () -> people.own().changePassword(mine, GOOD, "short", HERE));
    assertThat(people.sessions().find(stolen.token())).isPresent();
    people.own().changePassword(mine, GOOD, "열두 번째 초록 단추", HERE);
    assertThat(people.sessions().find(stolen.token())).isEmpty();
    assertThat(people.sessions().find(mine.token())).isPresent();
    refused(Kind.WRONG_CREDENTIALS, () -> signIn(account));
  }

  @Test
  void aDisabledAccountIsOutAtOnce() {
    Account account = account(Role.STAFF);
    LoginSessions.Session session = signIn(account);
    String token = people.tokens().make(account, "bot", Set.of(Scope.READ), 1, SOMEBODY).secret();
    String link = people.links().forAccount(account.id(), SOMEBODY).secret();
    instance()
        .accounts()
        .change(account.id(), new Accounts.Change(null, null, true), Actor.MACHINE);
    assertThat(people.sessions().find(session.token())).isEmpty();
    assertThat(people.tokens().find(token)).isEmpty();
    refused(Kind.UNKNOWN, () -> people.lookAtLink(link, SOMEBODY));
    refused(Kind.CONFLICT, () -> people.links().forAccount(account.id(), SOMEBODY));
    people.accounts().change(account.id(), new Accounts.Change(null, null, false), SOMEBODY);
    assertThat(people.sessions().find(session.token())).as("does not come back").isEmpty();
  }

  @Test
  void rolesChangeInTheMiddleOfASession() {
    Account account = account(Role.STAFF, Role.PLANNER);
    LoginSessions.Session session = signIn(account);
    people
        .accounts()
        .change(account.id(), new Accounts.Change(null, Set.of(Role.STAFF), null), SOMEBODY);
    assertThat(people.sessions().find(session.token()).orElseThrow().caller().roles())
        .containsExactly(Role.STAFF);
  }

  @Test
  void aTokenDoesWhatItIsForAndNoMoreThanItsAccount() {
    Account account = account(Role.STAFF, Role.PLANNER, Role.ADMIN);
    Caller reads = caller(account, Scope.READ);
    assertThat(reads.roles()).containsExactly(Role.STAFF);
    assertThat(reads.may(Scope.WRITE)).isFalse();
    Caller plans = caller(account, Scope.PLANNER, Scope.WRITE);
    assertThat(plans.roles()).containsExactly(Role.PLANNER);
    assertThat(plans.may(Scope.WRITE)).isTrue();
    assertThat(plans.may(Scope.ACCOUNT)).isFalse();
    refused(Kind.INVALID, () -> caller(account, Scope.ACCOUNT));
    refused(Kind.INVALID, () -> caller(account(Role.STAFF), Scope.PLANNER));
    refused(Kind.INVALID, () -> caller(account(Role.ADMIN), Scope.READ));
    refused(
        Kind.INVALID, () -> people.tokens().make(account, "", Set.of(Scope.READ), 1000, SOMEBODY));
    String secret =
        people.tokens().make(account, "bot", Set.of(Scope.PLANNER), 1, SOMEBODY).secret();
    people
        .accounts()
        .change(account.id(), new Accounts.Change(null, Set.of(Role.STAFF), null), SOMEBODY);
    assertThat(people.tokens().find(secret).orElseThrow().roles()).isEmpty();
  }

  private Caller caller(Account account, Scope... scopes) {
    String secret = people.tokens().make(account, "bot", Set.of(scopes), 1, SOMEBODY).secret();
    return people.tokens().find(secret).orElseThrow();
  }

  @Test
  void aTokenEnds() {
    Account account = account(Role.STAFF);
    ApiTokens.Made made = people.tokens().make(account, "bot", Set.of(Scope.READ), 30, SOMEBODY);
    ApiTokens.Made other = people.tokens().make(account, "bot2", Set.of(Scope.READ), 30, SOMEBODY);
    assertThat(people.tokens().find(made.secret())).isPresent();
    assertThat(people.tokens().of(account.id()))
        .extracting(ApiTokens.ApiToken::used)
        .contains(clock.instant());
    String stranger = account(Role.STAFF).id();
    refused(Kind.UNKNOWN, () -> people.tokens().revoke(other.token().id(), stranger, SOMEBODY));
    people.tokens().revoke(other.token().id(), account.id(), SOMEBODY);
    assertThat(instance().tokens().find(other.secret())).isEmpty();
    clock.goOn(Duration.ofDays(30));
    assertThat(people.tokens().find(made.secret())).isEmpty();
  }

  @Test
  void theLastAdministratorStays() {
    for (Account a : people.accounts().all()) {
      if (a.roles().contains(Role.ADMIN) && !a.isDisabled()) {
        database.inTransaction(
            tx ->
                tx.handle()
                    .execute(
                        "UPDATE \"maeul_account\" SET \"roles\" = 'staff' WHERE \"id\" = ?",
                        a.id()));
      }
    }
    String set = people.links().forFirstAdministrator().orElseThrow().secret();
    String again = instance().links().forFirstAdministrator().orElseThrow().secret();
    refused(Kind.INVALID, () -> people.welcome(set, "!", "", "short", SOMEBODY));
    Account first = people.welcome(set, "First" + ++serial, "예시", GOOD, SOMEBODY);
    assertThat(first.roles()).contains(Role.ADMIN);
    assertThat(first.login()).isEqualTo("first" + serial);
    refused(Kind.UNKNOWN, () -> people.welcome(again, "second", "예시", GOOD, SOMEBODY));
    assertThat(people.links().forFirstAdministrator()).isEmpty();
    Account invited =
        people.accounts().add("inv" + ++serial, "예시", Set.of(Role.ADMIN), Actor.MACHINE);
    for (Accounts.Change change :
        List.of(
            new Accounts.Change(null, Set.of(Role.STAFF), null),
            new Accounts.Change(null, Set.of(), null),
            new Accounts.Change(null, null, true))) {
      refused(Kind.CONFLICT, () -> people.accounts().change(first.id(), change, SOMEBODY));
    }
    assertThat(people.accounts().byId(first.id())).hasValue(first);
    String link = people.links().forAccount(invited.id(), SOMEBODY).secret();
    people.welcome(link, "", "", GOOD, SOMEBODY);
    people.accounts().change(first.id(), new Accounts.Change(null, null, true), SOMEBODY);
    refused(
        Kind.CONFLICT,
        () ->
            people
                .accounts()
                .change(invited.id(), new Accounts.Change(null, Set.of(), null), SOMEBODY));
  }

  @Test
  void aLinkWorksOnceAndNotForEver() {
    Account account = account(Role.STAFF);
    LoginSessions.Session session = signIn(account);
    String old = people.links().forAccount(account.id(), SOMEBODY).secret();
    String link = people.links().forAccount(account.id(), SOMEBODY).secret();
    refused(Kind.UNKNOWN, () -> people.lookAtLink(old, SOMEBODY));
    refused(Kind.INVALID, () -> people.welcome(link, "", "", account.login() + "!!", SOMEBODY));
    assertThat(people.lookAtLink(link, SOMEBODY).account().id()).isEqualTo(account.id());
    people.welcome(link, "", "", "열두 번째 초록 단추", SOMEBODY);
    assertThat(people.sessions().find(session.token())).as("whoever was in is out").isEmpty();
    refused(Kind.UNKNOWN, () -> people.welcome(link, "", "", GOOD, SOMEBODY));
    String late = people.links().forAccount(account.id(), SOMEBODY).secret();
    clock.goOn(Duration.ofDays(3));
    refused(Kind.UNKNOWN, () -> people.welcome(late, "", "", GOOD, SOMEBODY));
  }

  @Test
  void linksCannotBeGuessedAtLength() {
    for (int i = 0; i < 20; i++) {
      refused(Kind.UNKNOWN, () -> people.lookAtLink("guess", SOMEBODY));
    }
    refused(Kind.TOO_MANY, () -> people.lookAtLink("guess", SOMEBODY));
  }

  @Test
  void whatHappensWithinAMinuteIsOneLineAndThereAtOnce() {
    Actor reader = new Actor(account(Role.STAFF).id(), "192.0.2.9");
    AccessLog log = people.accessLog();
    for (int i = 0; i < 30; i++) {
      log.read(reader, AccessLog.Action.TILE, "houses", null, null);
      assertThat(lines(instance(), reader)).hasSize(1);
      log.rows(reader, AccessLog.Action.TILE, "houses", null, null, 4);
    }
    log.read(reader, AccessLog.Action.ITEM, "houses", "a", null);
    assertThat(lines(people, reader))
        .extracting(AccessLog.Entry::action, AccessLog.Entry::times, AccessLog.Entry::rows)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(AccessLog.Action.ITEM, 1L, 0L),
            org.assertj.core.groups.Tuple.tuple(AccessLog.Action.TILE, 30L, 120L));
    clock.goOn(Duration.ofMinutes(1));
    log.read(reader, AccessLog.Action.TILE, "houses", null, null);
    assertThat(lines(people, reader)).hasSize(3);
  }

  List<AccessLog.Entry> lines(People asked, Actor reader) {
    return asked
        .accessLog()
        .entries(new AccessLog.Wanted(null, null, reader.account(), "houses", null, null, 100));
  }

  /** The database lets a line be changed for some minutes, by a clock that need not be ours. */
  @Test
  void nothingOfTheLogIsLostWhereTheDatabasesClockIsAhead() {
    clock = new TestClock(clock.instant().minus(Duration.ofMinutes(30)));
    people = instance();
    Actor reader = new Actor(account(Role.STAFF).id(), "192.0.2.9");
    AccessLog log = people.accessLog();
    for (int i = 0; i < 3; i++) {
      log.read(reader, AccessLog.Action.LIST, "houses", null, null);
      log.rows(reader, AccessLog.Action.LIST, "houses", null, null, 10);
      log.read(reader, AccessLog.Action.LIST, "houses", null, null);
      log.flush();
    }
    List<AccessLog.Entry> lines =
        log.entries(
            new AccessLog.Wanted(
                null, null, reader.account(), "houses", AccessLog.Action.LIST, null, 100));
    assertThat(lines).extracting(AccessLog.Entry::at).containsOnly(clock.instant());
    assertThat(lines.stream().mapToLong(AccessLog.Entry::times).sum()).isEqualTo(6);
    assertThat(lines.stream().mapToLong(AccessLog.Entry::rows).sum()).isEqualTo(30);
  }

  @Test
  void theLogKeepsWhatIsYoungAndLosesWhatIsOld() {
    Actor reader = new Actor(account(Role.STAFF).id(), "192.0.2.9");
    people.accessLog().read(reader, AccessLog.Action.LIST, "houses", null, null);
    people.sweep();
    assertThat(lines(people, reader)).hasSize(1);
  }

  @Test
  void failuresAreLoggedWithoutWhatWasTyped() {
    refused(
        Kind.WRONG_CREDENTIALS,
        () -> people.signIn("my-secret-typed-too-early", "x", null, SOMEBODY));
    assertThat(
            people
                .accessLog()
                .entries(
                    new AccessLog.Wanted(
                        null, null, null, null, AccessLog.Action.SIGN_IN_FAILED, null, 1000)))
        .isNotEmpty()
        .noneMatch(e -> e.toString().contains("my-secret"));
  }

  /** Whoever makes what they read in fail must not take the line with it, nor those after it. */
  @Test
  void whatWasReadIsOnRecordWhateverBecomesOfTheTransaction() {
    Actor reader = new Actor("rolled-back", "192.0.2.9");
    assertThatThrownBy(
            () ->
                database.inTransaction(
                    tx -> {
                      people.accessLog().read(reader, AccessLog.Action.ITEM, "houses", "h", null);
                      throw new IllegalStateException("rolled back");
                    }))
        .hasMessage("rolled back");
    database.read(
        h -> {
          people.accessLog().read(reader, AccessLog.Action.LIST, "houses", null, null);
          return null;
        });
    assertThat(
            people
                .accessLog()
                .entries(new AccessLog.Wanted(null, null, "rolled-back", null, null, null, 10)))
        .extracting(line -> line.action())
        .containsExactlyInAnyOrder(AccessLog.Action.ITEM, AccessLog.Action.LIST);
  }
}
