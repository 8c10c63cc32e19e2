package kr.maeul.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kr.maeul.config.Settings;
import kr.maeul.limit.Limit;
import kr.maeul.limit.SharedLimits;
import kr.maeul.people.factor.OneTimeCodes;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.identity.Browser;
import kr.maeul.people.identity.Caller;
import kr.maeul.people.identity.Messenger;
import kr.maeul.people.identity.PersonRefusedException;
import kr.maeul.people.identity.PersonRefusedException.Kind;
import kr.maeul.people.identity.Role;
import kr.maeul.people.identity.Scope;
import kr.maeul.people.identity.Visitor;
import kr.maeul.people.log.AccessLog;
import kr.maeul.vault.Vault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, who is slowed down, and the second factor, on each database. */
abstract class SigningInContract extends PeopleFixture {
  private static final String PHONE = "chrome/android";

  @TempDir static Path keys;

  private Vault vault;

  @BeforeEach
  void useVault() {
    vault = Vault.open(null, keys);
    people.use(vault, Messenger.NONE);
  }

  private SignInResult from(String address, String device, Account account, String password) {
    return people.signIn(
        account.login(), password, null, null, new Visitor(address, device, PHONE));
  }

  private void guess(People at, String address, Account account) {
    assertThatThrownBy(() -> at.signIn(account.login(), "wrong", null, null, Visitor.at(address)))
        .isInstanceOf(PersonRefusedException.class);
  }

  // Guessing.

  @Test
  void whoGuessesKeepsNobodyElseOut() {
    Account account = account(Role.STAFF);
    for (int i = 0; i < 25; i++) {
      for (int guesses = 0; guesses < 10; guesses++) {
        guess(people, "198.51.100.1", account);
      }
      assertThat(from("192.0.2." + i, null, account, GOOD).session()).as("try %s", i).isNotNull();
      clock.goOn(Duration.ofSeconds(20));
    }
  }

  /** From the same office, and while guesses come from everywhere. */
  @Test
  void aKnownDeviceIsLetInWhateverStrangersDo() {
    Account account = account(Role.STAFF);
    String device = from("192.0.2.7", null, account, GOOD).device();
    assertThat(device).isNotNull();
    assertThat(from("192.0.2.7", device, account, GOOD).device()).as("has one").isNull();
    for (int i = 0; i < 300; i++) {
      guess(people, "192.0.2.7", account);
      guess(people, "203.0.113." + i % 250, account);
    }
    refused(Kind.TOO_MANY, () -> from("192.0.2.7", null, account, GOOD));
    refused(Kind.TOO_MANY, () -> from("198.51.100.77", null, account, GOOD));
    for (int i = 0; i < 25; i++) {
      assertThat(from("192.0.2.7", device, account, GOOD).session()).isNotNull();
    }
    clock.goOn(Duration.ofSeconds(31));
    assertThat(from("198.51.100.77", null, account, GOOD).session())
        .as("a new device waits for half a minute at most")
        .isNotNull();
  }

  @Test
  void aKnownDeviceIsNoWayIn() {
    Account account = account(Role.STAFF);
    Account other = account(Role.STAFF);
    String device = from("192.0.2.7", null, account, GOOD).device();
    for (int i = 0; i < 5; i++) {
      refused(Kind.WRONG_CREDENTIALS, () -> from("192.0.2.7", device, account, "wrong"));
    }
    refused(Kind.TOO_MANY, () -> from("192.0.2.7", device, account, GOOD));
    for (int i = 0; i < 5; i++) {
      refused(Kind.WRONG_CREDENTIALS, () -> from("192.0.2.7", device, other, "wrong"));
    }
    refused(Kind.TOO_MANY, () -> from("192.0.2.7", device, other, GOOD));
    refused(Kind.TOO_MANY, () -> from("192.0.2.7", "planted", other, GOOD));
  }

  @Test
  void aNewPasswordForgetsDevices() {
    Account account = account(Role.STAFF);
    SignInResult in = from("192.0.2.7", null, account, GOOD);
    String thief = from("198.51.100.3", null, account, GOOD).device();
    String better = "열두 번째 초록 단추";
    String renewed =
        people
            .own()
            .changePassword(
                in.session(), GOOD, better, new Visitor("192.0.2.7", in.device(), PHONE));
    assertThat(renewed).isNotNull().isNotEqualTo(in.device());
    for (int i = 0; i < 30; i++) {
      guess(people, "192.0.2.7", account);
    }
    for (String gone : List.of(thief, in.device())) {
      refused(Kind.TOO_MANY, () -> from("192.0.2.7", gone, account, better));
    }
    assertThat(from("192.0.2.7", renewed, account, better).session()).isNotNull();
  }

  @Test
  void aBrowserIsKnownForAllWhoUseItAndChoosesNoSecretOfItsOwn() {
    Account one = account(Role.STAFF);
    Account other = account(Role.STAFF);
    String device = from("192.0.2.7", "chosen-by-somebody", one, GOOD).device();
    assertThat(device).isNotNull().isNotEqualTo("chosen-by-somebody");
    assertThat(from("192.0.2.7", device, other, GOOD).device()).isNull();
    for (int i = 0; i < 30; i++) {
      guess(people, "192.0.2.7", one);
      guess(people, "192.0.2.7", other);
    }
    assertThat(from("192.0.2.7", device, one, GOOD).session()).isNotNull();
    assertThat(from("192.0.2.7", device, other, GOOD).session()).isNotNull();
  }

  @Test
  void allInstancesCountTogether() {
    Account account = account(Role.STAFF);
    People other = instance();
    for (int i = 0; i < 5; i++) {
      int before = hash.checks.get();
      guess(i % 2 == 0 ? people : other, "192.0.2.7", account);
      assertThat(hash.checks.get()).isEqualTo(before + 1);
    }
    for (People each : List.of(people, other, instance())) {
      refused(
          Kind.TOO_MANY,
          () -> each.signIn(account.login(), GOOD, null, null, Visitor.at("192.0.2.7")));
    }
  }

  @Test
  void whatIsCountedIsBoundedAndSharedAndGoesWithItsTime() throws Exception {
    Limit window = new Limit.Window("test", 7, Duration.ofMinutes(10));
    SharedLimits one = new SharedLimits(database, clock);
    SharedLimits other = new SharedLimits(database, clock);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> tries = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        SharedLimits at = i % 2 == 0 ? one : other;
        tries.add(threads.submit(() -> at.count(window, "who").isZero()));
      }
      int let = 0;
      for (Future<Boolean> each : tries) {
        let += each.get() ? 1 : 0;
      }
      assertThat(let).isEqualTo(7);
    } finally {
      threads.shutdownNow();
    }
    assertThat(other.look(window, "who")).isEqualTo(Duration.ofMinutes(10));
    assertThat(other.look(window, "somebody else")).isZero();
    database.besides(
        h ->
            h.execute(
                "INSERT INTO \"maeul_limit\" (\"key_hash\", \"number\", \"next_at\", \"ends_at\")"
                    + " SELECT 'x' || \"n\", 1, \"next_at\", \"ends_at\" FROM \"maeul_limit\","
                    + (database.isPostGis()
                        ? " generate_series(1, 50100) AS s(\"n\")"
                        : " (SELECT \"X\" AS \"n\" FROM SYSTEM_RANGE(1, 50100))")));
    one.tidy();
    assertThat(rows()).isEqualTo(50_000);
    clock.goOn(Duration.ofMinutes(10));
    assertThat(one.count(window, "who")).isZero();
    one.tidy();
    assertThat(rows()).isEqualTo(1);
  }

  private int rows() {
    return database.read(
        h -> h.createQuery("SELECT COUNT(*) FROM \"maeul_limit\"").mapTo(Integer.class).one());
  }

  // The second factor.

  private final OneTimeCodes app = new OneTimeCodes();

  private String code(String secret) {
    return app.code(secret, clock.instant());
  }

  /** Sets one up as its owner does; answers the app's secret and the codes on paper. */
  private record Phone(String secret, List<String> paper) {}

  private Phone enrol(Account account) {
    LoginSessions.Session session = from("192.0.2.7", null, account, GOOD).session();
    String secret = people.twoSteps().begin(account).secret();
    List<String> paper = people.own().confirmSecondFactor(session, GOOD, code(secret), "192.0.2.7");
    clock.goOn(Duration.ofSeconds(30));
    return new Phone(secret, paper);
  }

  private SignInResult with(Account account, String code) {
    return people.signIn(account.login(), GOOD, code, null, HERE);
  }

  /** RFC 6238, appendix B, as apps show it. */
  @Test
  void codesAreThoseOfTheStandard() {
    String secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    Map.of(59L, "287082", 1_111_111_109L, "081804", 20_000_000_000L, "353130")
        .forEach(
            (second, code) ->
                assertThat(app.code(secret, java.time.Instant.ofEpochSecond(second)))
                    .isEqualTo(code));
    assertThat(OneTimeCodes.uri("마을 지도", "hong@x.kr", secret))
        .isEqualTo(
            "otpauth://totp/%EB%A7%88%EC%9D%84%20%EC%A7%80%EB%8F%84:hong%40x.kr?secret="
                + secret
                + "&issuer=%EB%A7%88%EC%9D%84%20%EC%A7%80%EB%8F%84");
  }

  @Test
  void signingInTakesACodeThatWorksOnce() {
    Account account = account(Role.PLANNER);
    Phone phone = enrol(account);
    SignInResult half = with(account, null);
    assertThat(half.needsCode()).isTrue();
    assertThat(half.device()).isNull();
    refused(Kind.INVALID, () -> with(account, "000000"));
    String code = code(phone.secret());
    assertThat(with(account, code.substring(0, 3) + " " + code.substring(3)).session()).isNotNull();
    refused(Kind.INVALID, () -> with(account, code));
    clock.goOn(Duration.ofSeconds(30));
    assertThat(with(account, code(phone.secret())).session()).isNotNull();
    clock.goOn(Duration.ofMinutes(2));
    String old = app.code(phone.secret(), clock.instant().minusSeconds(61));
    refused(Kind.INVALID, () -> with(account, old));
    refused(
        Kind.WRONG_CREDENTIALS,
        () -> people.signIn(account.login(), "wrong", code(phone.secret()), null, HERE));
  }

  @Test
  void nobodyGuessesCodesForLongThoughTheyKnowThePassword() {
    Account account = account(Role.PLANNER);
    LoginSessions.Session mine = from("192.0.2.7", null, account, GOOD).session();
    String device = from("192.0.2.7", null, account, GOOD).device();
    Phone phone = enrol(account);
    int looked = 0;
    for (int i = 0; i < 40; i++) {
      try {
        people.signIn(account.login(), GOOD, "00000" + i % 10, null, Visitor.at("198.51.100." + i));
      } catch (PersonRefusedException e) {
        looked += e.kind() == Kind.INVALID ? 1 : 0;
      }
    }
    assertThat(looked).isEqualTo(5);
    refused(Kind.TOO_MANY, () -> with(account, code(phone.secret())));
    assertThat(
            people
                .signIn(
                    account.login(),
                    GOOD,
                    code(phone.secret()),
                    null,
                    new Visitor("192.0.2.7", device, PHONE))
                .session())
        .as("by a device that is known")
        .isNotNull();
    assertThat(people.sessions().find(mine.token())).as("begun without it").isEmpty();
  }

  @Test
  void aRecoveryCodeStandsInOnce() {
    Account account = account(Role.PLANNER);
    Phone phone = enrol(account);
    assertThat(phone.paper()).hasSize(10).doesNotHaveDuplicates();
    String paper = phone.paper().get(3);
    assertThat(with(account, paper.toLowerCase().replace("-", " ")).session()).isNotNull();
    refused(Kind.INVALID, () -> with(account, paper));
    assertThat(people.twoSteps().status(account.id()).codesLeft()).isEqualTo(9);
    LoginSessions.Session session = with(account, phone.paper().get(0)).session();
    List<String> fresh = people.own().renewCodes(session, GOOD, code(phone.secret()), HERE);
    refused(Kind.INVALID, () -> with(account, phone.paper().get(1)));
    assertThat(with(account, fresh.get(0)).session()).isNotNull();
  }

  @Test
  void theDatabaseHoldsNeitherSecretNorCodes() {
    Account account = account(Role.PLANNER);
    Phone phone = enrol(account);
    for (String table : List.of("maeul_second_factor", "maeul_recovery_code", "maeul_device")) {
      String all =
          database
              .read(h -> h.createQuery("SELECT * FROM \"" + table + "\"").mapToMap().list())
              .toString();
      assertThat(all).as(table).contains(account.id()).doesNotContain(phone.secret());
      phone.paper().forEach(code -> assertThat(all).doesNotContain(code, code.replace("-", "")));
    }
  }

  @Test
  void whatIsChangedAboutItTakesPasswordAndCode() {
    Account account = account(Role.PLANNER);
    LoginSessions.Session before = from("192.0.2.7", null, account, GOOD).session();
    String begun = people.twoSteps().begin(account).secret();
    OwnAccount own = people.own();
    refused(Kind.INVALID, () -> own.confirmSecondFactor(before, "wrong", code(begun), "192.0.2.7"));
    refused(Kind.INVALID, () -> own.confirmSecondFactor(before, GOOD, "123", "192.0.2.7"));
    assertThat(with(account, null).session()).as("of no effect as yet").isNotNull();
    Phone phone = enrol(account);
    refused(Kind.CONFLICT, () -> people.twoSteps().begin(account));
    LoginSessions.Session session = with(account, code(phone.secret())).session();
    clock.goOn(Duration.ofSeconds(30));
    refused(
        Kind.INVALID, () -> own.turnOffSecondFactor(session, "wrong", code(phone.secret()), HERE));
    refused(Kind.INVALID, () -> own.turnOffSecondFactor(session, GOOD, "000000", HERE));
    assertThat(people.twoSteps().status(account.id()).isOn()).isTrue();
    own.turnOffSecondFactor(session, GOOD, code(phone.secret()), HERE);
    assertThat(with(account, null).session()).isNotNull();
  }

  @Test
  void aLinkToChooseAPasswordLeadsNotPastIt() {
    Account account = account(Role.PLANNER);
    Phone phone = enrol(account);
    String link = people.links().forAccount(account.id(), SOMEBODY).secret();
    Account welcome = people.welcome(link, "", "", GOOD, SOMEBODY);
    assertThat(people.signInWelcomed(welcome, null, HERE).needsCode()).isTrue();
    assertThat(with(account, code(phone.secret())).session()).isNotNull();
  }

  @Test
  void anAdministratorTakesItOffAndItIsTold() {
    Account admin = account(Role.ADMIN);
    Account account = account(Role.PLANNER);
    Phone phone = enrol(account);
    LoginSessions.Session session = with(account, code(phone.secret())).session();
    Actor by = new Actor(admin.id(), "192.0.2.8");
    people.twoSteps().removeFor(account.id(), by);
    assertThat(people.sessions().find(session.token())).isEmpty();
    assertThat(with(account, null).session()).isNotNull();
    assertThat(people.notices().of(account))
        .singleElement()
        .satisfies(
            n -> {
              assertThat(n.action()).isEqualTo(AccessLog.Action.SECOND_FACTOR_REMOVED);
              assertThat(n.isMine()).isTrue();
              assertThat(n.by()).isEqualTo(admin.name());
            });
    refused(Kind.CONFLICT, () -> people.twoSteps().removeFor(account.id(), by));
    Phone own = enrol(admin);
    refused(Kind.CONFLICT, () -> people.twoSteps().removeFor(admin.id(), by));
    people.twoSteps().removeFor(admin.id(), Actor.MACHINE);
    assertThat(with(admin, null).session()).as("the way back: %s", own).isNotNull();
  }

  @Test
  void whoHasToHaveOneCanDoNothingBefore() {
    people =
        People.over(
            database, Settings.of(Map.of("MAEUL_SECOND_FACTOR", "planners")).people(), clock, hash);
    people.use(vault, Messenger.NONE);
    Account staff = account(Role.STAFF);
    assertThat(with(staff, null).session().mustEnrol()).isFalse();
    for (Role role : List.of(Role.PLANNER, Role.ADMIN)) {
      Account account = account(Role.STAFF, role);
      LoginSessions.Session session = with(account, null).session();
      assertThat(session.mustEnrol()).isTrue();
      Caller caller = people.sessions().find(session.token()).orElseThrow().caller();
      assertThat(caller.roles()).isEmpty();
      assertThat(caller.scopes()).containsExactly(Scope.SESSION);
      assertThat(people.signInVouched(account, null, HERE).session().mustEnrol())
          .as("another service vouches for them")
          .isFalse();
      String secret = people.twoSteps().begin(account).secret();
      people.own().confirmSecondFactor(session, GOOD, code(secret), "192.0.2.7");
      assertThat(people.sessions().find(session.token()).orElseThrow().caller().roles())
          .contains(role);
    }
  }

  // Sessions and notices.

  @Test
  void oneSeesAndEndsOnesSessions() {
    Account account = account(Role.STAFF);
    Account other = account(Role.STAFF);
    LoginSessions.Session mine = from("192.0.2.7", null, account, GOOD).session();
    clock.goOn(Duration.ofMinutes(5));
    LoginSessions.Session second = from("192.0.2.7", null, account, GOOD).session();
    LoginSessions.Session third = from("192.0.2.7", null, account, GOOD).session();
    List<LoginSessions.Listed> all = people.sessions().of(account.id(), mine.token());
    assertThat(all).hasSize(3).filteredOn(LoginSessions.Listed::isThis).hasSize(1);
    assertThat(all).extracting(LoginSessions.Listed::browser).containsOnly(PHONE);
    String id =
        people.sessions().of(account.id(), second.token()).stream()
            .filter(LoginSessions.Listed::isThis)
            .findFirst()
            .orElseThrow()
            .id();
    refused(Kind.UNKNOWN, () -> people.own().endSession(other.id(), id, SOMEBODY));
    refused(Kind.UNKNOWN, () -> people.own().endSession(account.id(), "", SOMEBODY));
    people.own().endSession(account.id(), id, SOMEBODY);
    assertThat(people.sessions().find(second.token())).isEmpty();
    people.own().endOtherSessions(mine, "192.0.2.7");
    assertThat(people.sessions().find(third.token())).isEmpty();
    assertThat(people.sessions().find(mine.token())).isPresent();
  }

  @Test
  void whoGetsARoleIsToldToTheOtherAdministrators() {
    Account watching = account(Role.ADMIN);
    Account acting = account(Role.ADMIN);
    Account staff = account(Role.STAFF);
    Account outside = account(Role.STAFF);
    people.notices().seen(watching.id(), people.notices().of(watching).get(0).id());
    assertThat(people.notices().of(watching)).isEmpty();
    Actor by = new Actor(acting.id(), "192.0.2.8");
    people
        .accounts()
        .change(acting.id(), new Accounts.Change(null, Set.of(Role.ADMIN, Role.PLANNER), null), by);
    people
        .accounts()
        .change(staff.id(), new Accounts.Change(null, Set.of(Role.STAFF, Role.ADMIN), null), by);
    assertThat(people.notices().of(watching))
        .extracting(
            AccountNotices.Notice::subjectLogin,
            AccountNotices.Notice::isOwn,
            AccountNotices.Notice::roles)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(staff.login(), false, List.of(Role.ADMIN)),
            org.assertj.core.groups.Tuple.tuple(acting.login(), true, List.of(Role.PLANNER)));
    assertThat(people.notices().of(people.accounts().byId(acting.id()).orElseThrow()))
        .as("of what they did themselves")
        .noneMatch(n -> n.isOwn() && n.subjectLogin().equals(acting.login()));
    assertThat(people.notices().of(outside)).isEmpty();
    people.accounts().add("cli" + ++serial, "예시", Set.of(Role.ADMIN), Actor.MACHINE);
    assertThat(people.notices().of(watching).get(0).by()).as("by the machine").isNull();
  }

  @Test
  void browsersAreToldRoughly() {
    Map.of(
            "Mozilla/5.0 (Linux; Android 14; SM-S911N) AppleWebKit/537.36 (KHTML, like Gecko)"
                + " SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36",
            "samsung/android",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                + " Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0",
            "edge/windows",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML,"
                + " like Gecko) Version/17.0 Mobile/15E148 Safari/604.1",
            "safari/iphone",
            "curl/8.0",
            "other/other")
        .forEach((agent, told) -> assertThat(Browser.of(agent)).isEqualTo(told));
    assertThat(Browser.of(null)).isNull();
  }
}
