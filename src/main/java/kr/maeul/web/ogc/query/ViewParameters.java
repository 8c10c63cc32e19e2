package kr.maeul.web.ogc.query;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;

/**
 * The parameters of every layer as each audience sees it; each table is made once, when it is first
 * asked for. Safe for use by several threads.
 */
public final class ViewParameters {
  private final LayerCatalog layers;
  private final PositionToken tokens;
  private final Map<Key, ItemsParameters> items = new ConcurrentHashMap<>();
  private final Map<Key, SummaryParameters> summaries = new ConcurrentHashMap<>();

  private record Key(Audience audience, String layer) {
    static Key of(View view) {
      return new Key(view.audience(), view.layer().id());
    }
  }

  public ViewParameters(LayerCatalog layers, PositionToken tokens) {
    this.layers = layers;
    this.tokens = tokens;
  }

  /**
   * @param view of the catalogue
   */
  public ItemsParameters items(View view) {
    return items.computeIfAbsent(Key.of(view), key -> new ItemsParameters(view, tokens));
  }

  /**
   * @param view of the catalogue
   */
  public SummaryParameters summary(View view) {
    return summaries.computeIfAbsent(
        Key.of(view),
        key -> new SummaryParameters(view, layers.viewsFor(view.audience()), items(view)));
  }

  /** What the summaries of all these layers have in common. */
  public SummaryParameters summaryOfAny(View bare) {
    return new SummaryParameters(
        bare, layers.viewsFor(bare.audience()), new ItemsParameters(bare, tokens));
  }
}
