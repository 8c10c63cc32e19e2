package kr.maeul.feature.parse;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Layer;

/** What persons asked for stands until somebody lifts it expressly. Stateless. */
public final class Rights {
  private Rights() {}

  /**
   * A feature as it is to be, with the rights that it has now.
   *
   * @param isSaid whether a property is expressly given: then its value is meant
   */
  public static Feature standing(
      Layer layer, Feature now, Feature wanted, Predicate<String> isSaid) {
    Map<String, Object> values = new LinkedHashMap<>(wanted.properties());
    for (String right : layer.imports().rights()) {
      if (Boolean.TRUE.equals(now.properties().get(right)) && !isSaid.test(right)) {
        values.put(right, true);
      }
    }
    return new Feature(wanted.id(), wanted.geometry(), values);
  }
}
