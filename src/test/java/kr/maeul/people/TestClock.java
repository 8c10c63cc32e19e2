package kr.maeul.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A clock that goes on when it is told to. */
public final class TestClock extends Clock {
  private volatile Instant now;

  /** It is this minute. */
  public TestClock() {
    this(Instant.now().truncatedTo(ChronoUnit.MINUTES));
  }

  public TestClock(Instant now) {
    this.now = now;
  }

  public synchronized void goOn(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
