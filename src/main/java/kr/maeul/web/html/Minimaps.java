package kr.maeul.web.html;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.layer.View;
import kr.maeul.store.FeatureStore;

/** Draws features with what lies around them, as far as the reader sees it. For one answer. */
public final class Minimaps {
  private static final int MOST_AROUND = 60;

  private final FeatureStore store;
  private final List<View> around;

  /**
   * @param around views whose features are drawn, too, beside those of the feature's own
   */
  public Minimaps(FeatureStore store, List<View> around) {
    this.store = store;
    this.around = around;
  }

  /**
   * The drawing, or nothing where the feature has no place.
   *
   * @param label what it shows, for those who cannot see it
   * @param isSurvey whether it is to find the place by: with a scale
   */
  public String svg(Item item, String label, boolean isSurvey) {
    Minimap map = Minimap.around(item.wkb());
    if (map == null) {
      return "";
    }
    List<byte[]> others = new ArrayList<>();
    Filter near = new Filter.Intersects(map.box());
    Stream.concat(around.stream(), Stream.of(item.view()))
        .distinct()
        .forEach(
            view ->
                Item.find(store, view, FeatureQuery.of(List.of(near), MOST_AROUND)).stream()
                    .filter(
                        other ->
                            !(other.id().equals(item.id())
                                && view.layer().equals(item.view().layer())))
                    .forEach(other -> others.add(other.wkb())));
    String accent = item.view().layer().accent();
    return isSurvey ? map.toSurveySvg(label, accent, others) : map.toSvg(label, accent, others);
  }
}
