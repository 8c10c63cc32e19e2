package kr.maeul.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.layer.Layer;
import kr.maeul.layer.View;
import kr.maeul.store.load.FeatureLoad;
import kr.maeul.store.load.LoadMode;
import kr.maeul.store.load.LoadRequest;
import kr.maeul.tile.MvtWriter;
import kr.maeul.tile.TileAddress;
import kr.maeul.tile.TileFeature;

/** Keeps the features of all layers. Safe for use by several threads. */
public interface FeatureStore extends AutoCloseable {

  /**
   * The features that match, in the order asked for, one at a time. Close the cursor: it holds a
   * connection.
   *
   * @throws DatabaseException if the database fails
   */
  FeatureCursor find(View view, FeatureQuery query);

  /**
   * The feature of that id; empty where the view shows none.
   *
   * @throws DatabaseException if the database fails
   */
  Optional<StoredFeature> one(View view, String id);

  /** How many features match. */
  long count(View view, List<Filter> filters);

  /** Count, extent and revision of what the view shows. */
  LayerState state(View view);

  /**
   * The counts that the layer file allows everyone to see, regardless of who asks: as they were
   * taken last, and without those from which a small number of hidden rows could be told.
   *
   * @return empty where the layer has no summary
   */
  Optional<Summary> summary(View view);

  /**
   * Counts of the rows that the view shows, largest first; of no others, so nothing is suppressed.
   */
  List<Tally> tally(View view, Grouping grouping);

  /**
   * The best matches of a text in the titles, addresses and searched properties of the view.
   *
   * @param text what was typed; words in any order, 초성 allowed
   * @param limit the most hits wanted
   */
  List<SearchHit> search(View view, String text, int limit);

  /**
   * What a tile shows of the view, in no order that means anything: the features in it or, on far
   * zooms and where there are very many, clusters of them ({@link kr.maeul.tile.Clusters}).
   */
  List<TileFeature> tile(View view, TileAddress tile);

  /**
   * The same as a Mapbox Vector Tile of one layer, which some databases make quicker than anybody
   * else; no bytes where there is nothing.
   */
  default byte[] vectorTile(View view, TileAddress tile) {
    return MvtWriter.write(view.layer().id(), tile(view, tile));
  }

  /**
   * Begins to load features into a layer, as a load with a number. Nothing is visible before {@link
   * FeatureLoad#commit()}.
   *
   * @throws DatabaseException if the database fails
   */
  FeatureLoad load(LoadRequest request);

  /** The same by the service itself and of nothing in particular. */
  default FeatureLoad load(Layer layer, LoadMode mode) {
    return load(LoadRequest.of(layer, mode));
  }

  /** Ids of layers that are slow to search as yet, since their indexes are being made. */
  default Set<String> unindexed() {
    return Set.of();
  }

  /**
   * The revision of every layer, by its id. Never older than a write that was acknowledged before
   * the call, by whichever instance or program.
   *
   * @throws DatabaseException if the database fails
   */
  Map<String, Long> revisions();

  /**
   * Tells of writes to layers, regardless of who makes them, until the subscription is closed.
   * Nothing is missed, but a listener hears a little after the write. It is called by one thread of
   * the store's and must not block it.
   */
  Subscription listen(Consumer<LayerChange> listener);

  /** Ends by being closed. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /** Whether the database answers. */
  boolean isReady();

  @Override
  void close();
}
