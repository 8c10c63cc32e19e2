package kr.maeul.store;

import java.util.Map;
import kr.maeul.layer.Property;

/**
 * A feature as the database has it, as far as a view shows it.
 *
 * @param id its id
 * @param wkb its geometry as ISO WKB, longitude first, or null
 * @param values of the properties that have one, in the order of the view
 */
public record StoredFeature(String id, byte[] wkb, Map<Property, Object> values) {}
