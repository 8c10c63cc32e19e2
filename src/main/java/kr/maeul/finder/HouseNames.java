package kr.maeul.finder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.layer.Property;
import kr.maeul.layer.Role;
import kr.maeul.layer.Text;
import kr.maeul.layer.View;
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
  private final Optional<Property> title;
  private final Optional<Property> english;
  private final Optional<Property> address;
  private final Map<String, Name> names = new HashMap<>();

  /**
   * @param title what it is called, else its address, else its id
   * @param address or null
   */
  record Name(Text title, String address) {}

  HouseNames(FeatureStore store, View view) {
    this.store = store;
    this.view = view;
    this.title = view.byRole(Role.TITLE);
    this.english = title.flatMap(view::translationOf);
    this.address = view.byRole(Role.ADDRESS);
  }

  void lookUp(List<String> ids) {
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      lookUpSome(ids.subList(from, Math.min(ids.size(), from + AT_ONCE)));
    }
  }

  private void lookUpSome(List<String> ids) {
    List<Property> wanted = new ArrayList<>();
    List.of(title, english, address).forEach(p -> p.ifPresent(wanted::add));
    FeatureQuery query =
        new FeatureQuery(List.of(new Filter.IdIn(ids)), wanted, List.of(), ids.size(), 0, null);
    try (FeatureCursor cursor = store.find(view, query)) {
      while (cursor.next()) {
        Map<Property, String> values = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
          Object value = cursor.value(i);
          if (value != null) {
            values.put(wanted.get(i), value.toString());
          }
        }
        names.put(cursor.id(), name(cursor.id(), values));
      }
    }
  }

  private Name name(String id, Map<Property, String> values) {
    String where = address.map(values::get).orElse(null);
    String ko = title.map(values::get).orElse(where == null ? id : where);
    return new Name(new Text(ko, english.map(values::get).orElse(ko)), where);
  }

  /** What it is called; its id where it has gone since. */
  Name of(String id) {
    return names.getOrDefault(id, new Name(new Text(id, id), null));
  }
}
