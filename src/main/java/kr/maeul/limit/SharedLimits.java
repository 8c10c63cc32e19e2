package kr.maeul.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import kr.maeul.db.Database;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.vault.Vault;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowViewMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts for all instances, in the database. A try counts when it begins, whatever becomes of the
 * transaction around it, so that many at once are as slow as many in a row, wherever they come in.
 * One that is let through costs one short write; one that is not costs a look, and for some seconds
 * after that not even this. What is kept is bounded: where there are too many, those that end first
 * are forgotten. Safe for use by several threads.
 */
public final class SharedLimits {
  static final int MOST_ROWS = 50_000;
  private static final int TIDY_EVERY = 500;
  private static final int MOST_TRIES = 5;

  /** For so long an instance goes by what it knows of a refusal; another may have lifted it. */
  private static final Duration REMEMBERED = Duration.ofSeconds(2);

  private static final RowViewMapper<Limit.Count> COUNT =
      row ->
          new Limit.Count(
              row.getColumn("number", Integer.class),
              row.getColumn("next_at", OffsetDateTime.class).toInstant(),
              row.getColumn("ends_at", OffsetDateTime.class).toInstant());

  private record Refusal(Instant next, Instant remembered) {}

  private final Logger log = LoggerFactory.getLogger(SharedLimits.class);
  private final Cache<String, Refusal> refusals = Caffeine.newBuilder().maximumSize(10_000).build();
  private final AtomicInteger counted = new AtomicInteger();
  private final Database database;
  private final Clock clock;

  public SharedLimits(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Counts a try; or tells how long to wait before there may be one.
   *
   * @param who by whom; kept as a hash
   */
  public Duration count(Limit limit, String who) {
    String key = key(limit, who);
    Instant now = now();
    Duration known = known(key, now);
    if (!known.isZero()) {
      return known;
    }
    if (counted.incrementAndGet() % TIDY_EVERY == 0) {
      tidy();
    }
    Duration wait = besides(h -> count(h, limit, key, now));
    if (!wait.isZero()) {
      Instant next = now.plus(wait);
      Instant soon = now.plus(REMEMBERED);
      refusals.put(key, new Refusal(next, soon.isBefore(next) ? soon : next));
    }
    return wait;
  }

  /** How long to wait before there may be a try, without counting one. */
  public Duration look(Limit limit, String who) {
    String key = key(limit, who);
    Instant now = now();
    Duration known = known(key, now);
    return known.isZero()
        ? database.read(h -> limit.ask(find(h, key, "").orElse(null), now).pause())
        : known;
  }

  /** The try was a good one: it does not count. */
  public void takeBack(Limit limit, String who) {
    String key = key(limit, who);
    refusals.invalidate(key);
    besides(
        h -> {
          h.createUpdate(
                  "UPDATE \"maeul_limit\" SET \"number\" = \"number\" - 1, \"next_at\" = :now"
                      + " WHERE \"key_hash\" = :key")
              .bind("now", at(now()))
              .bind("key", key)
              .execute();
          return h.createUpdate(
                  "DELETE FROM \"maeul_limit\" WHERE \"key_hash\" = :key AND \"number\" <= 0")
              .bind("key", key)
              .execute();
        });
  }

  /** All tries were good. */
  public void forget(Limit limit, String who) {
    String key = key(limit, who);
    refusals.invalidate(key);
    besides(
        h ->
            h.createUpdate("DELETE FROM \"maeul_limit\" WHERE \"key_hash\" = :key")
                .bind("key", key)
                .execute());
  }

  /** Takes away what has ended, and what is too much. */
  public void tidy() {
    try {
      database.besides(
          h -> {
            int ended =
                h.createUpdate("DELETE FROM \"maeul_limit\" WHERE \"ends_at\" <= :now")
                    .bind("now", at(now()))
                    .execute();
            int surplus =
                h.createQuery("SELECT COUNT(*) FROM \"maeul_limit\"").mapTo(Integer.class).one()
                    - MOST_ROWS;
            return surplus <= 0
                ? ended
                : h.createUpdate(
                        "DELETE FROM \"maeul_limit\" WHERE \"key_hash\" IN (SELECT \"key_hash\""
                            + " FROM \"maeul_limit\" ORDER BY \"ends_at\""
                            + " FETCH FIRST :surplus ROWS ONLY)")
                    .bind("surplus", surplus)
                    .execute();
          });
    } catch (DatabaseException e) { // another instance is at it; or there is one soon
      log.debug("limits were not tidied", e);
    }
  }

  private Duration count(Handle h, Limit limit, String key, Instant now) {
    Optional<Limit.Count> before = find(h, key, " FOR UPDATE");
    Limit.Answer answer = limit.ask(before.orElse(null), now);
    if (answer.pause().isZero()) {
      String sql =
          before.isPresent()
              ? "UPDATE \"maeul_limit\" SET \"number\" = :number, \"next_at\" = :next,"
                  + " \"ends_at\" = :ends WHERE \"key_hash\" = :key"
              : "INSERT INTO \"maeul_limit\" (\"key_hash\", \"number\", \"next_at\", \"ends_at\")"
                  + " VALUES (:key, :number, :next, :ends)";
      h.createUpdate(sql)
          .bind("key", key)
          .bind("number", answer.count().number())
          .bind("next", at(answer.count().next()))
          .bind("ends", at(answer.count().ends()))
          .execute();
    }
    return answer.pause();
  }

  private static Optional<Limit.Count> find(Handle h, String key, String lock) {
    return h.createQuery(
            "SELECT \"number\", \"next_at\", \"ends_at\" FROM \"maeul_limit\""
                + " WHERE \"key_hash\" = :key"
                + lock)
        .bind("key", key)
        .map(COUNT)
        .findOne();
  }

  /** Of several that count the first try at once one makes the row; the others find it then. */
  private <T> T besides(Function<Handle, T> work) {
    for (int tried = 1; ; tried++) {
      try {
        return database.besides(work);
      } catch (DatabaseException e) {
        if (tried == MOST_TRIES || e.reason() != DatabaseException.Reason.FAILED) {
          throw e;
        }
      }
    }
  }

  private Duration known(String key, Instant now) {
    Refusal refusal = refusals.getIfPresent(key);
    return refusal != null && now.isBefore(refusal.remembered)
        ? Duration.between(now, refusal.next)
        : Duration.ZERO;
  }

  /** As precise as both databases keep it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static String key(Limit limit, String who) {
    return Vault.hash(limit.what() + "\n" + who);
  }
}
