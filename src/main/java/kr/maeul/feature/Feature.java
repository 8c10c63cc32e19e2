package kr.maeul.feature;

import java.util.Map;
import org.locationtech.jts.geom.Geometry;

/**
 * A feature that keeps to its layer.
 *
 * @param id its id, or null where the store is to give one
 * @param geometry longitude, latitude on WGS84; null where the layer allows it and it has no place
 * @param properties values by property name, of the Java types named by {@link
 *     kr.maeul.layer.kind.PropertyType}; a property without a value is absent
 */
public record Feature(String id, Geometry geometry, Map<String, Object> properties) {}
