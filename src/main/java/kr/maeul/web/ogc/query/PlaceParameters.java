package kr.maeul.web.ogc.query;

import kr.maeul.web.contract.InvalidParameterException;
import kr.maeul.web.contract.Parameter;
import kr.maeul.web.contract.Schemas;

/** Parameters that say where, other than by a box. {@link PlaceReader} understands them. */
final class PlaceParameters {
  static final double MIN_RADIUS_METRES = 1;
  static final double MAX_RADIUS_METRES = 100_000;

  private PlaceParameters() {}

  static Parameter<ItemsRequest> near() {
    return Parameter.optional(
        "near",
        "여기서 가까운 차례로: 경도,위도(CRS84) 또는 레이어/항목. 거리는 distanceMetres에 담깁니다. radius로 거리를 제한합니다.",
        "in the order of the distance from here: longitude,latitude (CRS84) or layer/id; each feature tells its"
            + " distanceMetres; bounded by radius",
        Schemas.string(),
        (v, r) -> r.near = v);
  }

  static Parameter<ItemsRequest> within() {
    return Parameter.optional(
        "within",
        "레이어/항목. 그 항목과 만나는 것만, radius가 있으면 그 둘레까지.",
        "layer/id: only what has a point in common with that feature or, with radius, comes so near to it",
        Schemas.string(),
        (v, r) -> r.within = v);
  }

  static Parameter<ItemsRequest> radius() {
    return Parameter.optional(
        "radius",
        "near 또는 within에서 이 거리(m)까지",
        "metres from near or within",
        Schemas.object()
            .put("type", "number")
            .put("minimum", MIN_RADIUS_METRES)
            .put("maximum", MAX_RADIUS_METRES),
        (v, r) -> r.radiusMetres = readRadius(v));
  }

  private static double readRadius(String text) throws InvalidParameterException {
    double metres = BoxText.number(text);
    if (metres < MIN_RADIUS_METRES || metres > MAX_RADIUS_METRES) {
      throw new InvalidParameterException(
          "반지름은 1에서 100000 미터까지입니다.", "the radius goes from 1 to 100000 metres");
    }
    return metres;
  }
}
