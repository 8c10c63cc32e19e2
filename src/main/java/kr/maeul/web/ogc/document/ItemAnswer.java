package kr.maeul.web.ogc.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import kr.maeul.geo.Mending.Deed;
import kr.maeul.geo.Projection;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.web.html.Item;
import kr.maeul.web.html.Markdown;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.negotiation.MediaTypes;

/** Writes one feature as GeoJSON, with its links and with its Markdown rendered. */
public final class ItemAnswer {
  private final ObjectMapper mapper;
  private final Markdown markdown = new Markdown();

  public ItemAnswer(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  public byte[] toJson(Exchange e, Item item, Projection projection) throws IOException {
    return toJson(e, e.path(), item, projection, Set.of());
  }

  /**
   * @param path of the feature, where the request was to another
   * @param deeds what was done to its shape when it was written just now
   */
  public byte[] toJson(Exchange e, String path, Item item, Projection projection, Set<Deed> deeds)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = mapper.getFactory().createGenerator(bytes)) {
      out.writeStartObject();
      new FeatureJson(out, projection).members(item);
      if (item.values().keySet().stream().anyMatch(Property::markdown)) {
        out.writeObjectFieldStart("html");
        for (Map.Entry<Property, Object> value : item.values().entrySet()) {
          if (value.getKey().markdown()) {
            out.writeStringField(
                value.getKey().name(), markdown.toHtml(value.getValue().toString()));
          }
        }
        out.writeEndObject();
      }
      if (!deeds.isEmpty()) {
        out.writeArrayFieldStart("mended");
        for (Deed deed : deeds) {
          out.writeStartObject();
          out.writeStringField("pointer", "/geometry");
          out.writeStringField("deed", deed.word());
          out.writeStringField("detail", deed.title().ko());
          out.writeStringField("detailEn", deed.title().en());
          out.writeEndObject();
        }
        out.writeEndArray();
      }
      out.writeFieldName("links");
      Layer layer = item.view().layer();
      Links links = new Links(e).selfAndAlternate(path, MediaTypes.GEO_JSON);
      links.to("collection", MediaTypes.JSON, Paths.collection(layer), layer.title());
      mapper.writeTree(out, links.nodes());
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
