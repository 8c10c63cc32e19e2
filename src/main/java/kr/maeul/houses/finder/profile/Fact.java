package kr.maeul.houses.finder.profile;

import kr.maeul.feature.Filter;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;

/**
 * Something that can be known of a house. A fact is a number: an amount, a distance in metres, a
 * count, 1 for yes and 0 for no, or the place of a value in its property's enumeration. One that is
 * not known is NaN, and never stands for anything else.
 */
public sealed interface Fact {

  /** What a property of the house says; unknown where it has no value. */
  record OfProperty(Property property) implements Fact {}

  /**
   * How far it is to the nearest feature, on the ellipsoid; unknown where the house has no place or
   * where there is no such feature at all.
   */
  record Nearest(Source source) implements Fact {}

  /**
   * How many features come within a distance, the house itself not counted; unknown where the house
   * has no place or where there is no such feature at all.
   */
  record CountWithin(Source source, double radiusMetres) implements Fact {}

  /**
   * Whether the house lies in one of the features, their edge being part of them; unknown where the
   * house has no place or where there is no such feature at all.
   */
  record Inside(Source source) implements Fact {}

  /**
   * Features that houses are near to or in.
   *
   * @param layer of which
   * @param filterText the CQL2 text as it stands in the file, empty for all of the layer
   * @param filter the same as a store takes it, or null for all of the layer
   */
  record Source(Layer layer, String filterText, Filter filter) {
    /** The same layer and the same text are the same features. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Source that
          && layer.equals(that.layer)
          && filterText.equals(that.filterText);
    }

    @Override
    public int hashCode() {
      return 31 * layer.hashCode() + filterText.hashCode();
    }
  }

  /** The features that it looks to, or null where it looks to none. */
  default Source sourceOrNull() {
    return this instanceof Nearest n
        ? n.source()
        : this instanceof CountWithin c ? c.source() : this instanceof Inside i ? i.source() : null;
  }

  /** The unit in which it is measured, or null where it has none. */
  default String unitOrNull() {
    return this instanceof OfProperty p
        ? p.property().unit()
        : this instanceof Nearest ? "m" : null;
  }
}
