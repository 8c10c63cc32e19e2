package kr.maeul.web.ogc.write;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import kr.maeul.geo.Crs;
import kr.maeul.layer.text.Particle;
import kr.maeul.layer.text.Text;
import kr.maeul.web.contract.InvalidParameterException;
import kr.maeul.web.contract.JsonBody;
import kr.maeul.web.ogc.query.CrsParameters;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.negotiation.MediaTypes;
import kr.maeul.web.request.refusal.BadRequestException;
import kr.maeul.web.request.refusal.RefusedException;

/**
 * The JSON body of a request that writes.
 *
 * @param json as it was read; nothing about it is known but that it is JSON
 * @param crs in which its coordinates are
 */
record ItemBody(JsonNode json, Crs crs) {
  /** A geometry of ten collections in each other is deep enough. */
  private static final int DEEPEST = 60;

  private static final int MOST_BYTES = 2_000_000;

  static final JsonBody.Limits FEATURE = limits(MediaTypes.GEO_JSON, MediaTypes.JSON);
  static final JsonBody.Limits PATCH = limits(MediaTypes.MERGE_PATCH);
  static final JsonBody.Limits BATCH = limits(MediaTypes.JSON, MediaTypes.MERGE_PATCH);

  private static JsonBody.Limits limits(String... types) {
    return JsonBody.Limits.of(List.of(types), MOST_BYTES, DEEPEST);
  }

  /**
   * Reads the body.
   *
   * @throws RefusedException if it is of another type, or too large
   * @throws BadRequestException if it is no JSON, or is in a reference system that there is none of
   */
  static ItemBody of(Exchange e, JsonBody.Limits limits) throws IOException {
    Crs crs = crs(e.requestHeader("Content-Crs"));
    return new ItemBody(JsonBody.read(e, limits), crs);
  }

  private static Crs crs(String header) {
    if (header == null || header.isBlank()) {
      return Crs.CRS84;
    }
    String name = header.strip();
    String uri =
        name.startsWith("<") && name.endsWith(">") ? name.substring(1, name.length() - 1) : name;
    return Crs.ofUri(uri)
        .orElseThrow(
            () ->
                new BadRequestException(
                    "Content-Crs",
                    new Text(
                        "Content-Crs: "
                            + Particle.TOPIC.after(InvalidParameterException.quote(uri))
                            + " 쓸 수 없는 좌표계입니다. 쓸 수 있는 것: "
                            + String.join(", ", CrsParameters.crsUris()),
                        "Content-Crs: "
                            + InvalidParameterException.quote(uri)
                            + " is not a reference system of this service; there are: "
                            + String.join(", ", CrsParameters.crsUris()))));
  }
}
