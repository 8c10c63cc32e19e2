package kr.maeul.cli;

import kr.maeul.backup.restore.LayerFilling;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.load.FeatureLoads;

/**
 * How the parts that the commands need are made; {@link kr.maeul.Main} says it for the program,
 * tests for themselves.
 */
public interface Wiring {

  /** Opens what keeps the features. */
  OpenStore openStore(Settings settings, LayerCatalog layers);

  /** Opens the database alone, for commands that need no features. */
  default Database openDatabase(Settings settings) {
    return Database.open(settings.database(), settings.dataDirectory());
  }

  /** The loads of a database that was opened alone. */
  FeatureLoads loads(Database database, LayerCatalog layers);

  /** How a backup's layers get their tables. */
  LayerFilling filling();

  /** Starts to answer requests. */
  RunningServer startServer(Settings settings, LayerCatalog layers, OpenStore open, String version);

  /** A store, the database that it is in, and whether it has had its demo content. */
  interface OpenStore extends AutoCloseable {
    FeatureStore store();

    /** The database that the store is in. */
    Database database();

    /** Does something while no other instance starts over the same database. */
    void alone(Runnable work);

    /** Makes what search indexes are missing, while the service works. */
    default void indexInBackground() {}

    boolean needsDemo();

    void demoLoaded();

    @Override
    void close();
  }

  /** A server that answers requests until it is closed. */
  interface RunningServer extends AutoCloseable {
    int port();

    @Override
    void close();
  }
}
