package kr.maeul.web.ogc.query;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import kr.maeul.geo.Crs;
import kr.maeul.layer.text.Particle;
import kr.maeul.web.contract.InvalidParameterException;
import kr.maeul.web.contract.Parameter;
import kr.maeul.web.contract.Schemas;

/** Parameters that name a reference system. Stateless. */
public final class CrsParameters {
  public static final String CRS84 = Crs.CRS84.uri();

  private CrsParameters() {}

  /** The URIs of all reference systems there are, the stored one first. */
  public static List<String> crsUris() {
    return Stream.of(Crs.values()).map(Crs::uri).toList();
  }

  /** A reference system by its URI, or by its CURIE: {@code EPSG:5186} or {@code [EPSG:5186]}. */
  static <R> Parameter<R> crs(String name, BiConsumer<R, Crs> into) {
    return Parameter.optional(
        name,
        "좌표계의 URI 또는 EPSG:5186처럼 줄인 이름. 축의 순서는 EPSG 등록부를 따릅니다. 없으면 경도, 위도(CRS84).",
        "coordinate reference system by its URI or short, such as EPSG:5186; its axes in the order of the EPSG registry;"
            + " longitude, latitude (CRS84) where absent",
        Schemas.string().put("format", "uri").put("default", CRS84),
        (value, r) -> into.accept(r, readCrs(value)));
  }

  private static Crs readCrs(String value) throws InvalidParameterException {
    Crs crs = Crs.ofUri(value).orElse(null);
    if (crs == null) {
      String given = InvalidParameterException.quote(value);
      String list = String.join(", ", crsUris());
      throw new InvalidParameterException(
          Particle.TOPIC.after(given) + " 쓸 수 없는 좌표계입니다. 쓸 수 있는 것: " + list,
          given + " is not a reference system of this service; there are: " + list);
    }
    return crs;
  }
}
