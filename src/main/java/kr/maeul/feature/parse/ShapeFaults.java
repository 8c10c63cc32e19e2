package kr.maeul.feature.parse;

import java.util.Locale;
import kr.maeul.layer.text.Text;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/** What is wrong with a shape, said to the one who drew it. Stateless. */
final class ShapeFaults {
  private ShapeFaults() {}

  /** What is wrong, what to do, and near which place. */
  static Text words(TopologyValidationError error) {
    Text what = what(error.getErrorType());
    Text place = place(error.getCoordinate());
    return new Text(what.ko() + place.ko(), what.en() + place.en());
  }

  private static Text what(int type) {
    return switch (type) {
      case TopologyValidationError.SELF_INTERSECTION,
          TopologyValidationError.RING_SELF_INTERSECTION ->
          new Text(
              "테두리가 서로 엇갈리거나 겹칩니다. 그곳의 꼭짓점을 옮기거나 지워 주세요.",
              "The outline crosses or touches itself. Move or remove a corner there.");
      case TopologyValidationError.HOLE_OUTSIDE_SHELL ->
          new Text(
              "뺀 곳이 테두리 밖에 있습니다. 테두리 안으로 옮겨 주세요.",
              "A hole lies outside the outline. Move it inside.");
      case TopologyValidationError.NESTED_HOLES ->
          new Text(
              "뺀 곳 안에 또 뺀 곳이 있습니다. 하나만 남겨 주세요.",
              "A hole lies inside another hole. Keep one of them.");
      case TopologyValidationError.NESTED_SHELLS ->
          new Text(
              "구역 하나가 다른 구역 안에 들어 있습니다. 하나로 합치거나 떼어 주세요.",
              "One area lies inside another. Make them one, or move them apart.");
      case TopologyValidationError.DISCONNECTED_INTERIOR ->
          new Text(
              "뺀 곳이 테두리나 다른 뺀 곳에 닿아 구역이 끊어집니다. 조금 떼어 주세요.",
              "Holes that touch the outline or each other cut the area in pieces. Move them apart.");
      case TopologyValidationError.TOO_FEW_POINTS ->
          new Text("서로 다른 꼭짓점이 모자랍니다. 더 찍어 주세요.", "There are too few different corners. Add some.");
      default -> new Text("도형이 올바르지 않습니다. 다시 그려 주세요.", "The shape is not valid. Draw it anew.");
    };
  }

  private static Text place(Coordinate at) {
    if (at == null) {
      return Text.EMPTY;
    }
    String north = String.format(Locale.ROOT, "%.5f", at.y);
    String east = String.format(Locale.ROOT, "%.5f", at.x);
    return new Text(
        " (위도 " + north + ", 경도 " + east + " 근처)",
        " (Near latitude " + north + ", longitude " + east + ".)");
  }
}
