package kr.maeul.houses.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import kr.maeul.db.Database;
import kr.maeul.houses.ledger.house.Houses;
import kr.maeul.houses.ledger.house.LedgerColumns;
import kr.maeul.houses.ledger.owner.ContactLog;
import kr.maeul.houses.ledger.owner.ContactWishes;
import kr.maeul.houses.ledger.owner.Owners;
import kr.maeul.houses.ledger.timeline.Timeline;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.edit.FeatureEdits;
import kr.maeul.store.edit.WriteGuard;
import kr.maeul.store.load.FeatureLoads;
import kr.maeul.vault.Vault;
import org.jdbi.v3.core.Handle;

/**
 * What planners keep, put together. What they removed, and what is left of houses that are gone, is
 * deleted after 30 days. Safe for use by several threads.
 */
public final class Planning {
  /** As long as a house can be put back from the bin. */
  static final Duration KEPT_ALONE = Duration.ofDays(30);

  private static final List<String> OF_HOUSES = List.of("maeul_house_owner", "maeul_house_contact");

  private final Database database;
  private final Clock clock;
  private final Houses houses;
  private final Shortlists shortlists;
  private final SavedSearches searches;
  private final Owners owners;
  private final ContactLog contacts;
  private final Timeline timeline;

  /**
   * @param store as callers see it: what is read in somebody's name is on record
   */
  public Planning(
      Database database,
      LayerCatalog layers,
      FeatureStore store,
      FeatureEdits edits,
      FeatureLoads loads,
      Vault vault,
      Clock clock) {
    this.database = database;
    this.clock = clock;
    this.houses = new Houses(layers, store, edits, database);
    this.shortlists = new Shortlists(database, houses, clock);
    this.searches = new SavedSearches(database, clock);
    this.owners = new Owners(database, houses, vault, clock);
    this.contacts = new ContactLog(database, houses, owners, vault, clock);
    this.timeline = new Timeline(layers, store, edits, loads, houses, contacts);
  }

  public Shortlists shortlists() {
    return shortlists;
  }

  public SavedSearches searches() {
    return searches;
  }

  public Owners owners() {
    return owners;
  }

  /** What is asked within every write to a house that somebody makes beside all this. */
  public WriteGuard contactWishes() {
    return new ContactWishes(houses, owners);
  }

  public ContactLog contacts() {
    return contacts;
  }

  public Timeline timeline() {
    return timeline;
  }

  /** Forgets what has been kept for long enough. */
  public void sweep() {
    shortlists.sweep();
    if (houses.view().isPresent()) { // else all houses would look gone
      OF_HOUSES.forEach(this::sweep);
    }
  }

  /**
   * A file may be loaded anew in the place of all houses, so what is kept beside one that is gone
   * waits for it for a while.
   */
  private void sweep(String table) {
    List<String> ids =
        database.read(
            h ->
                h.createQuery("SELECT DISTINCT \"house\" FROM \"" + table + "\"")
                    .mapTo(String.class)
                    .list());
    OffsetDateTime now = LedgerColumns.now(clock);
    for (List<String> part : LedgerColumns.parts(ids)) {
      database.inTransaction(
          tx -> {
            Handle h = tx.handle();
            Set<String> there = houses.existing(tx, part);
            List<String> gone = part.stream().filter(id -> !there.contains(id)).toList();
            if (!there.isEmpty()) {
              h.createUpdate(
                      "UPDATE \""
                          + table
                          + "\" SET \"alone_since\" = NULL"
                          + " WHERE \"alone_since\" IS NOT NULL AND \"house\" IN (<houses>)")
                  .bindList("houses", there)
                  .execute();
            }
            if (!gone.isEmpty()) {
              h.createUpdate(
                      "UPDATE \""
                          + table
                          + "\" SET \"alone_since\" = :now"
                          + " WHERE \"alone_since\" IS NULL AND \"house\" IN (<houses>)")
                  .bind("now", now)
                  .bindList("houses", gone)
                  .execute();
            }
            h.createUpdate("DELETE FROM \"" + table + "\" WHERE \"alone_since\" < :before")
                .bind("before", now.minus(KEPT_ALONE))
                .execute();
            return null;
          });
    }
  }
}
