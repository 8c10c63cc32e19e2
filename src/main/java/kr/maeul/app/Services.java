package kr.maeul.app;

import java.time.Clock;
import java.util.Optional;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.people.People;
import kr.maeul.store.FeatureStore;

/**
 * What is made once in a running service. Close it before the database.
 *
 * @param store as callers see it: what is read in somebody's name is on record
 * @param version of the program
 * @param clock by which everything happens
 * @param chores started and stopped with the server
 * @param desk everything beside reading; empty if the service only reads
 */
public record Services(
    Settings settings,
    LayerCatalog layers,
    FeatureStore store,
    String version,
    Clock clock,
    Chores chores,
    Optional<Desk> desk)
    implements AutoCloseable {

  /**
   * The whole service over a database.
   *
   * @param store features; not closed with the services
   * @param people who may sign in
   * @throws kr.maeul.db.request.DatabaseException if the database fails
   */
  public static Services of(
      Settings settings,
      LayerCatalog layers,
      FeatureStore store,
      Database database,
      People people,
      String version,
      Clock clock) {
    FeatureStore watched = people.watching(store);
    Desk desk = Desk.open(settings, layers, watched, store, database, people, version, clock);
    Chores chores = new Chores();
    desk.addTo(chores);
    return new Services(settings, layers, watched, version, clock, chores, Optional.of(desk));
  }

  /**
   * A service that reads features and knows nobody.
   *
   * @param store features; not closed with the services
   */
  public static Services reading(
      Settings settings, LayerCatalog layers, FeatureStore store, String version) {
    return new Services(
        settings, layers, store, version, Clock.systemUTC(), new Chores(), Optional.empty());
  }

  /** Starts the background jobs. What was due while no service ran is published first. */
  public void start() {
    desk.ifPresent(d -> chores.run(Desk.PUBLICATION));
    chores.start();
  }

  @Override
  public void close() {
    chores.close();
    desk.ifPresent(Desk::close);
  }
}
