package kr.maeul.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.feature.Position;
import kr.maeul.feature.SortKey;
import kr.maeul.geo.Box;
import kr.maeul.geo.near.GeodesicDistance;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Naming;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.TownZone;
import kr.maeul.layer.View;
import kr.maeul.layer.kind.OgcRole;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.Grouping;
import kr.maeul.store.LayerState;
import kr.maeul.store.SearchHit;
import kr.maeul.store.StoredFeature;
import kr.maeul.store.Summary;
import kr.maeul.store.Tally;
import kr.maeul.store.load.FeatureLoad;
import kr.maeul.store.load.LoadRequest;
import kr.maeul.tile.TileAddress;
import kr.maeul.tile.TileCanvas;
import kr.maeul.tile.TileFeature;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.io.WKBWriter;

/**
 * Features in memory, for tests of the web alone: no SQL, nothing fast, nothing but what the port
 * says.
 */
final class MemoryStore implements FeatureStore {
  private final Map<String, List<Feature>> features = new ConcurrentHashMap<>();
  private final Map<String, Long> revisions = new ConcurrentHashMap<>();
  private final List<java.util.function.Consumer<kr.maeul.store.LayerChange>> listeners =
      new java.util.concurrent.CopyOnWriteArrayList<>();
  volatile boolean away;
  volatile Set<String> unindexed = Set.of();

  /** From which feature on the cursor fails, or -1. */
  volatile long failAfter = -1;

  /** Where set, what any question is answered with. */
  volatile RuntimeException bug;

  /** What happens while it is asked. */
  volatile Runnable meanwhile = () -> {};

  volatile Summary summary;

  /** Runs before anything is read. */
  volatile Runnable beforeReading = () -> {};

  void put(Layer layer, List<Feature> all) {
    features.put(layer.id(), List.copyOf(all));
    long revision = revisions.merge(layer.id(), 1L, Long::sum);
    listeners.forEach(l -> l.accept(new kr.maeul.store.LayerChange(layer.id(), revision)));
  }

  @Override
  public Set<String> unindexed() {
    return unindexed;
  }

  private List<Feature> visible(View view) {
    beforeReading.run();
    meanwhile.run();
    if (bug != null) {
      throw bug;
    }
    if (away) {
      throw new DatabaseException("connection refused at 10.0.0.1");
    }
    if (view.empty()) {
      return List.of();
    }
    return features.getOrDefault(view.layer().id(), List.of()).stream()
        .filter(f -> view.admits(f.properties(), LocalDate.now(TownZone.ID)))
        .toList();
  }

  private List<Feature> matching(View view, List<Filter> filters) {
    return visible(view).stream()
        .filter(f -> filters.stream().allMatch(x -> matches(view, f, x)))
        .toList();
  }

  private static boolean matches(View view, Feature f, Filter filter) {
    if (filter instanceof Filter.OrNowhere o) {
      return f.geometry() == null || matches(view, f, o.place());
    } else if (filter instanceof Filter.Intersects i) {
      Envelope e = f.geometry().getEnvelopeInternal();
      return i.box().split().stream()
          .anyMatch(b -> e.intersects(new Envelope(b.west(), b.east(), b.south(), b.north())));
    } else if (filter instanceof Filter.During d) {
      Instant from = time(view, f, OgcRole.PRIMARY_INSTANT, OgcRole.PRIMARY_INTERVAL_START);
      Instant to = time(view, f, OgcRole.PRIMARY_INSTANT, OgcRole.PRIMARY_INTERVAL_END);
      return (d.interval().end() == null || from == null || !from.isAfter(d.interval().end()))
          && (d.interval().start() == null || to == null || !to.isBefore(d.interval().start()));
    } else if (filter instanceof Filter.OneOf o) {
      Object value = f.properties().get(o.property().name());
      return value instanceof List<?> list
          ? list.stream().anyMatch(o.values()::contains)
          : o.values().contains(value);
    } else if (filter instanceof Filter.IdIn ids) {
      return ids.ids().contains(f.id());
    } else if (filter instanceof Filter.IntersectsArea area) {
      return area.area().intersects(f.geometry());
    } else if (filter instanceof Filter.WithinDistance within) {
      return GeodesicDistance.between(within.from(), f.geometry()) <= within.metres();
    } else if (filter instanceof Filter.HasPlace) {
      return f.geometry() != null;
    } else if (filter instanceof Filter.ReachesOutOf out) {
      Envelope e = f.geometry().getEnvelopeInternal();
      return !out.box().contains(new Box(e.getMinX(), e.getMinY(), e.getMaxX(), e.getMaxY()));
    }
    return title(view, f).contains(((Filter.Matches) filter).text());
  }

  private static Instant time(View view, Feature f, OgcRole... roles) {
    for (OgcRole role : roles) {
      Object value = view.byRole(role).map(p -> f.properties().get(p.name())).orElse(null);
      if (value instanceof LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
      } else if (value instanceof OffsetDateTime t) {
        return t.toInstant();
      }
    }
    return null;
  }

  private static String title(View view, Feature f) {
    return view.byRole(PropertyRole.TITLE)
        .map(p -> (String) f.properties().get(p.name()))
        .orElse(f.id());
  }

  @Override
  public Optional<StoredFeature> one(View view, String id) {
    FeatureQuery query =
        FeatureQuery.of(List.of(new Filter.IdIn(List.of(id))), 1).properties(view.properties());
    try (FeatureCursor cursor = find(view, query)) {
      if (!cursor.next()) {
        return Optional.empty();
      }
      return Optional.of(new StoredFeature(cursor.id(), cursor.geometryWkb(), cursor.values()));
    }
  }

  @Override
  public FeatureCursor find(View view, FeatureQuery query) {
    Comparator<Feature> order =
        Comparator.comparingDouble(
            f ->
                query.nearest() == null
                    ? 0
                    : GeodesicDistance.between(query.nearest(), f.geometry()));
    for (SortKey key : query.sort()) {
      order =
          order.thenComparing((a, b) -> compare(value(a, key), value(b, key), key.descending()));
    }
    Comparator<Feature> byAll = order.thenComparing(Feature::id);
    List<Feature> all = matching(view, query.filters()).stream().sorted(byAll).toList();
    List<Feature> rest = all;
    if (query.after() != null) {
      rest = all.stream().filter(f -> isAfter(f, query)).toList();
    }
    List<Feature> page = rest.stream().skip(query.offset()).limit(query.limit()).toList();
    boolean more = rest.size() > query.offset() + page.size();
    return new Cursor(query, page, all.size(), more, failAfter);
  }

  private static boolean isAfter(Feature f, FeatureQuery query) {
    for (int i = 0; i < query.sort().size(); i++) {
      SortKey key = query.sort().get(i);
      int c = compare(value(f, key), query.after().sortValues().get(i), key.descending());
      if (c != 0) {
        return c > 0;
      }
    }
    return f.id().compareTo(query.after().id()) > 0;
  }

  private static Object value(Feature f, SortKey key) {
    return key.property() == null ? f.id() : f.properties().get(key.property().name());
  }

  @SuppressWarnings("unchecked")
  private static int compare(Object a, Object b, boolean descending) {
    if (a == null || b == null) {
      return a == b ? 0 : a == null ? 1 : -1;
    }
    int c = ((Comparable<Object>) a).compareTo(b);
    return descending ? -c : c;
  }

  @Override
  public long count(View view, List<Filter> filters) {
    return matching(view, filters).size();
  }

  @Override
  public LayerState state(View view) {
    List<Feature> all = visible(view);
    Envelope e = new Envelope();
    all.forEach(f -> e.expandToInclude(f.geometry().getEnvelopeInternal()));
    Box box = e.isNull() ? null : new Box(e.getMinX(), e.getMinY(), e.getMaxX(), e.getMaxY());
    Instant from =
        all.stream()
            .map(f -> time(view, f, OgcRole.PRIMARY_INSTANT, OgcRole.PRIMARY_INTERVAL_START))
            .filter(t -> t != null)
            .min(Comparator.naturalOrder())
            .orElse(null);
    Instant until =
        all.stream()
            .map(f -> time(view, f, OgcRole.PRIMARY_INSTANT, OgcRole.PRIMARY_INTERVAL_END))
            .filter(t -> t != null)
            .max(Comparator.naturalOrder())
            .orElse(null);
    return new LayerState(
        revisions.getOrDefault(view.layer().id(), 0L), all.size(), box, from, until);
  }

  @Override
  public Optional<Summary> summary(View view) {
    visible(view);
    return view.summary().map(s -> summary);
  }

  @Override
  public List<Tally> tally(View view, Grouping grouping) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<SearchHit> search(View view, String text, int limit) {
    return visible(view).stream()
        .filter(f -> title(view, f).contains(text))
        .limit(limit)
        .map(f -> hit(view, f))
        .toList();
  }

  private static SearchHit hit(View view, Feature f) {
    return new SearchHit(
        view.layer(),
        f.id(),
        Naming.of(view).named(f.properties()),
        null,
        view.byRole(PropertyRole.ADDRESS)
            .map(p -> (String) f.properties().get(p.name()))
            .orElse(null),
        f.geometry().getInteriorPoint().getX(),
        f.geometry().getInteriorPoint().getY(),
        0);
  }

  /** Every feature as it is, never gathered. */
  @Override
  public List<TileFeature> tile(View view, TileAddress tile) {
    TileCanvas canvas = new TileCanvas(tile);
    List<TileFeature> drawn = new ArrayList<>();
    for (Feature f : visible(view)) {
      Map<String, Object> values = new java.util.LinkedHashMap<>();
      for (Property p : view.properties()) {
        if (f.properties().get(p.name()) != null) {
          values.put(p.name(), f.properties().get(p.name()));
        }
      }
      canvas.draw(f.geometry()).forEach(g -> drawn.add(new TileFeature(f.id(), g, values)));
    }
    return drawn;
  }

  @Override
  public FeatureLoad load(LoadRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, Long> revisions() {
    beforeReading.run();
    if (bug != null) {
      throw bug;
    }
    if (away) {
      throw new DatabaseException("connection refused at 10.0.0.1");
    }
    return Map.copyOf(revisions);
  }

  @Override
  public Subscription listen(java.util.function.Consumer<kr.maeul.store.LayerChange> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public boolean isReady() {
    return !away;
  }

  @Override
  public void close() {}

  private static final class Cursor implements FeatureCursor {
    private final FeatureQuery query;
    private final List<Feature> page;
    private final long matched;
    private final boolean more;
    private final long failAfter;
    private int at = -1;

    Cursor(FeatureQuery query, List<Feature> page, long matched, boolean more, long failAfter) {
      this.query = query;
      this.page = page;
      this.matched = matched;
      this.more = more;
      this.failAfter = failAfter;
    }

    @Override
    public long numberMatched() {
      return matched;
    }

    @Override
    public boolean next() {
      if (failAfter >= 0 && at + 1 >= failAfter) {
        throw new DatabaseException("connection lost");
      }
      at++;
      return at < page.size();
    }

    @Override
    public String id() {
      return page.get(at).id();
    }

    @Override
    public byte[] geometryWkb() {
      return new WKBWriter().write(page.get(at).geometry());
    }

    @Override
    public double distanceMetres() {
      return query.nearest() == null
          ? Double.NaN
          : GeodesicDistance.between(query.nearest(), page.get(at).geometry());
    }

    @Override
    public List<Property> properties() {
      return query.properties();
    }

    @Override
    public Object value(int index) {
      return page.get(at).properties().get(query.properties().get(index).name());
    }

    @Override
    public Optional<Position> nextPage() {
      if (!more || page.isEmpty()) {
        return Optional.empty();
      }
      Feature last = page.get(page.size() - 1);
      List<Object> values = new ArrayList<>();
      query.sort().forEach(k -> values.add(MemoryStore.value(last, k)));
      return Optional.of(new Position(values, last.id()));
    }

    @Override
    public void close() {}
  }
}
