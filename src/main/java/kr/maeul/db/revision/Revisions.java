package kr.maeul.db.revision;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import kr.maeul.db.engine.SqlErrors;
import kr.maeul.db.request.DatabaseException;

/**
 * The revisions of all layers as the database has them (counted as {@link Epoch} says), by one
 * statement for everyone who asks at about the same time. Under load (calls closer than {@value
 * #LOAD_MICROSECONDS} microseconds), what a statement found is used for {@value
 * #LEASE_MICROSECONDS} microseconds from when it began; otherwise each call has a statement that
 * began after it. Writes through the service wait that long before they are acknowledged ({@link
 * #written}), so no answer is older than a write that its caller could know of, by whichever
 * instance. After a write by plain SQL that can happen, under load and within that time. Later
 * calls wait for the next statement; one runs at a time. Safe for use by several threads.
 */
public final class Revisions implements AutoCloseable {

  /**
   * Shorter than it takes anyone to hear of a commit and to ask again; long enough that under load
   * a dozen requests share a statement.
   */
  static final long LEASE_MICROSECONDS = 1000;

  /** About what a statement costs: where calls are rarer, sharing one would gain nothing. */
  static final long LOAD_MICROSECONDS = 250;

  private static final long LOAD_NANOS = TimeUnit.MICROSECONDS.toNanos(LOAD_MICROSECONDS);
  private static final long LEASE_NANOS = TimeUnit.MICROSECONDS.toNanos(LEASE_MICROSECONDS);

  private static final String ALL = "SELECT \"id\", \"revision\" FROM \"maeul_layer\"";

  /**
   * @param day see {@link #day}
   */
  private record Found(Map<String, Long> revisions, LocalDate day, long askedNanos) {}

  private final DataSource source;
  private final Supplier<String> epoch;
  private volatile Supplier<LocalDate> today;
  private volatile Set<String> countingDays = Set.of();
  private final AtomicBoolean isRenewing = new AtomicBoolean();
  private final ExecutorService renewals =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "revisions");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Found lease;
  private volatile long calledNanos = System.nanoTime() - LOAD_NANOS;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private boolean running;
  private CompletableFuture<Map<String, Long>> next;
  private Map<String, Long> last = Map.of();
  private long lastSum;
  private String lastEpoch;
  private LocalDate lastDay;

  /**
   * @param epoch an expression for the name of the epoch, as {@code Engine.epoch} gives it
   */
  public Revisions(DataSource source, Supplier<String> epoch) {
    this.source = source;
    this.epoch = epoch;
  }

  /**
   * Makes each day an epoch of layers of which other rows are shown on another day. Call before
   * anyone asks for revisions.
   *
   * @param layers their ids
   * @param today the day by which those rows change
   */
  public void countDays(Set<String> layers, Supplier<LocalDate> today) {
    this.today = today;
    countingDays = layers;
  }

  /** The revision of every layer, by its id. The same map as before where nothing was written. */
  public Map<String, Long> now() throws SQLException {
    long nanos = System.nanoTime();
    boolean isLoaded = nanos - calledNanos < LOAD_NANOS;
    calledNanos = nanos;
    Found found = lease;
    long ageNanos = found == null ? LEASE_NANOS : nanos - found.askedNanos;
    if (!isLoaded || ageNanos >= LEASE_NANOS || !Objects.equals(found.day, day())) {
      return ask();
    }
    if (ageNanos > LEASE_NANOS / 2 && isRenewing.compareAndSet(false, true)) {
      renewals.execute(this::renew); // so that nobody waits for it
    }
    return found.revisions;
  }

  private void renew() {
    try {
      ask();
    } catch (SQLException | DatabaseException e) {
      // Whoever asks next is told.
    } finally {
      isRenewing.set(false);
    }
  }

  /** Call between a commit and its acknowledgement: discards what was found before. */
  public void written() {
    long committed = System.nanoTime();
    lease = null;
    for (long left = LEASE_NANOS; left > 0; ) {
      LockSupport.parkNanos(left);
      left = committed + LEASE_NANOS - System.nanoTime();
    }
    lease = null;
  }

  /**
   * As {@link #now}, by a statement that begins after the call.
   *
   * @throws DatabaseException if there is no connection: the database is away, say
   */
  Map<String, Long> ask() throws SQLException {
    CompletableFuture<Map<String, Long>> round;
    boolean leads = false;
    lock.lock();
    try {
      if (next == null) {
        next = new CompletableFuture<>();
        leads = true;
      }
      round = next;
      if (leads) {
        while (running) {
          idle.awaitUninterruptibly();
        }
        running = true;
        next = null;
      }
    } finally {
      lock.unlock();
    }
    if (leads) {
      ask(round);
    }
    try {
      return round.join();
    } catch (CompletionException e) {
      if (!leads && isOfWhoAsked(e.getCause())) {
        return ask();
      }
      throw thrown(e.getCause());
    }
  }

  /** Whether it failed because the time of the caller that ran the statement was up. */
  private static boolean isOfWhoAsked(Throwable failure) {
    return failure instanceof DatabaseException s
        ? s.reason() == DatabaseException.Reason.TOO_LONG
        : failure instanceof SQLException q && SqlErrors.CANCELLED.equals(q.getSQLState());
  }

  private static SQLException thrown(Throwable failure) {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    return (SQLException) failure;
  }

  private void ask(CompletableFuture<Map<String, Long>> round) {
    long begun = System.nanoTime();
    try {
      LocalDate day = day();
      Map<String, Long> found = read(day);
      lease = new Found(found, day, begun);
      round.complete(found);
    } catch (SQLException | RuntimeException | Error e) {
      round.completeExceptionally(e);
    } finally {
      lock.lock();
      running = false;
      idle.signal();
      lock.unlock();
    }
  }

  /** Today if the revisions of some layer depend on the day, else null. */
  private LocalDate day() {
    return countingDays.isEmpty() ? null : today.get();
  }

  private Map<String, Long> read(LocalDate day) throws SQLException {
    try (Connection c = source.getConnection()) {
      String now = epochUnlessAsLast(c, day);
      if (now != null) {
        long start = Epoch.start(now, null);
        long startOfDay = Epoch.start(now, day);
        Map<String, Long> revisions = new HashMap<>();
        long sum = 0;
        try (PreparedStatement s = c.prepareStatement(ALL);
            ResultSet r = s.executeQuery()) {
          while (r.next()) {
            sum += r.getLong(2);
            boolean countsDays = countingDays.contains(r.getString(1));
            revisions.put(r.getString(1), (countsDays ? startOfDay : start) + r.getLong(2));
          }
        }
        last = Map.copyOf(revisions);
        lastSum = sum;
        lastEpoch = now;
        lastDay = day;
      }
      return last;
    }
  }

  /**
   * The name of the epoch, or null if nothing has changed. Within an epoch revisions only go up: if
   * their sum is the same, each of them is.
   *
   * @param day null where none counts
   */
  private String epochUnlessAsLast(Connection c, LocalDate day) throws SQLException {
    String sql =
        "SELECT COALESCE(SUM(\"revision\"), 0), COUNT(*), " + epoch.get() + " FROM \"maeul_layer\"";
    try (PreparedStatement s = c.prepareStatement(sql);
        ResultSet r = s.executeQuery()) {
      r.next();
      String now = r.getString(3);
      boolean isAsLast =
          r.getLong(1) == lastSum
              && r.getInt(2) == last.size()
              && now.equals(lastEpoch)
              && Objects.equals(day, lastDay);
      return isAsLast ? null : now;
    }
  }

  @Override
  public void close() {
    renewals.shutdown();
  }
}
