package kr.maeul.feature;

import kr.maeul.layer.text.Text;
import org.locationtech.jts.geom.Coordinate;

/**
 * What is wrong with a feature.
 *
 * @param pointer JSON pointer into the GeoJSON feature, such as {@code /properties/grade}
 * @param reason what is wrong and what to do
 * @param spot longitude and latitude of where it is wrong, or null where it is nowhere in
 *     particular
 */
public record FeatureProblem(String pointer, Text reason, Coordinate spot) {
  public FeatureProblem(String pointer, Text reason) {
    this(pointer, reason, null);
  }
}
