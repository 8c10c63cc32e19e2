package kr.maeul.people.log;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.feature.Position;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.people.identity.AccountColumns;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.Grouping;
import kr.maeul.store.LayerChange;
import kr.maeul.store.LayerState;
import kr.maeul.store.SearchHit;
import kr.maeul.store.StoredFeature;
import kr.maeul.store.Summary;
import kr.maeul.store.Tally;
import kr.maeul.store.load.FeatureLoad;
import kr.maeul.store.load.LoadRequest;
import kr.maeul.tile.TileAddress;
import kr.maeul.tile.TileFeature;

/**
 * The store as requests reach it. What shows more than the public sees is recorded before it is
 * read, whichever route asks and in whatever form it answers; where that fails, or where nobody is
 * known to be reading, nothing is read. Safe for use by several threads.
 */
public final class WatchedReads implements FeatureStore {
  private final FeatureStore store;
  private final AccessLog log;
  private final ThreadLocal<Supplier<ReadContext>> readings;

  public WatchedReads(
      FeatureStore store, AccessLog log, ThreadLocal<Supplier<ReadContext>> readings) {
    this.store = store;
    this.log = log;
    this.readings = readings;
  }

  /** Records the read; afterwards tells how many rows it came to. */
  private AccountColumns watched(View view) {
    if (!view.showsMoreThanPublic()) {
      return rows -> {};
    }
    Supplier<ReadContext> reading = readings.get();
    if (reading == null) {
      throw new IllegalStateException("a read of " + view.layer() + " by nobody known");
    }
    ReadContext r = reading.get();
    String layer = view.layer().id();
    AccessLog.Action action = r.actionOn(view);
    String item = r.itemOf(view);
    log.read(r.actor(), action, layer, item, r.reason());
    return rows -> log.rows(r.actor(), action, layer, item, r.reason(), rows);
  }

  private interface AccountColumns {
    void were(long rows);
  }

  @Override
  public FeatureCursor find(View view, FeatureQuery query) {
    AccountColumns rows = watched(view);
    return new CountedCursor(store.find(view, query), rows);
  }

  @Override
  public Optional<StoredFeature> one(View view, String id) {
    AccountColumns rows = watched(view);
    Optional<StoredFeature> found = store.one(view, id);
    rows.were(found.isPresent() ? 1 : 0);
    return found;
  }

  @Override
  public long count(View view, List<Filter> filters) {
    watched(view);
    return store.count(view, filters);
  }

  @Override
  public LayerState state(View view) {
    watched(view);
    return store.state(view);
  }

  /** It is the public's, regardless of who asks. */
  @Override
  public Optional<Summary> summary(View view) {
    return store.summary(view);
  }

  @Override
  public List<Tally> tally(View view, Grouping grouping) {
    watched(view);
    return store.tally(view, grouping);
  }

  @Override
  public List<SearchHit> search(View view, String text, int limit) {
    AccountColumns rows = watched(view);
    List<SearchHit> hits = store.search(view, text, limit);
    rows.were(hits.size());
    return hits;
  }

  @Override
  public List<TileFeature> tile(View view, TileAddress tile) {
    AccountColumns rows = watched(view);
    List<TileFeature> features = store.tile(view, tile);
    rows.were(features.size());
    return features;
  }

  @Override
  public byte[] vectorTile(View view, TileAddress tile) {
    watched(view);
    return store.vectorTile(view, tile);
  }

  @Override
  public FeatureLoad load(LoadRequest request) {
    return store.load(request);
  }

  @Override
  public Set<String> unindexed() {
    return store.unindexed();
  }

  @Override
  public Map<String, Long> revisions() {
    return store.revisions();
  }

  @Override
  public Subscription listen(Consumer<LayerChange> listener) {
    return store.listen(listener);
  }

  @Override
  public boolean isReady() {
    return store.isReady();
  }

  @Override
  public void close() {
    store.close();
  }

  private static final class CountedCursor implements FeatureCursor {
    private final FeatureCursor cursor;
    private final AccountColumns rows;
    private long seen;

    CountedCursor(FeatureCursor cursor, AccountColumns rows) {
      this.cursor = cursor;
      this.rows = rows;
    }

    @Override
    public long numberMatched() {
      return cursor.numberMatched();
    }

    @Override
    public boolean next() {
      boolean isThere = cursor.next();
      seen += isThere ? 1 : 0;
      return isThere;
    }

    @Override
    public String id() {
      return cursor.id();
    }

    @Override
    public byte[] geometryWkb() {
      return cursor.geometryWkb();
    }

    @Override
    public List<Property> properties() {
      return cursor.properties();
    }

    @Override
    public Object value(int index) {
      return cursor.value(index);
    }

    @Override
    public double distanceMetres() {
      return cursor.distanceMetres();
    }

    @Override
    public Optional<Position> nextPage() {
      return cursor.nextPage();
    }

    @Override
    public void close() {
      cursor.close();
      rows.were(seen);
    }
  }
}
