package kr.maeul.review.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import kr.maeul.config.Settings;
import kr.maeul.people.identity.Messenger;
import org.jdbi.v3.core.Handle;

/**
 * Letters about accounts, put into the outbox. They tell nothing but that there is something to see
 * at the desk. Safe for use by several threads.
 */
public final class AccountLetters implements Messenger {
  private final Clock clock;

  private AccountLetters(Clock clock) {
    this.clock = clock;
  }

  /** As the settings want them: none where no mail server is set. */
  public static Messenger of(Settings.Review settings, Clock clock) {
    return settings.mail() == null ? Messenger.NONE : new AccountLetters(clock);
  }

  @Override
  public void rolesGranted(Handle h) {
    put(h, null, Outbox.What.ROLE_GRANTED);
  }

  @Override
  public void secondFactorRemoved(Handle h, String account) {
    put(h, account, Outbox.What.FACTOR_REMOVED);
  }

  private void put(Handle h, String about, Outbox.What what) {
    Outbox.put(h, about, what, clock.instant().truncatedTo(ChronoUnit.MILLIS), Duration.ZERO);
  }
}
