package kr.maeul.web.ogc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import kr.maeul.geo.WkbGeoJson;
import kr.maeul.tile.TileAddress;
import kr.maeul.tile.TileCanvas;
import kr.maeul.tile.TileFeature;
import kr.maeul.web.ogc.document.FeatureJson;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.Polygon;

/** Writes a tile as GeoJSON, in longitude and latitude. One a tile. */
final class TileJson {
  private final ObjectMapper mapper;
  private final TileCanvas canvas;

  TileJson(ObjectMapper mapper, TileAddress tile) {
    this.mapper = mapper;
    this.canvas = new TileCanvas(tile);
  }

  byte[] write(List<TileFeature> features) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = mapper.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("type", "FeatureCollection");
      out.writeArrayFieldStart("features");
      for (TileFeature f : features) {
        feature(out, f);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private void feature(JsonGenerator out, TileFeature f) throws IOException {
    out.writeStartObject();
    out.writeStringField("type", "Feature");
    if (f.id() != null) {
      out.writeStringField("id", f.id());
    }
    out.writeFieldName("geometry");
    out.writeStartObject();
    out.writeStringField("type", f.geometry().getGeometryType());
    out.writeFieldName("coordinates");
    coordinates(out, f.geometry());
    out.writeEndObject();
    out.writeObjectFieldStart("properties");
    for (Map.Entry<String, Object> property : f.properties().entrySet()) {
      out.writeFieldName(property.getKey());
      FeatureJson.value(out, property.getValue());
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private void coordinates(JsonGenerator out, Geometry g) throws IOException {
    if (g instanceof GeometryCollection) {
      out.writeStartArray();
      for (int i = 0; i < g.getNumGeometries(); i++) {
        coordinates(out, g.getGeometryN(i));
      }
      out.writeEndArray();
    } else if (g instanceof Polygon p) {
      out.writeStartArray();
      line(out, wound(p.getExteriorRing().getCoordinates(), false));
      for (int i = 0; i < p.getNumInteriorRing(); i++) {
        line(out, wound(p.getInteriorRingN(i).getCoordinates(), true));
      }
      out.writeEndArray();
    } else if (g.getDimension() == 0) {
      position(out, g.getCoordinate());
    } else {
      line(out, g.getCoordinates());
    }
  }

  /** What runs one way where y points down runs the other way on the earth. */
  private static Coordinate[] wound(Coordinate[] ring, boolean counterClockwiseDownward) {
    if (org.locationtech.jts.algorithm.Orientation.isCCW(ring) != counterClockwiseDownward) {
      java.util.Collections.reverse(java.util.Arrays.asList(ring));
    }
    return ring;
  }

  private void line(JsonGenerator out, Coordinate[] line) throws IOException {
    out.writeStartArray();
    for (Coordinate c : line) {
      position(out, c);
    }
    out.writeEndArray();
  }

  private void position(JsonGenerator out, Coordinate c) throws IOException {
    out.writeStartArray();
    number(out, canvas.longitude(c.x));
    number(out, canvas.latitude(c.y));
    out.writeEndArray();
  }

  private static void number(JsonGenerator out, double degrees) throws IOException {
    out.writeNumber(
        BigDecimal.valueOf(degrees)
            .setScale(WkbGeoJson.DECIMALS, RoundingMode.HALF_EVEN)
            .stripTrailingZeros()
            .toPlainString());
  }
}
