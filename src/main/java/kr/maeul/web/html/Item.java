package kr.maeul.web.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.parse.FeatureVersion;
import kr.maeul.geo.Wkb;
import kr.maeul.layer.Naming;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.View;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.StoredFeature;

/**
 * One feature as a page shows it.
 *
 * @param view through which it was read
 * @param id its id
 * @param wkb its geometry, or null
 * @param values of the properties that were asked for and have one
 */
public record Item(View view, String id, byte[] wkb, Map<Property, Object> values) {

  public static Item of(View view, StoredFeature feature) {
    return new Item(view, feature.id(), feature.wkb(), feature.values());
  }

  /** The feature that the cursor stands on. */
  public static Item of(View view, FeatureCursor cursor) {
    Map<Property, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < cursor.properties().size(); i++) {
      Object value = cursor.value(i);
      if (value != null) {
        values.put(cursor.properties().get(i), value);
      }
    }
    return new Item(view, cursor.id(), cursor.geometryWkb(), values);
  }

  /**
   * Says which content it is, as {@link kr.maeul.store.edit.FeatureEdits} does; for items with all
   * properties of their view.
   */
  public String version() {
    Map<String, Object> named = new LinkedHashMap<>();
    values.forEach((p, value) -> named.put(p.name(), value));
    return FeatureVersion.of(new Feature(id, Wkb.read(wkb), named), view.properties());
  }

  /** All that the query finds; for short lists only. */
  static List<Item> find(FeatureStore store, View view, FeatureQuery query) {
    List<Item> items = new ArrayList<>();
    try (FeatureCursor cursor = store.find(view, query)) {
      while (cursor.next()) {
        items.add(of(view, cursor));
      }
    }
    return items;
  }

  /** What lists need to name a feature. */
  public static List<Property> naming(View view) {
    List<Property> properties = new ArrayList<>(Naming.of(view).properties());
    for (PropertyRole role :
        List.of(PropertyRole.SUBTITLE, PropertyRole.CATEGORY, PropertyRole.YEAR)) {
      view.byRole(role)
          .ifPresent(
              p -> {
                properties.add(p);
                view.translationOf(p).ifPresent(properties::add);
              });
    }
    return properties.stream().distinct().toList();
  }
}
