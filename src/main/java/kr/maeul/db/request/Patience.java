package kr.maeul.db.request;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The deadline of a request and who waits for it, kept by the thread that answers. Work without one
 * (a load, a backup, a background job) has no limit. One request has one deadline for all of its
 * statements. Safe for use by several threads.
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

  /** Work under a deadline. */
  public interface Work {
    void run() throws Exception;
  }

  /**
   * For a caller without an account; the time begins now.
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
   * Starts the time anew, after something that was no work of the database, such as a slow upload
   * or a photo that waited its turn.
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

  /** Of this thread, or null if there is no limit. */
  public static Patience ofThread() {
    return OF_THREAD.get();
  }

  /** Runs work whose questions to the database are under this deadline. */
  public void during(Work work) throws Exception {
    with(this, work);
  }

  /** Runs work without a deadline. */
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

  /** The caller has signed in and so may take longer. */
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
   * Takes the one place in a lane that a request has; false if it has it already. Call from its own
   * thread.
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

  /** Whether the caller's network has many requests under way, so that others come first. */
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
