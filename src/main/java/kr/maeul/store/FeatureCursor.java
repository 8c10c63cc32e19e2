package kr.maeul.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.maeul.feature.Position;
import kr.maeul.layer.Property;

/**
 * Features one at a time, so that an answer needs no more memory for ten thousand than for one. For
 * one thread.
 */
public interface FeatureCursor extends AutoCloseable {

  /** How many features match the query's filters in all, on every page together. */
  long numberMatched();

  /** Moves to the next feature; false at the end. */
  boolean next();

  String id();

  /** ISO WKB, longitude first; null where the feature has no place. */
  byte[] geometryWkb();

  /** The properties asked for, in their order. */
  List<Property> properties();

  /**
   * The value of {@code properties().get(index)}, of the type that {@link
   * kr.maeul.layer.kind.PropertyType} names, or null.
   */
  Object value(int index);

  /** The values that the feature has, in the order of {@link #properties}. */
  default Map<Property, Object> values() {
    Map<Property, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < properties().size(); i++) {
      if (value(i) != null) {
        values.put(properties().get(i), value(i));
      }
    }
    return values;
  }

  /**
   * Metres from where the query asks what is nearest, or NaN where it does not ask. 0 where the
   * feature has a point in common with it.
   */
  default double distanceMetres() {
    return Double.NaN;
  }

  /**
   * Once {@link #next()} has answered false: where the next page begins, or empty on the last one.
   */
  Optional<Position> nextPage();

  @Override
  void close();
}
