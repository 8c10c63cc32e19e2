package kr.maeul.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import kr.maeul.db.Database;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.AccountColumns;
import kr.maeul.people.identity.Role;
import kr.maeul.people.log.AccessLog;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowViewMapper;

/**
 * What was done to accounts and has to be notified: to administrators, that somebody was given a
 * role or lost the second factor; to everyone, what was done to their own. They are lines of the
 * access log, shown until their reader dismisses them. Safe for use by several threads.
 */
public final class AccountNotices {
  private static final Duration TOLD_FOR = Duration.ofDays(60);
  private static final int MOST = 20;

  private final Database database;
  private final Clock clock;

  AccountNotices(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * One of them.
   *
   * @param by name of who did it; null for the command line
   * @param subject name of whose account it is
   * @param isMine whether that is the reader
   * @param isOwn whether it was done to the own account of who did it
   * @param roles which it has got by it; empty where it is not about that
   */
  public record Notice(
      long id,
      Instant at,
      AccessLog.Action action,
      String by,
      String subject,
      String subjectLogin,
      boolean isMine,
      boolean isOwn,
      List<Role> roles) {}

  /**
   * What a reader has to be notified of, newest first: nothing that they did themselves, and
   * nothing from before they had an account.
   */
  public List<Notice> of(Account reader) {
    RowViewMapper<Notice> notice =
        row -> {
          AccessLog.Action action =
              AccessLog.Action.ofWord(AccountColumns.text(row, "action")).orElseThrow();
          String subject = AccountColumns.text(row, "subject_id");
          return new Notice(
              row.getColumn("id", Long.class),
              AccountColumns.instant(row, "at"),
              action,
              AccountColumns.text(row, "by_name"),
              AccountColumns.text(row, "subject_name"),
              AccountColumns.text(row, "subject_login"),
              reader.id().equals(subject),
              subject.equals(AccountColumns.text(row, "account_id")),
              granted(action, AccountColumns.text(row, "detail")));
        };
    Instant since = clock.instant().minus(TOLD_FOR);
    Instant from = since.isAfter(reader.created()) ? since : reader.created();
    boolean isAdministrator = reader.roles().contains(Role.ADMIN);
    List<Notice> all =
        database.read(
            h ->
                h.createQuery(
                        "SELECT l.\"id\", l.\"at\", l.\"action\", l.\"detail\", l.\"subject_id\", l.\"account_id\","
                            + " b.\"name\" AS \"by_name\", s.\"name\" AS \"subject_name\","
                            + " s.\"login\" AS \"subject_login\""
                            + " FROM \"maeul_access_log\" l"
                            + " JOIN \"maeul_account\" s ON s.\"id\" = l.\"subject_id\""
                            + " LEFT JOIN \"maeul_account\" b ON b.\"id\" = l.\"account_id\""
                            + " WHERE l.\"action\" IN ('account-added', 'roles-changed',"
                            + " 'second-factor-removed') AND l.\"at\" >= :from"
                            + " AND l.\"id\" > (SELECT \"notices_until\" FROM \"maeul_account\""
                            + " WHERE \"id\" = :reader)"
                            + " AND (l.\"account_id\" IS NULL OR l.\"account_id\" <> :reader)"
                            + (isAdministrator ? "" : " AND l.\"subject_id\" = :reader")
                            + " ORDER BY l.\"id\" DESC FETCH FIRST :most ROWS ONLY")
                    .bind("from", AccountColumns.at(from))
                    .bind("reader", reader.id())
                    .bind("most", MOST)
                    .map(notice)
                    .list());
    return all.stream().filter(AccountNotices::isWorthTelling).toList();
  }

  private static boolean isWorthTelling(Notice notice) {
    return switch (notice.action()) {
      case ACCOUNT_ADDED -> !notice.isMine() && !notice.roles().isEmpty();
      case ROLES_CHANGED -> notice.isMine() || !notice.roles().isEmpty();
      default -> true;
    };
  }

  /** The roles that a line says an account has got. */
  static List<Role> granted(AccessLog.Action action, String detail) {
    String said = detail == null ? "" : detail.replaceFirst("^roles=", "");
    if (action == AccessLog.Action.ACCOUNT_ADDED) {
      return List.copyOf(AccountColumns.roles(said));
    }
    if (action != AccessLog.Action.ROLES_CHANGED) {
      return List.of();
    }
    String[] both = said.split(" -> ", -1);
    return AccountColumns.roles(both[both.length - 1]).stream()
        .filter(role -> !AccountColumns.roles(both[0]).contains(role))
        .toList();
  }

  /** The reader has seen all up to one of them. */
  public void seen(String reader, long until) {
    database.inTransaction(
        tx -> {
          Handle h = tx.handle();
          return h.createUpdate(
                  "UPDATE \"maeul_account\" SET \"notices_until\" = :until"
                      + " WHERE \"id\" = :reader AND \"notices_until\" < :until")
              .bind("until", until)
              .bind("reader", reader)
              .execute();
        });
  }
}
