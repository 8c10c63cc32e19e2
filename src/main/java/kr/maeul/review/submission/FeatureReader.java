package kr.maeul.review.submission;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.geo.Wkb;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;

/** Reads whole features through a view. Safe for use by several threads. */
public final class FeatureReader {
  private final FeatureStore store;

  public FeatureReader(FeatureStore store) {
    this.store = store;
  }

  public Optional<Feature> one(View view, String id) {
    return find(view, List.of(new Filter.IdIn(List.of(id))), 1).stream().findFirst();
  }

  public List<Feature> find(View view, List<Filter> filters, int most) {
    List<Feature> found = new java.util.ArrayList<>();
    FeatureQuery query = FeatureQuery.of(filters, most).properties(view.properties());
    try (FeatureCursor cursor = store.find(view, query)) {
      while (cursor.next()) {
        found.add(feature(cursor));
      }
    }
    return found;
  }

  private static Feature feature(FeatureCursor cursor) {
    Map<String, Object> values = new java.util.LinkedHashMap<>();
    List<Property> properties = cursor.properties();
    for (int i = 0; i < properties.size(); i++) {
      if (cursor.value(i) != null) {
        values.put(properties.get(i).name(), cursor.value(i));
      }
    }
    return new Feature(cursor.id(), Wkb.read(cursor.geometryWkb()), values);
  }
}
