package kr.maeul.store.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.db.pool.Pools;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.db.revision.ChangeWatch;
import kr.maeul.db.revision.Revisions;
import kr.maeul.db.sql.Sql;
import kr.maeul.db.sql.SqlWork;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;
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
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.figures.PublishedFigures;
import kr.maeul.store.sql.load.SqlLoad;
import kr.maeul.store.sql.row.OneById;
import kr.maeul.store.sql.row.RevisionSql;
import kr.maeul.store.sql.row.SqlCursor;
import kr.maeul.store.sql.schema.Dialects;
import kr.maeul.store.sql.schema.Indexing;
import kr.maeul.store.sql.schema.LayerTables;
import kr.maeul.store.sql.statement.FindSql;
import kr.maeul.store.sql.statement.GroupSql;
import kr.maeul.store.sql.statement.NearSql;
import kr.maeul.store.sql.statement.SearchSql;
import kr.maeul.store.sql.statement.StateSql;
import kr.maeul.store.sql.statement.Weight;
import kr.maeul.store.sql.tiles.SqlTiles;
import kr.maeul.tile.TileAddress;
import kr.maeul.tile.TileFeature;

/** The feature store on PostGIS or H2GIS. */
public final class SqlFeatureStore implements FeatureStore {
  private final Database database;
  private final boolean ownsDatabase;
  private final Dialect dialect;
  private final Pools pools;
  private final LayerCatalog catalog;
  private final Revisions revisions;
  private final ChangeWatch changes;
  private final Map<StateKey, LayerState> states = new ConcurrentHashMap<>();

  private Indexing indexing;
  private final OneById singles;
  private final SqlTiles tiles;
  private final PublishedFigures figures;
  private final Counts counts;

  private record StateKey(String layer, Audience audience) {}

  private SqlFeatureStore(Database database, boolean ownsDatabase, LayerCatalog catalog) {
    this.database = database;
    this.ownsDatabase = ownsDatabase;
    this.dialect = Dialects.of(database);
    this.pools = database.pools();
    this.revisions = database.revisions();
    this.changes = new ChangeWatch(database.settings(), revisions);
    this.catalog = catalog;
    revisions.countDays(
        catalog.all().stream()
            .filter(Layer::changesByTheDay)
            .map(Layer::id)
            .collect(Collectors.toUnmodifiableSet()),
        dialect::today);
    this.counts = new Counts(dialect);
    this.singles = new OneById(pools.quick(), dialect);
    this.tiles = new SqlTiles(dialect, this::inTransaction, this::ask);
    this.figures = new PublishedFigures(dialect, database.clock());
  }

  /**
   * Opens a database of the store's own, which is closed with it, and brings its tables to where
   * the layer files are.
   *
   * @param dataDirectory where the embedded database keeps its file
   * @throws DatabaseException if it cannot be opened, or if a layer file would lose data; nothing
   *     was changed then
   */
  public static SqlFeatureStore open(
      Settings.Database settings, Path dataDirectory, LayerCatalog catalog) {
    Database database = Database.open(settings, dataDirectory);
    return new SqlFeatureStore(database, true, catalog).migrated();
  }

  /**
   * The features of a database that others use as well and that stays open when the store is
   * closed.
   *
   * @throws DatabaseException as {@link #open} does
   */
  public static SqlFeatureStore over(Database database, LayerCatalog catalog) {
    return new SqlFeatureStore(database, false, catalog).migrated();
  }

  private SqlFeatureStore migrated() {
    try {
      database.migrating(
          c -> {
            dialect.prepare(c);
            migrateLayers();
          });
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Makes what indexes for text search are missing, while the service works. For a service alone: a
   * command has ended before.
   *
   * @return completes once all are there
   */
  public CompletableFuture<Void> indexInBackground() {
    if (dialect.unindexed().isEmpty() || indexing != null) {
      return CompletableFuture.completedFuture(null);
    }
    indexing = new Indexing(database.settings(), catalog.all(), dialect.unindexed());
    return indexing.begin();
  }

  @Override
  public Set<String> unindexed() {
    return Set.copyOf(dialect.unindexed());
  }

  private void migrateLayers() throws SQLException {
    try (Connection c = pools.work().getConnection()) {
      c.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      new LayerTables(dialect, c).migrate(catalog);
    }
  }

  /** As {@link DemoMark#isWanted} says. */
  public boolean needsDemo() {
    return use(c -> DemoMark.isWanted(c, catalog));
  }

  /** As {@link DemoMark#loaded} says. */
  public void demoLoaded() {
    use(DemoMark::loaded);
  }

  @Override
  public FeatureCursor find(View view, FeatureQuery query) {
    try {
      Connection c = pools.questions(Weight.isHeavy(query)).getConnection();
      try {
        c.setAutoCommit(false);
      } catch (SQLException e) {
        c.close();
        throw e;
      }
      Sql sql;
      try {
        sql = new FindSql(dialect, view).page(new NearSql(dialect, view).bounded(c, query));
      } catch (SQLException | RuntimeException e) {
        c.close();
        throw e;
      }
      return new SqlCursor(
          c, dialect, sql, query, connection -> counts.of(connection, view, query.filters()));
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
  }

  @Override
  public Optional<StoredFeature> one(View view, String id) {
    try {
      return singles.read(view, id);
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
  }

  @Override
  public long count(View view, List<Filter> filters) {
    return use(Weight.isHeavy(filters), c -> counts.of(c, view, filters));
  }

  @Override
  public LayerState state(View view) {
    StateKey key = new StateKey(view.layer().id(), view.audience());
    LayerState known = states.get(key);
    if (known != null && known.revision() == view.revision(revisions())) {
      return known;
    }
    return inTransaction(
        c -> {
          LayerState state = StateSql.run(c, dialect, view, RevisionSql.of(c, dialect, view));
          states.put(key, state);
          return state;
        });
  }

  @Override
  public Map<String, Long> revisions() {
    try {
      return revisions.now();
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
  }

  @Override
  public Subscription listen(Consumer<LayerChange> listener) {
    ChangeWatch.Listener told =
        (layer, revision) -> listener.accept(new LayerChange(layer, revision));
    try {
      changes.add(told);
      return () -> changes.remove(told);
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
  }

  @Override
  public Optional<Summary> summary(View view) {
    if (view.summary().isEmpty()) {
      return Optional.empty();
    }
    Layer layer = view.layer();
    long revision = revisions().getOrDefault(layer.id(), 0L);
    return figures.kept(layer, revision).or(() -> Optional.of(figures(layer, revision)));
  }

  private Summary figures(Layer layer, long revision) {
    try (Connection c = pools.work().getConnection()) {
      c.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      return figures.read(c, layer, revision);
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
  }

  @Override
  public List<Tally> tally(View view, Grouping grouping) {
    return use(Weight.isHeavy(grouping), c -> new GroupSql(dialect, view, grouping).run(c));
  }

  @Override
  public List<SearchHit> search(View view, String text, int limit) {
    return use(c -> new SearchSql(dialect, view).run(c, text, limit));
  }

  @Override
  public List<TileFeature> tile(View view, TileAddress tile) {
    return tiles.read(view, tile);
  }

  @Override
  public byte[] vectorTile(View view, TileAddress tile) {
    return tiles.vectorTile(view, tile);
  }

  @Override
  public FeatureLoad load(LoadRequest request) {
    try {
      return new SqlLoad(
          pools.work().getConnection(),
          dialect,
          request,
          catalog,
          database.turns(),
          revisions::written,
          database.clock());
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
  }

  @Override
  public boolean isReady() {
    return database.isReady();
  }

  @Override
  public void close() {
    if (pools.isClosed()) {
      return;
    }
    changes.close();
    if (indexing != null) {
      indexing.close();
    }
    if (ownsDatabase) {
      database.close();
    }
  }

  /** Everything in it is of one moment. */
  private <T> T inTransaction(SqlWork<T> work) {
    return use(
        c -> {
          c.setAutoCommit(false);
          try {
            return work.on(c);
          } finally {
            c.rollback();
          }
        });
  }

  /** For one short statement whose best plan is always the same. */
  private <T> T ask(SqlWork<T> work) {
    try (Connection c = pools.tiles().getConnection()) {
      return work.on(c);
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
  }

  private <T> T use(SqlWork<T> work) {
    return use(false, work);
  }

  private <T> T use(boolean isHeavy, SqlWork<T> work) {
    try (Connection c = pools.questions(isHeavy).getConnection()) {
      return work.on(c);
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
  }
}
