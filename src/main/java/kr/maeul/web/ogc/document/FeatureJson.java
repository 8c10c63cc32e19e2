package kr.maeul.web.ogc.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import kr.maeul.geo.Crs;
import kr.maeul.geo.Projection;
import kr.maeul.geo.WkbGeoJson;
import kr.maeul.layer.Property;
import kr.maeul.store.FeatureCursor;
import kr.maeul.web.html.Item;

/**
 * Writes the feature that a cursor stands on as GeoJSON. A property without a value is left out.
 * One an answer.
 */
public final class FeatureJson {
  /** The distance asked for, in metres to the millimetre; stands where a stored one would. */
  public static final String DISTANCE = "distanceMetres";

  private final JsonGenerator out;
  private final WkbGeoJson geometries;

  /** Of the cursor's properties, escaped once. */
  private SerializedString[] names;

  /**
   * @param projection the reference system to write geometries in
   */
  FeatureJson(JsonGenerator out, Projection projection) {
    this.out = out;
    this.geometries = new WkbGeoJson(projection.crs() == Crs.CRS84 ? null : projection);
  }

  /** The feature that a cursor stands on, as an object of its own. */
  void write(FeatureCursor cursor) throws IOException {
    out.writeStartObject();
    begin(cursor.id(), cursor.geometryWkb());
    double distance = cursor.distanceMetres();
    boolean isNear = !Double.isNaN(distance);
    if (isNear) {
      out.writeNumberField(DISTANCE, Math.round(distance * 1000) / 1000.0);
    }
    if (names == null) {
      names =
          cursor.properties().stream()
              .map(p -> new SerializedString(p.name()))
              .toArray(SerializedString[]::new);
    }
    for (int i = 0; i < names.length; i++) {
      boolean isTaken = isNear && names[i].getValue().equals(DISTANCE);
      Object value = isTaken ? null : cursor.value(i);
      if (value != null) {
        out.writeFieldName(names[i]);
        value(out, value);
      }
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  /** The members of a feature; the braces around them are the caller's, who has more to add. */
  void members(Item item) throws IOException {
    begin(item.id(), item.wkb());
    for (Map.Entry<Property, Object> value : item.values().entrySet()) {
      out.writeFieldName(value.getKey().name());
      value(out, value.getValue());
    }
    out.writeEndObject();
  }

  private void begin(String id, byte[] wkb) throws IOException {
    out.writeStringField("type", "Feature");
    out.writeStringField("id", id);
    out.writeFieldName("geometry");
    if (wkb == null) {
      out.writeNull();
    } else {
      out.writeRawValue(geometries.toJson(wkb).toString());
    }
    out.writeObjectFieldStart("properties");
  }

  /** A value of one of the types that {@link kr.maeul.layer.kind.PropertyType} names. */
  public static void value(JsonGenerator out, Object value) throws IOException {
    if (value instanceof Long n) {
      out.writeNumber(n);
    } else if (value instanceof Double n) {
      out.writeNumber(n);
    } else if (value instanceof Boolean b) {
      out.writeBoolean(b);
    } else if (value instanceof OffsetDateTime time) {
      out.writeString(time.toInstant().toString());
    } else if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object member : list) {
        out.writeString(String.valueOf(member));
      }
      out.writeEndArray();
    } else {
      out.writeString(value.toString());
    }
  }
}
