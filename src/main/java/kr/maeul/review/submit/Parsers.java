package kr.maeul.review.submit;

import java.util.HashMap;
import java.util.Map;
import kr.maeul.feature.parse.FeatureParser;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;

/** A parser of each layer, made once: making one takes longer than what it does. Immutable. */
public final class Parsers {
  private final Map<String, FeatureParser> whole = new HashMap<>();
  private final Map<String, FeatureParser> drafts = new HashMap<>();

  public Parsers(LayerCatalog layers) {
    for (Layer layer : layers.all()) {
      whole.put(layer.id(), new FeatureParser(layer));
      drafts.put(layer.id(), new FeatureParser(layer.forDrafts()));
    }
  }

  /** Of features that keep to their layer. */
  public FeatureParser whole(Layer layer) {
    return whole.get(layer.id());
  }

  /** Of features that may lack what the layer requires. */
  public FeatureParser draft(Layer layer) {
    return drafts.get(layer.id());
  }
}
