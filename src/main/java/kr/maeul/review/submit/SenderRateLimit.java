package kr.maeul.review.submit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import kr.maeul.layer.text.Text;
import kr.maeul.limit.Limit;
import kr.maeul.limit.OwnLimits;
import kr.maeul.limit.SharedLimits;
import kr.maeul.review.submission.ReviewException;
import kr.maeul.review.submission.ReviewException.Reason;
import kr.maeul.review.submission.SenderCounts;
import kr.maeul.review.submission.SubmissionRows;
import org.jdbi.v3.core.Handle;

/**
 * Knows senders again without knowing who they are: by a keyed hash of their internet address, and
 * holds them back where they ask too often. Safe for use by several threads.
 */
public final class SenderRateLimit {
  private static final int NETWORK_BYTES = 8;

  private static final String SUBMITTED = "submit";

  /** What is counted, and how much of it is let through. */
  enum What {
    /**
     * Any request that makes the service work. Each instance counts for itself: it is spared work
     * by this, and reads must not become writes.
     */
    REQUEST(120, Duration.ofMinutes(1), false),
    SUBMIT(20, Duration.ofMinutes(10), true),
    UPLOAD(60, Duration.ofMinutes(10), true),
    WRONG_SECRET(30, Duration.ofMinutes(10), true);

    private final Limit.Window limit;
    private final boolean isShared;

    What(int most, Duration within, boolean isShared) {
      this.limit = new Limit.Window("contribution " + name(), most, within);
      this.isShared = isShared;
    }
  }

  private final ReviewParts parts;
  private final SharedLimits shared;
  private final OwnLimits own;

  public SenderRateLimit(ReviewParts parts) {
    this.parts = parts;
    this.shared = new SharedLimits(parts.database(), parts.clock());
    this.own = new OwnLimits(parts.clock());
  }

  /** The fingerprint by which everything from one address counts together. */
  String of(String address) {
    return parts.vault().fingerprint("address", network(address));
  }

  /**
   * Counts one.
   *
   * @throws ReviewException if it is one too many
   */
  void pass(String sender, What what) {
    boolean isLet =
        (what.isShared ? shared.count(what.limit, sender) : own.count(what.limit, sender)).isZero();
    if (!isLet) {
      throw tooMany(what);
    }
  }

  /**
   * The same without counting, of what all instances count together.
   *
   * @throws ReviewException if there were too many
   */
  void check(String sender, What what) {
    if (!shared.look(what.limit, sender).isZero()) {
      throw tooMany(what);
    }
  }

  private static ReviewException tooMany(What what) {
    long minutes = what.limit.within().toMinutes();
    return new ReviewException(
        Reason.TOO_MANY,
        new Text(
            "짧은 시간에 너무 많이 보내셨습니다. " + minutes + "분 뒤에 다시 해 주시거나 센터로 전화해 주세요.",
            "that is too much in a short time; try again in "
                + minutes
                + " minutes or telephone the centre"),
        what.limit.within());
  }

  /** Refuses early, before anything is counted or stored, what has no place anyway. */
  void refuseFull() {
    if (parts.database().read(SubmissionRows::openInAll) >= parts.settings().openInAll()) {
      throw queueFull();
    }
  }

  /**
   * Counts what is about to be stored.
   *
   * @throws ReviewException if it would be too much, of this sender or in all
   */
  void refuseFlood(Handle h, String sender) {
    if (SubmissionRows.openInAll(h) >= parts.settings().openInAll()) {
      throw queueFull();
    }
    String today = parts.vault().fingerprint("day" + parts.today(), sender);
    boolean isTooMany =
        SubmissionRows.openOf(h, sender) >= parts.settings().openPerAddress()
            || SenderCounts.of(h, parts.today(), today, SUBMITTED) >= parts.settings().perDay();
    if (isTooMany) {
      throw new ReviewException(
          Reason.TOO_MANY,
          new Text(
              "이 인터넷 주소에서 보낸 것이 많아 지금은 더 받지 못합니다. 내일 다시 보내 주시거나 " + phone().ko(),
              "much has come from this internet address; send again tomorrow, or " + phone().en()),
          parts.untilTomorrow());
    }
    SenderCounts.count(h, parts.today(), today, SUBMITTED);
  }

  ReviewException queueFull() {
    return new ReviewException(
        Reason.QUEUE_FULL,
        new Text(
            "지금은 기다리는 이야기가 많아 더 받지 못합니다. 쓰신 글은 지우지 마시고 며칠 뒤 다시 보내 주시거나 " + phone().ko(),
            "more contributions are waiting than the centre can read; keep what you wrote and send it in some days, or "
                + phone().en()));
  }

  private Text phone() {
    String number = parts.settings().centrePhone();
    return number.isEmpty()
        ? new Text("센터로 전화해 주세요.", "telephone the centre")
        : new Text("센터(" + number + ")로 전화해 주세요.", "telephone the centre: " + number);
  }

  /** Somebody with IPv6 has the last 64 bits to choose from; they count as one. */
  private static String network(String address) {
    if (!address.contains(":")) {
      return address;
    }
    try {
      String literal = address.replaceAll("[\\[\\]]|%.*", "");
      byte[] bytes = InetAddress.getByName(literal).getAddress();
      return HexFormat.of().formatHex(bytes, 0, Math.min(NETWORK_BYTES, bytes.length));
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
