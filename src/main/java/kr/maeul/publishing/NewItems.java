package kr.maeul.publishing;

import java.util.LinkedHashMap;
import java.util.Map;
import kr.maeul.feature.Feature;
import kr.maeul.layer.LifeCycle;
import kr.maeul.layer.View;

/** How the life of an item begins. Stateless. */
public final class NewItems {
  private NewItems() {}

  /** The new item with a status: a draft, unless it has one or its writer cannot see any. */
  public static Feature withStatus(View view, Feature item) {
    LifeCycle cycle = view.layer().lifeCycle();
    if (cycle == null
        || !view.properties().contains(cycle.property())
        || item.properties().containsKey(cycle.property().name())) {
      return item;
    }
    Map<String, Object> values = new LinkedHashMap<>(item.properties());
    values.put(cycle.property().name(), cycle.draft());
    return new Feature(item.id(), item.geometry(), values);
  }
}
