package kr.maeul.houses.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import kr.maeul.houses.ledger.house.Houses;
import kr.maeul.houses.ledger.house.Rows;
import kr.maeul.houses.ledger.owner.ContactLog;
import kr.maeul.houses.ledger.owner.ContactWishes;
import kr.maeul.houses.ledger.owner.Owners;
import kr.maeul.houses.ledger.timeline.Timeline;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.edit.FeatureEdits;
import kr.maeul.store.edit.WriteGuard;
import kr.maeul.store.load.FeatureLoads;
import kr.maeul.store.sql.database.Database;
import kr.maeul.vault.Vault;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What planners keep, put together, and its background work: what was removed, and what is left of
 * houses that are gone, is forgotten after 30 days. Close it before the database. Safe for use by
 * several threads.
 */
public final class Planning implements AutoCloseable {
  /** As long as a house can be put back from the bin. */
  static final Duration KEPT_ALONE = Duration.ofDays(30);

  private static final List<String> OF_HOUSES = List.of("maeul_house_owner", "maeul_house_contact");
  private static final int SWEEP_EVERY_HOURS = 6;

  private final Logger log = LoggerFactory.getLogger(Planning.class);
  private final Database database;
  private final Clock clock;
  private final Houses houses;
  private final Shortlists shortlists;
  private final SavedSearches searches;
  private final Owners owners;
  private final ContactLog contacts;
  private final Timeline timeline;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread t = new Thread(work, "planning");
            t.setDaemon(true);
            return t;
          });

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

  /** Begins the background work. */
  public void start() {
    thread.scheduleWithFixedDelay(this::quietly, 0, SWEEP_EVERY_HOURS, TimeUnit.HOURS);
  }

  /** A failure now must not keep from trying again. */
  private void quietly() {
    try {
      sweep();
    } catch (RuntimeException e) {
      log.warn("what planners removed could not be swept; the next round tries again", e);
    }
  }

  /** Forgets what has been kept for long enough. */
  void sweep() {
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
    OffsetDateTime now = Rows.now(clock);
    for (List<String> part : Rows.parts(ids)) {
      database.inTransaction(
          tx -> {
            Handle h = Database.handle(tx);
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

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
