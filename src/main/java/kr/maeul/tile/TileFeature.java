package kr.maeul.tile;

import java.util.Map;
import org.locationtech.jts.geom.Geometry;

/**
 * Something to be drawn in a tile: a feature, or a cluster of several.
 *
 * @param id of the feature; null for a cluster
 * @param geometry in units of the tile, of which {@value #EXTENT} make its width; x eastward, y
 *     southward. Lines and areas keep to whole numbers.
 * @param properties by name, of the Java types named by {@link kr.maeul.layer.kind.PropertyType};
 *     those without a value are absent
 */
public record TileFeature(String id, Geometry geometry, Map<String, Object> properties) {
  /** Units to the width of a tile. */
  public static final int EXTENT = 4096;

  /** How far lines and areas go on beyond the edge, so that their strokes join. */
  public static final int MARGIN = 64;
}
