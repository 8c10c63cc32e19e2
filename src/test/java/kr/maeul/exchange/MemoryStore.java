package kr.maeul.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.feature.Position;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.Grouping;
import kr.maeul.store.LayerState;
import kr.maeul.store.SearchHit;
import kr.maeul.store.Summary;
import kr.maeul.store.Tally;
import kr.maeul.store.load.FeatureLoad;
import kr.maeul.store.load.LoadMode;
import kr.maeul.store.load.LoadRequest;
import kr.maeul.tile.TileAddress;
import kr.maeul.tile.TileFeature;
import org.locationtech.jts.io.WKBWriter;

/** Keeps loaded features in memory; reads nothing back but {@link #features}. */
public final class MemoryStore implements FeatureStore {
  private final Map<String, Map<String, Feature>> layers = new HashMap<>();
  private final List<String> loaded = new ArrayList<>();

  public Map<String, Feature> features(String layer) {
    return layers.getOrDefault(layer, Map.of());
  }

  /** Layers in the order in which something was committed to them. */
  public List<String> loaded() {
    return loaded;
  }

  @Override
  public FeatureLoad load(LoadRequest request) {
    return new Load(request.layer().id(), request.mode());
  }

  private final class Load implements FeatureLoad {
    private final String layer;
    private final LoadMode mode;
    private final Map<String, Feature> added = new LinkedHashMap<>();
    private final Map<String, Long> places = new HashMap<>();
    private final List<Conflict> conflicts = new ArrayList<>();
    private final Map<String, Long> spared = new LinkedHashMap<>();

    Load(String layer, LoadMode mode) {
      this.layer = layer;
      this.mode = mode;
    }

    @Override
    public void add(long place, Feature feature, Set<String> assumed, boolean isPart) {
      if (feature.id() == null && (mode == LoadMode.UPSERT || mode == LoadMode.MERGE)) {
        throw new IllegalArgumentException("no id");
      }
      String id = feature.id() == null ? UUID.randomUUID().toString() : feature.id();
      if (places.containsKey(id)) {
        conflicts.add(new Conflict(place, id, places.get(id)));
      } else if (mode == LoadMode.INSERT && features(layer).containsKey(id)
          || isPart && !features(layer).containsKey(id)) {
        conflicts.add(new Conflict(place, id, -1));
      } else {
        places.put(id, place);
        added.put(id, feature);
      }
    }

    @Override
    public void spare(long place, String id) {
      spared.put(id, place);
    }

    @Override
    public List<Conflict> conflicts(int most) {
      return conflicts.stream().limit(most).toList();
    }

    /** Of merging no more than that values which are not said stay; the databases do the rest. */
    @Override
    public Result plan(Set<String> unsaid, Listener listener) {
      Map<String, Feature> now = features(layer);
      if (mode == LoadMode.MERGE) {
        added.replaceAll((id, f) -> now.containsKey(id) ? over(now.get(id), f) : f);
      }
      long same = added.entrySet().stream().filter(e -> isSame(now.get(e.getKey()), e)).count();
      long there = added.keySet().stream().filter(now::containsKey).count();
      Set<String> missing = new LinkedHashSet<>(now.keySet());
      missing.removeAll(added.keySet());
      if (mode == LoadMode.REPLACE) {
        spared.forEach(
            (id, place) -> {
              if (missing.remove(id)) {
                listener.kept(new Kept(place, id, "id", Why.UNREAD, null, null));
              }
            });
      }
      long gone = missing.size();
      return new Result(
          0,
          now.size(),
          added.size() - there,
          there - same,
          same,
          mode == LoadMode.REPLACE ? gone : 0,
          0);
    }

    private static Feature over(Feature old, Feature said) {
      Map<String, Object> values = new HashMap<>(old.properties());
      values.putAll(said.properties());
      return new Feature(
          said.id(), said.geometry() == null ? old.geometry() : said.geometry(), values);
    }

    private static boolean isSame(Feature old, Map.Entry<String, Feature> e) {
      return old != null
          && Objects.equals(old.geometry(), e.getValue().geometry())
          && old.properties().equals(e.getValue().properties());
    }

    @Override
    public Effects effects(int most) {
      return Effects.NONE;
    }

    @Override
    public List<String> shown(java.util.Collection<String> ids) {
      return List.copyOf(ids);
    }

    @Override
    public long withoutPlace(Property with) {
      return added.values().stream()
          .filter(f -> f.geometry() == null)
          .filter(f -> with == null || f.properties().containsKey(with.name()))
          .count();
    }

    @Override
    public Result commit() {
      Result planned = plan(Set.of(), Listener.NOBODY);
      Map<String, Feature> now = layers.computeIfAbsent(layer, l -> new LinkedHashMap<>());
      if (mode == LoadMode.REPLACE) {
        now.keySet().retainAll(spared.keySet());
      }
      now.putAll(added);
      loaded.add(layer);
      return planned;
    }

    @Override
    public void close() {}
  }

  @Override
  public Optional<kr.maeul.store.StoredFeature> one(View view, String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FeatureCursor find(View view, FeatureQuery query) {
    Iterator<Feature> placed =
        features(view.layer().id()).values().stream()
            .filter(f -> f.geometry() != null)
            .limit(query.limit())
            .iterator();
    return new FeatureCursor() {
      private Feature now;

      @Override
      public long numberMatched() {
        throw new UnsupportedOperationException();
      }

      @Override
      public boolean next() {
        now = placed.hasNext() ? placed.next() : null;
        return now != null;
      }

      @Override
      public String id() {
        return now.id();
      }

      @Override
      public byte[] geometryWkb() {
        return new WKBWriter().write(now.geometry());
      }

      @Override
      public List<Property> properties() {
        return query.properties();
      }

      @Override
      public Object value(int index) {
        return now.properties().get(query.properties().get(index).name());
      }

      @Override
      public Optional<Position> nextPage() {
        throw new UnsupportedOperationException();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public long count(View view, List<Filter> filters) {
    return features(view.layer().id()).size();
  }

  @Override
  public LayerState state(View view) {
    return new LayerState(1, features(view.layer().id()).size(), null, null, null);
  }

  @Override
  public Optional<Summary> summary(View view) {
    return Optional.empty();
  }

  @Override
  public List<Tally> tally(View view, Grouping grouping) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<SearchHit> search(View view, String text, int limit) {
    return List.of();
  }

  @Override
  public List<TileFeature> tile(View view, TileAddress tile) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, Long> revisions() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Subscription listen(java.util.function.Consumer<kr.maeul.store.LayerChange> listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void close() {}
}
