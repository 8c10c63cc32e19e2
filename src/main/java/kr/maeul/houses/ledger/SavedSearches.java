package kr.maeul.houses.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import kr.maeul.db.Database;
import kr.maeul.houses.ledger.house.LedgerColumns;
import kr.maeul.houses.ledger.house.PlanningException;
import kr.maeul.layer.text.Text;
import kr.maeul.store.edit.Author;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** The kept questions of the team. Safe for use by several threads. */
public final class SavedSearches {
  static final int MOST = 300;

  private final Database database;
  private final Clock clock;

  SavedSearches(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** All of them by name. */
  public List<SavedSearch> all() {
    return database.read(
        h ->
            h.createQuery(
                    """
                    SELECT * FROM "maeul_finder_search" WHERE "removed_at" IS NULL
                    ORDER BY "name", "created_at", "id"
                    """)
                .map(SavedSearches::search)
                .list());
  }

  /**
   * @throws PlanningException if there are as many as there may be
   */
  public SavedSearch create(String name, String profile, ObjectNode request, Author by) {
    return database.inTransaction(
        tx -> {
          Handle h = tx.handle();
          Shortlists.requireRoom(h, "maeul_finder_search", MOST);
          String id = UUID.randomUUID().toString();
          h.createUpdate(
                  """
                  INSERT INTO "maeul_finder_search" ("id", "name", "profile", "request", "account",
                    "author", "created_at")
                  VALUES (:id, :name, :profile, :request, :account, :author, :now)
                  """)
              .bind("id", id)
              .bind("name", name)
              .bind("profile", profile)
              .bind("request", request.toString())
              .bind("account", by.account())
              .bind("author", by.name())
              .bind("now", LedgerColumns.now(clock))
              .execute();
          return h.createQuery("SELECT * FROM \"maeul_finder_search\" WHERE \"id\" = :id")
              .bind("id", id)
              .map(SavedSearches::search)
              .one();
        });
  }

  /**
   * @throws PlanningException if there is none of that id
   */
  public void remove(String id) {
    int number =
        database.inTransaction(
            tx ->
                tx.handle()
                    .createUpdate(
                        """
                        UPDATE "maeul_finder_search" SET "removed_at" = :now
                        WHERE "id" = :id AND "removed_at" IS NULL
                        """)
                    .bind("now", LedgerColumns.now(clock))
                    .bind("id", id)
                    .execute());
    if (number == 0) {
      throw PlanningException.absent(new Text("그런 저장된 검색이 없습니다.", "there is no such saved search"));
    }
  }

  private static SavedSearch search(RowView row) {
    return new SavedSearch(
        LedgerColumns.text(row, "id"),
        LedgerColumns.text(row, "name"),
        LedgerColumns.text(row, "profile"),
        LedgerColumns.json(LedgerColumns.text(row, "request")),
        LedgerColumns.text(row, "author"),
        LedgerColumns.instant(row, "created_at"));
  }
}
