package kr.maeul.web.ogc.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Position;
import kr.maeul.geo.Projection;
import kr.maeul.layer.Layer;
import kr.maeul.layer.text.Text;
import kr.maeul.store.FeatureCursor;
import kr.maeul.web.ogc.query.PositionToken;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.negotiation.MediaTypes;

/**
 * Writes features one by one as they come from the store; what is known only at the end comes at
 * the end. Memory stays the same for any number of them.
 */
public final class ItemsAnswer {
  private final ObjectMapper mapper;
  private final PositionToken tokens;
  private final Clock clock;

  public ItemsAnswer(ObjectMapper mapper, PositionToken tokens, Clock clock) {
    this.clock = clock;
    this.mapper = mapper;
    this.tokens = tokens;
  }

  /**
   * @param cursor open, so that a database that is away has said so before the first byte
   */
  public void write(
      Exchange e, Layer layer, FeatureQuery query, FeatureCursor cursor, Projection projection)
      throws IOException {
    OutputStream stream = e.stream(MediaTypes.GEO_JSON);
    if (e.isHead()) {
      return;
    }
    // Not in try-with-resources: closing on the way out of a failure would make a cut answer look
    // whole.
    JsonGenerator out = mapper.getFactory().createGenerator(stream);
    FeatureJson features = new FeatureJson(out, projection);
    out.writeStartObject();
    out.writeStringField("type", "FeatureCollection");
    out.writeArrayFieldStart("features");
    long returned = 0;
    while (cursor.next()) {
      features.write(cursor);
      returned++;
    }
    out.writeEndArray();
    out.writeNumberField("numberMatched", cursor.numberMatched());
    out.writeNumberField("numberReturned", returned);
    out.writeStringField("timeStamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    out.writeFieldName("links");
    mapper.writeTree(out, links(e, layer, query, cursor.nextPage()).nodes());
    out.writeEndObject();
    out.close();
  }

  private Links links(Exchange e, Layer layer, FeatureQuery query, Optional<Position> next) {
    Links links = new Links(e).selfAndAlternate(MediaTypes.GEO_JSON);
    links.to("collection", MediaTypes.JSON, Paths.collection(layer), layer.title());
    if (next.isPresent() && query.nearest() != null) {
      Map<String, String> changes =
          Map.of("offset", String.valueOf(query.offset() + query.limit()));
      links.sameWith("next", MediaTypes.GEO_JSON, changes, new Text("다음 쪽", "Next page"));
    } else if (next.isPresent()) {
      Map<String, String> changes = new LinkedHashMap<>();
      changes.put("offset", null);
      changes.put("after", tokens.write(next.get(), query.sort()));
      links.sameWith("next", MediaTypes.GEO_JSON, changes, new Text("다음 쪽", "Next page"));
    }
    if (query.after() == null && query.offset() > 0) {
      long before = Math.max(0, query.offset() - query.limit());
      Map<String, String> changes = Map.of("offset", String.valueOf(before));
      links.sameWith("prev", MediaTypes.GEO_JSON, changes, new Text("앞 쪽", "Previous page"));
    }
    return links;
  }
}
