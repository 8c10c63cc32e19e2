package kr.maeul.cli;

import kr.maeul.config.Settings;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.store.FeatureStore;

/**
 * How the parts that the commands need are made; {@link kr.maeul.Main} says it for the program,
 * tests for themselves.
 */
public interface Wiring {

  /** Opens what keeps the features. */
  OpenStore openStore(Settings settings, LayerCatalog layers);

  /** Starts to answer requests. */
  RunningServer startServer(
      Settings settings, LayerCatalog layers, FeatureStore store, String version);

  /** A store, and whether it has had its demo content. */
  interface OpenStore {
    FeatureStore store();

    boolean needsDemo();

    void demoLoaded();
  }

  /** A server that answers requests until it is closed. */
  interface RunningServer extends AutoCloseable {
    int port();

    @Override
    void close();
  }
}
