package kr.maeul.web.ogc.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import kr.maeul.layer.text.Lang;
import kr.maeul.store.SearchHit;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.negotiation.MediaTypes;

/** What a search found, as GeoJSON. */
public final class SearchDocument {
  private SearchDocument() {}

  public static ObjectNode of(Exchange e, List<SearchHit> hits, Instant now) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "FeatureCollection");
    ArrayNode features = json.putArray("features");
    hits.forEach(hit -> feature(features.addObject(), hit, e.lang()));
    json.put("numberReturned", hits.size());
    json.put("timeStamp", now.truncatedTo(ChronoUnit.SECONDS).toString());
    json.set("links", new Links(e).selfAndAlternate(MediaTypes.GEO_JSON).nodes());
    return json;
  }

  private static void feature(ObjectNode json, SearchHit hit, Lang lang) {
    json.put("type", "Feature").put("id", hit.id());
    if (Double.isNaN(hit.longitude())) {
      json.putNull("geometry");
    } else {
      ObjectNode point = json.putObject("geometry").put("type", "Point");
      point.putArray("coordinates").add(hit.longitude()).add(hit.latitude());
    }
    ObjectNode properties = json.putObject("properties");
    properties.put("layer", hit.layer().id()).put("layerTitle", hit.layer().title().in(lang));
    properties.put("title", hit.title().in(lang));
    if (hit.subtitle() != null) {
      properties.put("subtitle", hit.subtitle());
    }
    if (hit.address() != null) {
      properties.put("address", hit.address());
    }
  }
}
