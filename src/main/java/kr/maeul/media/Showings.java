package kr.maeul.media;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;

/**
 * Which feature names a photo or recording, as an audience sees it now. The store is asked every
 * time, through the audience's view, so whatever hides a feature – a withdrawal, an edit in psql –
 * hides its photos with the next request. Where a feature was found last is remembered to look
 * there first; it is never believed. Safe for use by several threads.
 */
final class Showings {
  private static final int REMEMBERED = 20_000;

  private final LayerCatalog layers;
  private final FeatureStore store;
  private final FeatureStore own;
  private final Cache<String, Place> hints = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  private record Place(String layer, String property, String feature) {}

  /**
   * @param store as callers see it: what is read in somebody's name is on record
   * @param own for what the service has to know itself, and tells nobody
   */
  Showings(LayerCatalog layers, FeatureStore store, FeatureStore own) {
    this.layers = layers;
    this.store = store;
    this.own = own;
  }

  /** Whether the audience sees a feature that names it. */
  boolean isShown(Audience audience, String mediaId) {
    Place hint = hints.getIfPresent(mediaId);
    if (hint != null && isStill(audience, mediaId, hint)) {
      return true;
    }
    for (View view : layers.viewsFor(audience)) {
      for (Property property : view.properties()) {
        if (property.media() != null) {
          Optional<String> feature = find(store, view, property, mediaId, List.of());
          if (feature.isPresent()) {
            hints.put(mediaId, new Place(view.layer().id(), property.name(), feature.get()));
            return true;
          }
        }
      }
    }
    return false;
  }

  private boolean isStill(Audience audience, String mediaId, Place hint) {
    Optional<View> view = layers.viewFor(audience, hint.layer());
    Optional<Property> property = view.flatMap(v -> v.property(hint.property()));
    return property.isPresent()
        && find(
                store,
                view.get(),
                property.get(),
                mediaId,
                List.of(new Filter.IdIn(List.of(hint.feature()))))
            .isPresent();
  }

  /** Ids of the layers with a feature that names it, regardless of who may see it. */
  List<String> layersOf(String mediaId) {
    return featuresOf(mediaId).keySet().stream().toList();
  }

  private Map<String, String> featuresOf(String mediaId) {
    Map<String, String> found = new HashMap<>();
    for (View view : layers.viewsFor(Audience.PLANNER)) {
      for (Property property : view.properties()) {
        if (property.media() != null) {
          find(own, view, property, mediaId, List.of())
              .ifPresent(feature -> found.put(view.layer().id(), feature));
        }
      }
    }
    return found;
  }

  private static Optional<String> find(
      FeatureStore store, View view, Property property, String mediaId, List<Filter> further) {
    List<Filter> filters = new ArrayList<>(further);
    filters.add(new Filter.OneOf(property, List.of(mediaId)));
    try (FeatureCursor cursor = store.find(view, FeatureQuery.of(filters, 1))) {
      return cursor.next() ? Optional.of(cursor.id()) : Optional.empty();
    }
  }
}
