package kr.maeul.store;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * For whom a thread works and how long the database may take over it. What a thread does without
 * one – a load, a backup, a job in the background – takes as long as it takes. One request has one
 * deadline, however many statements it comes to. Safe for use by several threads.
 */
public final class Patience {
  private static final ThreadLocal<Patience> OF_THREAD = new ThreadLocal<>();

  private final String network;
  private volatile long begunNanos = System.nanoTime();
  private final Duration ofPublic;
  private final Duration ofDesk;
  private final Caller caller;
  private final BooleanSupplier hasMuchUnderWay;
  private volatile long endNanos;
  private volatile boolean isPublic = true;
  private volatile boolean isOver;
  private boolean hasPlace;

  /** The caller that waits for the answer. */
  public interface Caller {
    /** Whether nobody waits any more. Cheap; asked by a thread that must not wait. */
    boolean isGone();
  }

  /** Something that is done with patience and may fail. */
  public interface Work {
    void run() throws Exception;
  }

  /**
   * Patience with a stranger, which begins now.
   *
   * @param network of the caller; an IPv6 /64 is one
   * @param ofPublic for what a stranger asks
   * @param ofDesk for what somebody asks who has signed in, see {@link #signedIn}
   * @param hasMuchUnderWay whether the network has an answer still to take
   */
  public Patience(
      String network,
      Duration ofPublic,
      Duration ofDesk,
      Caller caller,
      BooleanSupplier hasMuchUnderWay) {
    this.network = network;
    this.ofPublic = ofPublic;
    this.ofDesk = ofDesk;
    this.caller = caller;
    this.hasMuchUnderWay = hasMuchUnderWay;
    beginAgain();
  }

  /**
   * The time begins now: what took it so far was no work of the database, such as a body that came
   * in slowly or a photo that waited for its turn.
   */
  void beginAgain() {
    begunNanos = System.nanoTime();
    endNanos = begunNanos + (isPublic ? ofPublic : ofDesk).toNanos();
    isOver = false;
  }

  /** The same for the patience of this thread, where it has one. */
  public static void beginAgainOfThread() {
    Patience patience = ofThread();
    if (patience != null) {
      patience.beginAgain();
    }
  }

  /** Of the thread that asks, or null where it may take its time. */
  public static Patience ofThread() {
    return OF_THREAD.get();
  }

  /**
   * Does something; what this thread asks of the database meanwhile is asked with this patience.
   */
  public void during(Work work) throws Exception {
    with(this, work);
  }

  /** Does something that takes as long as it takes, regardless of who asked for it. */
  public static void without(Work work) throws Exception {
    with(null, work);
  }

  private static void with(Patience patience, Work work) throws Exception {
    Patience before = OF_THREAD.get();
    OF_THREAD.set(patience);
    try {
      work.run();
    } finally {
      if (before == null) {
        OF_THREAD.remove();
      } else {
        OF_THREAD.set(before);
      }
    }
  }

  /** The caller is known to have an account: no stranger, and worth more time. */
  public void signedIn() {
    if (isPublic) {
      isPublic = false;
      endNanos = begunNanos + ofDesk.toNanos();
    }
  }

  /** Whether a stranger asks. */
  public boolean isPublic() {
    return isPublic;
  }

  /**
   * Takes the one place that whatever is done with this patience has among others; false where it
   * has it already. By its own thread only.
   */
  public boolean takePlace() {
    boolean isFirst = !hasPlace;
    hasPlace = true;
    return isFirst;
  }

  /** Gives it back. */
  public void givePlace() {
    hasPlace = false;
  }

  public String network() {
    return network;
  }

  /** Whether others, who have not as much under way, come before it. */
  public boolean hasMuchUnderWay() {
    return hasMuchUnderWay.getAsBoolean();
  }

  /** When it ends, as {@link System#nanoTime} counts. */
  public long endNanos() {
    return endNanos;
  }

  /** Whether the caller of this thread has gone; false where it works for none. */
  public static boolean isForNobody() {
    Patience patience = ofThread();
    return patience != null && patience.caller.isGone();
  }

  /** Whether the time is up or the caller has gone. */
  public boolean isAtEnd() {
    if (!isOver && (System.nanoTime() - endNanos >= 0 || caller.isGone())) {
      isOver = true;
    }
    return isOver;
  }
}
