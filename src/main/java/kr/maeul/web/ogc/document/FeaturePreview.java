package kr.maeul.web.ogc.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import kr.maeul.feature.Feature;
import kr.maeul.geo.Crs;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.geo.Wkb;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.web.html.Item;
import kr.maeul.web.request.Exchange;

/**
 * A feature that is in no store, the way a view would show it, and the schema of what may be filled
 * in. Safe for use by several threads.
 */
public final class FeaturePreview {
  private final ObjectMapper mapper = new ObjectMapper();
  private final CrsRegistry crs = new CrsRegistry();
  private final ItemAnswer answer = new ItemAnswer(mapper);

  /** The feature as GeoJSON, through the view, with its Markdown rendered and sanitised. */
  public ObjectNode of(Exchange e, View view, Feature feature) throws IOException {
    Map<Property, Object> values = new LinkedHashMap<>();
    view.properties()
        .forEach(
            p -> {
              if (feature.properties().get(p.name()) != null) {
                values.put(p, feature.properties().get(p.name()));
              }
            });
    Item item = new Item(view, feature.id(), Wkb.write(feature.geometry()), values);
    byte[] json = answer.toJson(e, item, crs.projection(Crs.CRS84));
    ObjectNode node = (ObjectNode) mapper.readTree(json);
    node.remove("links"); // there is nothing yet that they could lead to
    return node;
  }

  /** What a contributor may fill in of a layer, as a JSON Schema. */
  public static JsonNode form(Exchange e, Layer layer) {
    String address = e.urls().at(Paths.collection(layer) + "/schema");
    return SchemaDocument.of(
        SchemaDocument.Kind.SCHEMA, layer.contributorsView(), address, e.lang(), id -> false);
  }
}
