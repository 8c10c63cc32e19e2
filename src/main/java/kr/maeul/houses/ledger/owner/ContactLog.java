package kr.maeul.houses.ledger.owner;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kr.maeul.db.Database;
import kr.maeul.feature.Feature;
import kr.maeul.houses.ledger.house.Houses;
import kr.maeul.houses.ledger.house.LedgerColumns;
import kr.maeul.houses.ledger.house.PlanningException;
import kr.maeul.layer.TownZone;
import kr.maeul.layer.text.Text;
import kr.maeul.store.edit.Author;
import kr.maeul.vault.Vault;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/**
 * Who contacted the owner of a house, when, how, and what came of it. Lines are added and never
 * changed; a mistake is put right by a line that takes its place, and both stay. What was said is
 * sealed. The caller puts the reading on record. Safe for use by several threads.
 */
public final class ContactLog {
  static final int MOST_OF_A_HOUSE = 2_000;

  private final Database database;
  private final Houses houses;
  private final Owners owners;
  private final Vault vault;
  private final Clock clock;

  public ContactLog(Database database, Houses houses, Owners owners, Vault vault, Clock clock) {
    this.database = database;
    this.houses = houses;
    this.owners = owners;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * All lines, the latest day first.
   *
   * @throws PlanningException if there is no such house
   */
  public List<ContactEntry> of(String house) {
    houses.require(house);
    return database.read(h -> lines(h, house));
  }

  /**
   * Adds a line.
   *
   * @throws PlanningException if there is no such house or line, if the owner does not want to be
   *     contacted, or if what it corrects was corrected before
   */
  public ContactEntry add(String house, ContactEntry.Draft draft, Author by) {
    return database.inTransaction(
        tx -> {
          Handle h = tx.handle();
          Feature held = houses.hold(tx, house);
          List<ContactEntry> lines = lines(h, house);
          if (lines.size() >= MOST_OF_A_HOUSE) {
            throw new PlanningException(
                PlanningException.Reason.FULL,
                new Text("이 집의 연락 기록이 너무 많습니다.", "the log of this house holds as much as it may"));
          }
          ContactEntry earlier = corrected(lines, draft.corrects());
          if (owners.isNotToBeContacted(tx, held)
              && (earlier == null || draft.day().isAfter(earlier.day()))) {
            throw new PlanningException(
                PlanningException.Reason.DO_NOT_CONTACT,
                new Text(
                    "소유자가 연락을 원하지 않습니다. 연락 금지를 풀기 전에는 새 연락을 남길 수 없습니다.",
                    "the owner does not want to be contacted; nothing can be added before that is"
                        + " lifted"));
          }
          ContactEntry.Kind kind =
              earlier == null ? ContactEntry.Kind.CONTACT : ContactEntry.Kind.CORRECTION;
          String id = insert(h, vault, clock, house, kind, draft, by);
          if (draft.outcome() == Outcome.DO_NOT_CONTACT) {
            owners.doNotContact(tx, held, draft.day(), by);
          }
          return lines(h, house).stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
        });
  }

  private static ContactEntry corrected(List<ContactEntry> lines, String id) {
    if (id == null) {
      return null;
    }
    ContactEntry earlier =
        lines.stream()
            .filter(c -> c.id().equals(id) && c.means() != null)
            .findFirst()
            .orElseThrow(
                () ->
                    PlanningException.absent(
                        new Text(
                            "바로잡을 기록이 이 집에 없습니다.",
                            "this house has no such contact to be corrected")));
    if (earlier.correctedBy() != null) {
      throw new PlanningException(
          PlanningException.Reason.CORRECTED,
          new Text(
              "이미 바로잡은 기록입니다. 바로잡은 줄을 다시 바로잡으세요.",
              "it was corrected before; correct the line that took its place"));
    }
    return earlier;
  }

  /** Notes that somebody set or lifted the wish not to be contacted, and why. */
  static void noteFlag(
      Handle h, Vault vault, Clock clock, String house, boolean doNotContact, Author by) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), TownZone.ID);
    String why = by.reason() == null ? "" : by.reason();
    insert(
        h,
        vault,
        clock,
        house,
        doNotContact ? ContactEntry.Kind.DO_NOT_CONTACT : ContactEntry.Kind.LIFTED,
        new ContactEntry.Draft(today, null, null, why, null),
        by);
  }

  private static String insert(
      Handle h,
      Vault vault,
      Clock clock,
      String house,
      ContactEntry.Kind kind,
      ContactEntry.Draft draft,
      Author by) {
    String id = UUID.randomUUID().toString();
    h.createUpdate(
            """
            INSERT INTO "maeul_house_contact" ("id", "house", "kind", "day", "means", "outcome",
              "sealed", "corrects", "account", "author", "at")
            VALUES (:id, :house, :kind, :day, :means, :outcome, :sealed, :corrects, :account,
              :author, :at)
            """)
        .bind("id", id)
        .bind("house", house)
        .bind("kind", kind.word())
        .bind("day", draft.day())
        .bind("means", draft.means() == null ? null : draft.means().word())
        .bind("outcome", draft.outcome() == null ? null : draft.outcome().word())
        .bind(
            "sealed", draft.text().isEmpty() ? null : vault.seal(purpose(house, id), draft.text()))
        .bind("corrects", draft.corrects())
        .bind("account", by.account())
        .bind("author", by.name())
        .bind("at", LedgerColumns.now(clock))
        .execute();
    return id;
  }

  private List<ContactEntry> lines(Handle h, String house) {
    List<ContactEntry> lines =
        h.createQuery(
                """
                SELECT * FROM "maeul_house_contact" WHERE "house" = :house
                ORDER BY "day" DESC, "at" DESC, "id"
                """)
            .bind("house", house)
            .map(this::line)
            .list();
    Map<String, String> correctedBy = new LinkedHashMap<>();
    lines.stream()
        .filter(c -> c.corrects() != null)
        .forEach(c -> correctedBy.put(c.corrects(), c.id()));
    return lines.stream().map(c -> with(c, correctedBy.get(c.id()))).toList();
  }

  private static ContactEntry with(ContactEntry c, String correctedBy) {
    return new ContactEntry(
        c.id(),
        c.kind(),
        c.day(),
        c.means(),
        c.outcome(),
        c.text(),
        c.corrects(),
        correctedBy,
        c.author(),
        c.at());
  }

  private ContactEntry line(RowView row) {
    String id = LedgerColumns.text(row, "id");
    String sealed = LedgerColumns.text(row, "sealed");
    return new ContactEntry(
        id,
        ContactEntry.Kind.ofWord(LedgerColumns.text(row, "kind")),
        row.getColumn("day", LocalDate.class),
        Means.ofWord(LedgerColumns.text(row, "means")).orElse(null),
        Outcome.ofWord(LedgerColumns.text(row, "outcome")).orElse(null),
        sealed == null
            ? ""
            : vault.open(purpose(LedgerColumns.text(row, "house"), id), sealed).orElse(""),
        LedgerColumns.text(row, "corrects"),
        null,
        LedgerColumns.text(row, "author"),
        LedgerColumns.instant(row, "at"));
  }

  static String purpose(String house, String id) {
    return "house-contact:" + id + ":" + house;
  }
}
