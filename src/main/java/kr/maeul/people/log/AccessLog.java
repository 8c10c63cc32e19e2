package kr.maeul.people.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import kr.maeul.db.Database;
import kr.maeul.people.identity.AccountColumns;
import kr.maeul.people.identity.Actor;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowViewMapper;
import org.jdbi.v3.core.result.RowView;

/**
 * The record of access that the law on personal data asks for: who read what only staff may see,
 * who signed in or failed to, who changed accounts. Lines are added and never changed but for how
 * often and how many rows, in the minute that they stand for; no route changes them.
 *
 * <p>What happens again within a minute – the tiles of a map, the pages of a list – is one line.
 * That line is in the database before the first of it is answered, the numbers follow. Where they
 * come too late for the database, by whose own clock a line may be changed for ten minutes, what is
 * not told yet is another line. Safe for use by several threads.
 */
public final class AccessLog {
  /** More at once come from strangers who try names; their addresses are then left out. */
  private static final int MOST_LINES_A_MINUTE = 5_000;

  private static final int LONGEST_ITEM = 200;
  private static final int LONGEST_LAYER = 200;
  private static final int LONGEST_DETAIL = 500;
  private static final int LONGEST_ADDRESS = 60;

  /** A little less than the ten minutes. */
  private static final String IS_OPEN = "\"at\" > CURRENT_TIMESTAMP - INTERVAL '9' MINUTE";

  private static final RowViewMapper<Entry> ENTRY = AccessLog::entry;

  private final Map<Line, Count> counts = new ConcurrentHashMap<>();
  private final Database database;
  private final Clock clock;
  private final Duration kept;

  /**
   * @param kept for how long lines stay
   */
  public AccessLog(Database database, Clock clock, Duration kept) {
    this.database = database;
    this.clock = clock;
    this.kept = kept;
  }

  /** What was done. */
  public enum Action {
    /** One item was read. */
    ITEM,
    /** Items were listed. */
    LIST,
    SEARCH,
    TILE,
    SUMMARY,
    /** How many there are and where, as the list of layers tells it. */
    OVERVIEW,
    HISTORY,
    /** How to reach the sender of a contribution was read. */
    CONTACT,
    /** Who owns a house, how to reach them, or what was talked about was read. */
    OWNER,
    EXPORT,
    /** Something was created, changed or removed; what, the revisions say. */
    CHANGE,
    SIGNED_IN,
    SIGN_IN_FAILED,
    SIGNED_OUT,
    SIGNED_OUT_EVERYWHERE,
    PASSWORD_CHANGED,
    PASSWORD_CHOSEN,
    ACCOUNT_ADDED,
    ACCOUNT_DISABLED,
    ACCOUNT_ENABLED,
    ROLES_CHANGED,
    LINK_MADE,
    TOKEN_MADE,
    TOKEN_REVOKED,
    SESSION_ENDED,
    SECOND_FACTOR_SET_UP,
    SECOND_FACTOR_REMOVED,
    RECOVERY_CODES_MADE,
    RECOVERY_CODE_USED,
    LOG_READ;

    /** The word used in JSON and in the table, such as {@code sign-in-failed}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Action> ofWord(String word) {
      for (Action action : values()) {
        if (action.word().equals(word)) {
          return Optional.of(action);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * One line.
   *
   * @param account who, or null
   * @param login the same as people know it, or null
   * @param times how often within that minute
   * @param rows how many rows were given at most, all times together; 0 where it is none or not
   *     counted
   * @param subject login of the account that it was done to, or null
   * @param detail what changed, or the reason given for an export, or null
   */
  public record Entry(
      long id,
      Instant at,
      String account,
      String login,
      String address,
      Action action,
      String layer,
      String item,
      long times,
      long rows,
      String subject,
      String detail) {}

  private record Line(
      Actor actor, Action action, String layer, String item, String detail, Instant minute) {}

  /** The numbers of the line that is written to, and what of them is in the database. */
  private static final class Count {
    private long id;
    private long times;
    private long rows;
    private long writtenTimes;
    private long writtenRows;
    private boolean isDirty;
    private boolean isClosed;

    private void wrote(long line) {
      id = line;
      writtenTimes = times;
      writtenRows = rows;
      isDirty = false;
    }
  }

  /** Adds a line about an account, in the transaction that changes it. */
  public void write(Handle h, Actor by, Action action, String subject, String detail) {
    insert(h, new Line(by, action, null, null, detail, clock.instant()), subject);
  }

  /** Adds a line that stands for itself. */
  public void write(Actor by, Action action, String detail) {
    database.inTransaction(
        tx -> {
          write(tx.handle(), by, action, null, detail);
          return null;
        });
  }

  /**
   * Says that something is about to happen, and comes back when that is on record. A failure to
   * record it is thrown: it must then not happen.
   *
   * @param layer or null
   * @param item or null
   * @param detail or null
   */
  public void read(Actor by, Action action, String layer, String item, String detail) {
    add(by, action, layer, item, detail, 1, 0);
  }

  /** Says how many rows it came to. */
  public void rows(Actor by, Action action, String layer, String item, String detail, long rows) {
    if (rows > 0) {
      add(by, action, layer, item, detail, 0, rows);
    }
  }

  private void add(
      Actor by, Action action, String layer, String item, String detail, long times, long rows) {
    Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    Line line = new Line(by, action, layer, cut(item, LONGEST_ITEM), detail, minute);
    if (counts.size() >= MOST_LINES_A_MINUTE && !counts.containsKey(line)) {
      line = new Line(new Actor(by.account(), "*"), action, layer, line.item, detail, minute);
    }
    while (!add(line, times, rows)) {
      // It was closed between being found and being counted: there is a new one the next time.
    }
  }

  private boolean add(Line line, long times, long rows) {
    Count count = counts.computeIfAbsent(line, l -> new Count());
    synchronized (count) {
      if (count.isClosed) {
        return false;
      }
      if (count.id == 0) {
        count.times = Math.max(1, times);
        count.rows = rows;
        // Not in a transaction that the reader is in: undone with it, the line would be lost, and
        // with it all that is counted on it.
        count.wrote(database.besides(h -> insert(h, line, null, count.times, count.rows)));
      } else {
        count.times += times;
        count.rows += rows;
        count.isDirty = true;
      }
      return true;
    }
  }

  /** Brings the numbers of all lines into the database, and lets go of those of past minutes. */
  public void flush() {
    Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    Iterator<Map.Entry<Line, Count>> all = counts.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Line, Count> next = all.next();
      Count count = next.getValue();
      synchronized (count) {
        if (count.isDirty) {
          write(next.getKey(), count);
        }
        if (next.getKey().minute.isBefore(minute)) {
          count.isClosed = true;
          all.remove();
        }
      }
    }
  }

  private void write(Line line, Count count) {
    if (database.besides(h -> update(h, count)) == 0) {
      long times = count.times - count.writtenTimes;
      long rows = count.rows - count.writtenRows;
      long another = database.besides(h -> insert(h, line, null, times, rows));
      count.times = times;
      count.rows = rows;
      count.id = another;
    }
    count.wrote(count.id);
  }

  private static void insert(Handle h, Line line, String subject) {
    insert(h, line, subject, 1, 0);
  }

  private static Long insert(Handle h, Line line, String subject, long times, long rows) {
    return h.createUpdate(
            "INSERT INTO \"maeul_access_log\" (\"at\", \"account_id\", \"address\", \"action\","
                + " \"layer\", \"item\", \"times\", \"rows\", \"subject_id\", \"detail\")"
                + " VALUES (:at, :account, :address, :action, :layer, :item, :times, :rows,"
                + " :subject, :detail)")
        .bind("at", AccountColumns.at(line.minute))
        .bind("account", line.actor.account())
        .bind("address", cut(line.actor.address(), LONGEST_ADDRESS))
        .bind("action", line.action.word())
        .bind("layer", cut(line.layer, LONGEST_LAYER))
        .bind("item", line.item)
        .bind("times", times)
        .bind("rows", rows)
        .bind("subject", subject)
        .bind("detail", cut(line.detail, LONGEST_DETAIL))
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  /** Answers how many lines that were: none where it may not be changed any more. */
  private static int update(Handle h, Count count) {
    return h.createUpdate(
            "UPDATE \"maeul_access_log\" SET \"times\" = :times, \"rows\" = :rows WHERE \"id\" = :id"
                + " AND "
                + IS_OPEN)
        .bind("times", count.times)
        .bind("rows", count.rows)
        .bind("id", count.id)
        .execute();
  }

  private static String cut(String text, int longest) {
    return text == null || text.length() <= longest ? text : text.substring(0, longest);
  }

  /**
   * Which lines are wanted; null where it does not matter.
   *
   * @param before only lines with a smaller id: the next page
   * @param limit the most lines, at least 1
   */
  public record Wanted(
      Instant from,
      Instant until,
      String account,
      String layer,
      Action action,
      Long before,
      int limit) {}

  /** Lines, newest first. */
  public List<Entry> entries(Wanted wanted) {
    flush();
    StringBuilder where = new StringBuilder();
    and(where, wanted.from(), "l.\"at\" >= :from");
    and(where, wanted.until(), "l.\"at\" < :until");
    and(where, wanted.account(), "(l.\"account_id\" = :account OR l.\"subject_id\" = :account)");
    and(where, wanted.layer(), "l.\"layer\" = :layer");
    and(where, wanted.action(), "l.\"action\" = :action");
    and(where, wanted.before(), "l.\"id\" < :before");
    String sql =
        "SELECT l.*, a.\"login\", s.\"login\" AS \"subject_login\" FROM \"maeul_access_log\" l"
            + " LEFT JOIN \"maeul_account\" a ON a.\"id\" = l.\"account_id\""
            + " LEFT JOIN \"maeul_account\" s ON s.\"id\" = l.\"subject_id\""
            + where
            + " ORDER BY l.\"id\" DESC FETCH FIRST :limit ROWS ONLY";
    return database.read(
        h -> {
          var query = h.createQuery(sql).bind("limit", wanted.limit());
          if (wanted.from() != null) {
            query.bind("from", AccountColumns.at(wanted.from()));
          }
          if (wanted.until() != null) {
            query.bind("until", AccountColumns.at(wanted.until()));
          }
          if (wanted.account() != null) {
            query.bind("account", wanted.account());
          }
          if (wanted.layer() != null) {
            query.bind("layer", wanted.layer());
          }
          if (wanted.action() != null) {
            query.bind("action", wanted.action().word());
          }
          if (wanted.before() != null) {
            query.bind("before", wanted.before());
          }
          return query.map(ENTRY).list();
        });
  }

  private static void and(StringBuilder where, Object value, String condition) {
    if (value != null) {
      where.append(where.isEmpty() ? " WHERE " : " AND ").append(condition);
    }
  }

  private static Entry entry(RowView row) {
    return new Entry(
        row.getColumn("id", Long.class),
        AccountColumns.instant(row, "at"),
        AccountColumns.text(row, "account_id"),
        AccountColumns.text(row, "login"),
        AccountColumns.text(row, "address"),
        Action.ofWord(AccountColumns.text(row, "action")).orElseThrow(),
        AccountColumns.text(row, "layer"),
        AccountColumns.text(row, "item"),
        row.getColumn("times", Long.class),
        row.getColumn("rows", Long.class),
        AccountColumns.text(row, "subject_login"),
        AccountColumns.text(row, "detail"));
  }

  /** Takes away what need not be kept any longer. */
  public void removeOld(Handle h) {
    h.createUpdate("DELETE FROM \"maeul_access_log\" WHERE \"at\" < :before")
        .bind("before", AccountColumns.at(clock.instant().minus(kept)))
        .execute();
  }
}
