package kr.maeul.houses.ledger.owner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import kr.maeul.db.Database;
import kr.maeul.db.Transaction;
import kr.maeul.feature.Feature;
import kr.maeul.houses.ledger.house.Houses;
import kr.maeul.houses.ledger.house.LedgerColumns;
import kr.maeul.houses.ledger.house.PlanningException;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.TownZone;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.edit.Author;
import kr.maeul.store.edit.FeatureEdits;
import kr.maeul.vault.Vault;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/**
 * Who owns the houses, and whom of them nobody is to contact. Name, telephone and address are
 * sealed for their house: neither a copy of the database nor another house's row opens them. The
 * caller puts the reading on record. Safe for use by several threads.
 */
public final class Owners {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Database database;
  private final Houses houses;
  private final Vault vault;
  private final Clock clock;

  /**
   * For imports of owners from a file.
   *
   * @param store answers which houses the layer itself says are not to be contacted
   */
  public Owners(
      Database database,
      LayerCatalog layers,
      FeatureStore store,
      FeatureEdits edits,
      Vault vault,
      Clock clock) {
    this(database, new Houses(layers, store, edits, database), vault, clock);
  }

  public Owners(Database database, Houses houses, Vault vault, Clock clock) {
    this.database = database;
    this.houses = houses;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * What is known of the owner of a house.
   *
   * @throws PlanningException if there is no such house
   */
  public Owner of(String house) {
    return database.inTransaction(
        tx -> {
          Feature held = houses.hold(tx, house);
          return owner(tx.handle(), held);
        });
  }

  /**
   * Replaces the person; {@link Owner.Person#UNKNOWN} deletes what is kept of them. Whether they
   * may be contacted stays.
   *
   * @throws PlanningException if there is no such house
   */
  public Owner put(String house, Owner.Person person, Author by) {
    return put(house, person, null, null, by, version -> {});
  }

  /**
   * The same, and says whether they may be contacted.
   *
   * @param doNotContact null leaves that as it is, with what the layer alone says of it
   * @param since when they said that they do not want to be contacted; null for what was known
   *     before, and else for today: from then on the record says so, whoever changes the layer
   * @param holds is given the version that there is, and throws where that is not the one seen
   */
  public Owner put(
      String house,
      Owner.Person person,
      Boolean doNotContact,
      LocalDate since,
      Author by,
      LongConsumer holds) {
    return database.inTransaction(
        tx -> {
          Handle h = tx.handle();
          Feature held = houses.hold(tx, house);
          Owner now = owner(h, held);
          holds.accept(now.version());
          boolean wanted = doNotContact == null ? now.doNotContact() : doNotContact;
          if (wanted != now.doNotContact()) {
            ContactLog.noteFlag(h, vault, clock, house, wanted, by);
          }
          LocalDate from =
              !wanted
                  ? null
                  : since != null
                      ? since
                      : now.since() != null || doNotContact == null ? now.since() : today();
          houses.flag(tx, held, wanted, by);
          write(h, house, person, from, by, now.version());
          return owner(h, houses.hold(tx, house));
        });
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), TownZone.ID);
  }

  /** Says that the owner of a house that is held does not want to be contacted any more. */
  void doNotContact(Transaction tx, Feature held, LocalDate since, Author by) {
    Handle h = tx.handle();
    Owner now = owner(h, held);
    houses.flag(tx, held, true, by);
    LocalDate first = now.since() != null && now.since().isBefore(since) ? now.since() : since;
    if (now.version() == 0) {
      write(h, held.id(), Owner.Person.UNKNOWN, first, by, 0);
      return;
    }
    h.createUpdate( // the person is left as it is, sealed: it may be that another key opens it
            """
            UPDATE "maeul_house_owner" SET "do_not_contact_since" = :since, "account" = :account,
              "author" = :author, "changed_at" = :at, "version" = "version" + 1
            WHERE "house" = :house
            """)
        .bind("since", first)
        .bind("account", by.account())
        .bind("author", by.name())
        .bind("at", LedgerColumns.now(clock))
        .bind("house", held.id())
        .execute();
  }

  /** Whether the owner of a house that is held wants not to be contacted. */
  boolean isNotToBeContacted(Transaction tx, Feature held) {
    return owner(tx.handle(), held).doNotContact();
  }

  /** Whether the owner's record of a house itself says so, be there the house or not. */
  boolean isOnRecord(Transaction tx, String house) {
    return tx.handle()
        .createQuery(
            """
            SELECT COUNT(*) FROM "maeul_house_owner"
            WHERE "house" = :house AND "do_not_contact_since" IS NOT NULL
            """)
        .bind("house", house)
        .mapTo(Long.class)
        .map(n -> n > 0)
        .one();
  }

  /** Notes that somebody had the layer say so, or no more. */
  void noteOfLayer(Transaction tx, String house, boolean isNotToBeContacted, Author by) {
    ContactLog.noteFlag(tx.handle(), vault, clock, house, isNotToBeContacted, by);
  }

  /**
   * Those of some houses whose owners nobody is to contact; quick for many. It says nothing else of
   * them and is not put on record beyond what the store does.
   */
  public Set<String> notToBeContacted(Collection<String> ids) {
    Set<String> found = new TreeSet<>(houses.flagged(ids));
    for (List<String> part : LedgerColumns.parts(ids)) {
      found.addAll(
          database.read(
              h ->
                  h.createQuery(
                          """
                          SELECT "house" FROM "maeul_house_owner"
                          WHERE "do_not_contact_since" IS NOT NULL AND "house" IN (<houses>)
                          """)
                      .bindList("houses", part)
                      .mapTo(String.class)
                      .list()));
    }
    return found;
  }

  private Owner owner(Handle h, Feature house) {
    Optional<Owner> written =
        h.createQuery("SELECT * FROM \"maeul_house_owner\" WHERE \"house\" = :house")
            .bind("house", house.id())
            .map(this::owner)
            .findOne();
    boolean isFlagged = houses.isFlagged(house);
    Owner owner = written.orElse(new Owner(Owner.Person.UNKNOWN, isFlagged, null, null, null, 0));
    return new Owner(
        owner.person(),
        owner.doNotContact() || isFlagged,
        owner.since(),
        owner.author(),
        owner.changed(),
        owner.version());
  }

  private Owner owner(RowView row) {
    LocalDate since = row.getColumn("do_not_contact_since", LocalDate.class);
    return new Owner(
        open(LedgerColumns.text(row, "house"), LedgerColumns.text(row, "sealed")),
        since != null,
        since,
        LedgerColumns.text(row, "author"),
        LedgerColumns.instant(row, "changed_at"),
        row.getColumn("version", Long.class));
  }

  private void write(
      Handle h, String house, Owner.Person person, LocalDate since, Author by, long version) {
    String sql =
        version == 0
            ? """
              INSERT INTO "maeul_house_owner" ("house", "sealed", "do_not_contact_since", "account",
                "author", "changed_at", "version")
              VALUES (:house, :sealed, :since, :account, :author, :at, :version)
              """
            : """
              UPDATE "maeul_house_owner" SET "sealed" = :sealed, "do_not_contact_since" = :since,
                "account" = :account, "author" = :author, "changed_at" = :at,
                "version" = :version, "alone_since" = NULL
              WHERE "house" = :house
              """;
    h.createUpdate(sql)
        .bind("house", house)
        .bind("sealed", seal(house, person))
        .bindByType("since", since, LocalDate.class)
        .bind("account", by.account())
        .bind("author", by.name())
        .bind("at", LedgerColumns.now(clock))
        .bind("version", version + 1)
        .execute();
  }

  static String purpose(String house) {
    return "house-owner:" + house;
  }

  private String seal(String house, Owner.Person person) {
    if (person.isUnknown()) {
      return null;
    }
    String json =
        MAPPER
            .createObjectNode()
            .put("name", person.name())
            .put("telephone", person.telephone())
            .put("address", person.address())
            .toString();
    return vault.seal(purpose(house), json);
  }

  /** What cannot be opened, by another key, is as unknown as what was never there. */
  private Owner.Person open(String house, String sealed) {
    if (sealed == null) {
      return Owner.Person.UNKNOWN;
    }
    try {
      JsonNode json = MAPPER.readTree(vault.open(purpose(house), sealed).orElse("{}"));
      return new Owner.Person(
          json.path("name").asText(null),
          json.path("telephone").asText(null),
          json.path("address").asText(null));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a sealed owner is not JSON"); // of which nothing is told
    }
  }
}
