package kr.maeul.houses.finder;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.geo.Wkb;
import kr.maeul.geo.near.PlaceTree;
import kr.maeul.houses.finder.profile.Fact;
import kr.maeul.houses.finder.profile.Profile;
import kr.maeul.houses.finder.ranking.FinderRefusedException;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Naming;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;
import org.locationtech.jts.geom.Geometry;

/**
 * What houses are near to and in. Kept between questions while nothing is written to the layers;
 * the revision is compared at every question, so none is answered from before a write that was
 * acknowledged. Safe for use by several threads.
 */
final class Neighbourhoods {
  /** The most features of one source. */
  static final int MOST_FEATURES = 100_000;

  /** The most that are kept, of all sources together; about 25 MB of points. */
  private static final int MOST_KEPT = 100_000;

  private final LayerCatalog layers;
  private final FeatureStore store;
  private final Cache<Key, Kept> kept =
      Caffeine.newBuilder()
          .maximumWeight(MOST_KEPT)
          .weigher((Key key, Kept k) -> 1 + k.neighbourhood().ids().size())
          .build();

  private record Key(Fact.Source source, boolean areas, boolean isOwn, Audience audience) {}

  private record Kept(long revision, Neighbourhood neighbourhood) {}

  /** The neighbourhood of each fact of a profile that has one. */
  record Around(Map<Fact, Neighbourhood> byFact) {
    Neighbourhood of(Fact fact) {
      return byFact.get(fact);
    }
  }

  Neighbourhoods(LayerCatalog layers, FeatureStore store) {
    this.layers = layers;
    this.store = store;
  }

  /**
   * Everything that a profile looks to.
   *
   * @throws FinderRefusedException if a source has more than {@link #MOST_FEATURES} features
   */
  Around of(Profile profile, Audience audience) {
    Map<String, Long> revisions = store.revisions();
    Map<Fact, Neighbourhood> byFact = new HashMap<>();
    for (Fact fact : profile.facts()) {
      Fact.Source source = fact.sourceOrNull();
      if (source != null) {
        boolean isOwn = source.layer().equals(profile.layer());
        Key key = new Key(source, fact instanceof Fact.Inside, isOwn, audience);
        byFact.put(fact, of(key, revisions));
      }
    }
    return new Around(byFact);
  }

  private Neighbourhood of(Key key, Map<String, Long> revisions) {
    View view = layers.viewFor(key.audience(), key.source().layer().id()).orElseThrow();
    long revision = view.revision(revisions);
    Kept there = kept.getIfPresent(key);
    if (there != null && there.revision() == revision) {
      if (view.showsMoreThanPublic()) {
        store.state(view); // so that it is on record that somebody was shown something of it
      }
      return there.neighbourhood();
    }
    Neighbourhood read = read(view, key);
    kept.put(key, new Kept(revision, read));
    return read;
  }

  private Neighbourhood read(View view, Key key) {
    Naming naming = Naming.of(view);
    List<Property> wanted = new ArrayList<>(naming.properties());
    int titlesRead = wanted.size();
    wanted.addAll(Provenance.properties(view));
    Provenance provenance = new Provenance();
    List<Filter> filters = new ArrayList<>(List.of(new Filter.HasPlace()));
    if (key.source().filter() != null) {
      filters.add(key.source().filter());
    }
    FeatureQuery query = FeatureQuery.of(filters, MOST_FEATURES + 1).properties(wanted);
    List<String> ids = new ArrayList<>();
    List<Text> titles = new ArrayList<>();
    List<Geometry> areas = new ArrayList<>();
    PlaceTree.Builder places = new PlaceTree.Builder();
    try (FeatureCursor cursor = store.find(view, query)) {
      while (cursor.next()) {
        if (ids.size() == MOST_FEATURES) {
          throw tooMany(view);
        }
        Geometry g = Wkb.read(cursor.geometryWkb());
        if (g.isEmpty()) {
          continue;
        }
        ids.add(cursor.id());
        provenance.add(view, cursor, titlesRead);
        titles.add(naming.name(cursor.values()));
        if (key.areas()) {
          areas.add(g);
        } else {
          places.add(g);
        }
      }
    }
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; key.isOwn() && i < ids.size(); i++) {
      numbers.put(ids.get(i), i);
    }
    return new Neighbourhood(
        view.layer().id(),
        ids,
        titles,
        key.areas() ? null : places.build(),
        key.areas() ? new AreaIndex(areas) : null,
        provenance.all(),
        numbers);
  }

  private static FinderRefusedException tooMany(View view) {
    Text title = view.layer().title();
    return new FinderRefusedException(
        FinderRefusedException.Reason.TOO_LARGE,
        new Text(
            title.ko() + "에서 고른 것이 " + MOST_FEATURES + "개를 넘습니다. 프로필 파일의 filter로 줄이세요.",
            "more than "
                + MOST_FEATURES
                + " features of "
                + title.en()
                + " are asked about; a filter in the profile file must choose fewer"));
  }
}
