package kr.maeul.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.fixture.Given;
import kr.maeul.fixture.WithStore;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.identity.PersonRefusedException;
import kr.maeul.people.identity.PersonRefusedException.Kind;
import kr.maeul.people.identity.Role;
import kr.maeul.people.identity.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** The people of one database, with a clock that is turned and hashes that cost nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@WithStore
abstract class PeopleFixture {
  static final String GOOD = "네모난 구름 세탁소";
  static final Actor SOMEBODY = new Actor(null, "192.0.2.7");
  static final Visitor HERE = Visitor.at("192.0.2.7");
  static int serial;

  @Given Database database;
  TestClock clock;
  QuickHash hash;
  People people;

  @BeforeEach
  void newPeople() {
    clock = new TestClock();
    hash = new QuickHash();
    people = instance();
    database.besides(h -> h.execute("DELETE FROM \"maeul_limit\"")); // which outlives instances
  }

  /** As another instance of the service would be. */
  People instance() {
    return People.over(database, Settings.of(Map.of()).people(), clock, hash);
  }

  Account account(Role... roles) {
    Account account =
        people.accounts().add("somebody" + ++serial, "예시", Set.of(roles), Actor.MACHINE);
    people.setPassword(account, GOOD, Actor.MACHINE);
    return people.accounts().byId(account.id()).orElseThrow();
  }

  LoginSessions.Session signIn(Account account) {
    return people.signIn(account.login(), GOOD, null, SOMEBODY);
  }

  static void refused(Kind kind, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            PersonRefusedException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }
}
