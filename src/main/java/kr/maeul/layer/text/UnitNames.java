package kr.maeul.layer.text;

import java.util.Map;

/** How units of measure are written behind a number. Stateless. */
public final class UnitNames {
  private static final Map<String, Text> WRITTEN =
      Map.of(
          "m2", new Text("㎡", " ㎡"),
          "km2", new Text("㎢", " ㎢"),
          "m", new Text("m", " m"),
          "km", new Text("km", " km"),
          "KRW", new Text("원", " KRW"),
          "%", new Text("%", "%"),
          "a", new Text("년", " years"),
          "mo", new Text("개월", " months"),
          "min", new Text("분", " min"));

  private UnitNames() {}

  /** The unit with the space that it wants before it; one that is not known stands as it is. */
  public static Text written(String unit) {
    return WRITTEN.getOrDefault(unit, new Text(unit, " " + unit));
  }
}
