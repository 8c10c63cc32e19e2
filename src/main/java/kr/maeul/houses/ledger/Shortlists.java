package kr.maeul.houses.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import kr.maeul.db.Database;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.houses.ledger.house.Houses;
import kr.maeul.houses.ledger.house.LedgerColumns;
import kr.maeul.houses.ledger.house.PlanningException;
import kr.maeul.layer.text.Text;
import kr.maeul.store.edit.Author;
import kr.maeul.store.edit.WriteRefusedException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/**
 * The shortlists of the team. One that was removed can be put back by an operator with the
 * database, for 30 days. Safe for use by several threads.
 */
public final class Shortlists {
  public static final int MOST_HOUSES = 200;
  static final int MOST = 300;
  static final Duration KEPT = Duration.ofDays(30);

  private final Database database;
  private final Houses houses;
  private final Clock clock;

  Shortlists(Database database, Houses houses, Clock clock) {
    this.database = database;
    this.houses = houses;
    this.clock = clock;
  }

  /** All of them, the last changed first. */
  public List<Shortlist> all() {
    return database.read(
        h -> {
          Map<String, List<Shortlist.Entry>> entries = new LinkedHashMap<>();
          h.createQuery(
                  """
                  SELECT e.* FROM "maeul_shortlist_house" e
                  JOIN "maeul_shortlist" s ON s."id" = e."shortlist_id"
                  WHERE s."removed_at" IS NULL ORDER BY e."shortlist_id", e."position"
                  """)
              .map((RowView row) -> Map.entry(LedgerColumns.text(row, "shortlist_id"), entry(row)))
              .forEach(
                  e ->
                      entries
                          .computeIfAbsent(e.getKey(), id -> new ArrayList<>())
                          .add(e.getValue()));
          return h.createQuery(
                  """
                  SELECT * FROM "maeul_shortlist" WHERE "removed_at" IS NULL
                  ORDER BY "changed_at" DESC, "id"
                  """)
              .map(
                  (RowView row) ->
                      list(row, entries.getOrDefault(LedgerColumns.text(row, "id"), List.of())))
              .list();
        });
  }

  /**
   * @throws PlanningException if there is none of that id
   */
  public Shortlist one(String id) {
    return database.read(h -> find(h, id, ""));
  }

  /**
   * @throws PlanningException if there are as many as there may be
   * @throws WriteRefusedException if there is no such house
   */
  public Shortlist create(Shortlist.Draft draft, Author by) {
    return database.inTransaction(
        tx -> {
          Handle h = tx.handle();
          requireRoom(h, "maeul_shortlist", MOST);
          List<Shortlist.Entry> entries = draft.houses() == null ? List.of() : draft.houses();
          requireHouses(entries, houses.existing(tx, ids(entries)));
          String id = UUID.randomUUID().toString();
          OffsetDateTime now = LedgerColumns.now(clock);
          h.createUpdate(
                  """
                  INSERT INTO "maeul_shortlist" ("id", "name", "note", "profile", "request",
                    "account", "author", "created_at", "changed_at", "version")
                  VALUES (:id, :name, :note, :profile, :request, :account, :author, :now, :now, 1)
                  """)
              .bind("id", id)
              .bind("name", draft.name())
              .bind("note", draft.note() == null ? "" : draft.note())
              .bind("profile", draft.profile())
              .bind("request", draft.request() == null ? null : draft.request().toString())
              .bind("account", by.account())
              .bind("author", by.name())
              .bind("now", now)
              .execute();
          write(h, id, entries);
          return find(h, id, "");
        });
  }

  /**
   * Changes what the draft names.
   *
   * @param holds is given the version that there is, and throws where that is not the one seen
   * @throws PlanningException if there is none of that id
   * @throws WriteRefusedException if there is no such house; one that was on it before may be gone
   */
  public Shortlist change(String id, Shortlist.Draft draft, LongConsumer holds) {
    return database.inTransaction(
        tx -> {
          Handle h = tx.handle();
          Shortlist now = find(h, id, " FOR UPDATE");
          holds.accept(now.version());
          if (draft.houses() != null) {
            Set<String> known = houses.existing(tx, ids(draft.houses()));
            known.addAll(ids(now.houses()));
            requireHouses(draft.houses(), known);
            h.createUpdate("DELETE FROM \"maeul_shortlist_house\" WHERE \"shortlist_id\" = :id")
                .bind("id", id)
                .execute();
            write(h, id, draft.houses());
          }
          var request = draft.request() == null ? now.request() : draft.request();
          h.createUpdate(
                  """
                  UPDATE "maeul_shortlist" SET "name" = :name, "note" = :note,
                    "profile" = :profile, "request" = :request, "changed_at" = :now,
                    "version" = "version" + 1
                  WHERE "id" = :id
                  """)
              .bind("name", draft.name() == null ? now.name() : draft.name())
              .bind("note", draft.note() == null ? now.note() : draft.note())
              .bind("profile", draft.profile() == null ? now.profile() : draft.profile())
              .bind("request", request == null ? null : request.toString())
              .bind("now", LedgerColumns.now(clock))
              .bind("id", id)
              .execute();
          return find(h, id, "");
        });
  }

  /** Removes one; {@link #change} says what may be thrown. */
  public void remove(String id, LongConsumer holds) {
    database.inTransaction(
        tx -> {
          Handle h = tx.handle();
          holds.accept(find(h, id, " FOR UPDATE").version());
          h.createUpdate("UPDATE \"maeul_shortlist\" SET \"removed_at\" = :now WHERE \"id\" = :id")
              .bind("now", LedgerColumns.now(clock))
              .bind("id", id)
              .execute();
          return null;
        });
  }

  /** Forgets what was removed for long enough. */
  void sweep() {
    database.inTransaction(
        tx -> {
          OffsetDateTime before = LedgerColumns.now(clock).minus(KEPT);
          for (String table : List.of("maeul_shortlist", "maeul_finder_search")) {
            tx.handle()
                .createUpdate("DELETE FROM \"" + table + "\" WHERE \"removed_at\" < :before")
                .bind("before", before)
                .execute();
          }
          return null;
        });
  }

  static void requireRoom(Handle h, String table, int most) {
    int number =
        h.createQuery("SELECT COUNT(*) FROM \"" + table + "\" WHERE \"removed_at\" IS NULL")
            .mapTo(Integer.class)
            .one();
    if (number >= most) {
      throw new PlanningException(
          PlanningException.Reason.FULL,
          new Text(
              "더 만들 수 없습니다 (최대 " + most + "개). 쓰지 않는 것을 지우세요.",
              "there are " + most + " already; remove some that nobody needs"));
    }
  }

  private static List<String> ids(List<Shortlist.Entry> entries) {
    return entries.stream().map(Shortlist.Entry::house).toList();
  }

  private static void requireHouses(List<Shortlist.Entry> entries, Set<String> known) {
    List<FeatureProblem> problems = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if (!known.contains(entries.get(i).house())) {
        problems.add(
            new FeatureProblem(
                "/houses/" + i + "/id", new Text("그런 빈집이 없습니다.", "there is no such house")));
      }
    }
    if (!problems.isEmpty()) {
      throw new WriteRefusedException(problems);
    }
  }

  private static void write(Handle h, String id, List<Shortlist.Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    var batch =
        h.prepareBatch(
            """
            INSERT INTO "maeul_shortlist_house" ("shortlist_id", "position", "house", "note")
            VALUES (:id, :position, :house, :note)
            """);
    for (int i = 0; i < entries.size(); i++) {
      batch
          .bind("id", id)
          .bind("position", i)
          .bind("house", entries.get(i).house())
          .bind("note", entries.get(i).note())
          .add();
    }
    batch.execute();
  }

  private static Shortlist find(Handle h, String id, String lock) {
    Shortlist head =
        h.createQuery(
                "SELECT * FROM \"maeul_shortlist\" WHERE \"id\" = :id AND \"removed_at\" IS NULL"
                    + lock)
            .bind("id", id)
            .map((RowView row) -> list(row, List.of()))
            .findOne()
            .orElseThrow(
                () ->
                    PlanningException.absent(
                        new Text("그런 후보 목록이 없습니다.", "there is no such shortlist")));
    return head.with(
        h.createQuery(
                """
                SELECT * FROM "maeul_shortlist_house" WHERE "shortlist_id" = :id
                ORDER BY "position"
                """)
            .bind("id", id)
            .map((RowView row) -> entry(row))
            .list());
  }

  private static Shortlist.Entry entry(RowView row) {
    return new Shortlist.Entry(LedgerColumns.text(row, "house"), LedgerColumns.text(row, "note"));
  }

  private static Shortlist list(RowView row, List<Shortlist.Entry> entries) {
    return new Shortlist(
        LedgerColumns.text(row, "id"),
        LedgerColumns.text(row, "name"),
        LedgerColumns.text(row, "note"),
        LedgerColumns.text(row, "profile"),
        LedgerColumns.json(LedgerColumns.text(row, "request")),
        List.copyOf(entries),
        LedgerColumns.text(row, "author"),
        LedgerColumns.instant(row, "created_at"),
        LedgerColumns.instant(row, "changed_at"),
        row.getColumn("version", Long.class));
  }
}
