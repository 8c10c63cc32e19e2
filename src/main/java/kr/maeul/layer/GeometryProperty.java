package kr.maeul.layer;

import kr.maeul.layer.kind.GeometryType;
import kr.maeul.layer.text.Text;

/**
 * The primary geometry of a layer, always in longitude, latitude (CRS84).
 *
 * @param name its name in the layer file, and of its column
 * @param type what it may be
 * @param title label
 * @param required whether a feature without a place is refused
 */
public record GeometryProperty(String name, GeometryType type, Text title, boolean required) {}
