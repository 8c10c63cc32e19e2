package kr.maeul.houses.finder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.layer.Naming;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;

/**
 * Looks up what houses are called once it is known which of them are told of: a hundred thousand
 * names need not be read for fifty. For one thread.
 */
final class HouseNames {
  private static final int AT_ONCE = 1_000;

  private final FeatureStore store;
  private final View view;
  private final Naming naming;
  private final Optional<Property> address;
  private final Map<String, Name> names = new HashMap<>();

  /**
   * @param title what it is called
   * @param address or null
   */
  record Name(Text title, String address) {}

  HouseNames(FeatureStore store, View view) {
    this.store = store;
    this.view = view;
    this.naming = Naming.of(view);
    this.address = view.byRole(PropertyRole.ADDRESS);
  }

  void lookUp(List<String> ids) {
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      lookUpSome(ids.subList(from, Math.min(ids.size(), from + AT_ONCE)));
    }
  }

  private void lookUpSome(List<String> ids) {
    List<Property> wanted = naming.properties();
    FeatureQuery query =
        FeatureQuery.of(List.of(new Filter.IdIn(ids)), ids.size()).properties(wanted);
    try (FeatureCursor cursor = store.find(view, query)) {
      while (cursor.next()) {
        Map<Property, String> values = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
          Object value = cursor.value(i);
          if (value != null) {
            values.put(wanted.get(i), value.toString());
          }
        }
        names.put(cursor.id(), name(values));
      }
    }
  }

  private Name name(Map<Property, String> values) {
    return new Name(naming.name(values), address.map(values::get).orElse(null));
  }

  /** What it is called; what the layer is called where it has gone since. */
  Name of(String id) {
    return names.getOrDefault(id, new Name(naming.name(Map.of()), null));
  }
}
