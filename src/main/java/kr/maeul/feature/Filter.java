package kr.maeul.feature;

import java.util.List;
import kr.maeul.feature.cql.Condition;
import kr.maeul.geo.Box;
import kr.maeul.layer.Property;
import org.locationtech.jts.geom.Geometry;

/**
 * A condition that features are to meet. Properties in it come from the caller's view, so a hidden
 * one cannot be asked.
 */
public sealed interface Filter {

  /** The geometry has a point in common with the box. */
  record Intersects(Box box) implements Filter {}

  /** The geometry has a point in common with another one, in longitude and latitude. */
  record IntersectsArea(Geometry area) implements Filter {}

  /** The geometry comes within a distance of another one, measured on the ellipsoid. */
  record WithinDistance(Geometry from, double metres) implements Filter {}

  /**
   * The feature has no geometry, or its geometry meets a condition of place: what a box of OGC API
   * asks for, as {@link During} asks for what has no time.
   */
  record OrNowhere(Filter place) implements Filter {}

  /** The feature has a geometry. */
  record HasPlace() implements Filter {}

  /** A part of the geometry lies outside of the box, which does not cross the date line. */
  record ReachesOutOf(Box box) implements Filter {}

  /**
   * The feature's time has an instant in common with the interval; features without a time match.
   */
  record During(TimeInterval interval) implements Filter {}

  /**
   * The property has one of the values; a list has one of them among its members.
   *
   * @param values of the property's Java type; for a list, strings
   */
  record OneOf(Property property, List<Object> values) implements Filter {}

  /** The id is one of these. */
  record IdIn(List<String> ids) implements Filter {}

  /**
   * Each word stands in the title, the address or another searched property; a word of 초성 matches
   * syllables.
   */
  record Matches(String text) implements Filter {}

  /** A CQL2 filter is true, neither false nor unknown. */
  record Cql(Condition condition) implements Filter {}
}
