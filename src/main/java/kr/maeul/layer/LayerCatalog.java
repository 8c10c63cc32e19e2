package kr.maeul.layer;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All layers of the service, in the order in which they are listed. */
public final class LayerCatalog {
  private final Map<String, Layer> layers;

  public LayerCatalog(Collection<Layer> layers) {
    Map<String, Layer> sorted = new LinkedHashMap<>();
    layers.stream()
        .sorted(Comparator.comparingInt(Layer::order).thenComparing(Layer::id))
        .forEach(l -> sorted.put(l.id(), l));
    this.layers = Collections.unmodifiableMap(sorted);
  }

  public List<Layer> all() {
    return List.copyOf(layers.values());
  }

  public Optional<Layer> layer(String id) {
    return Optional.ofNullable(layers.get(id));
  }

  /**
   * What the audience sees of each layer that it may know of, in the order in which they are
   * listed.
   */
  public List<View> viewsFor(Audience audience) {
    return layers.values().stream().map(l -> l.viewFor(audience)).filter(View::isListed).toList();
  }

  /**
   * The same of one layer; one that the audience may not know of is as absent as one that never
   * was.
   */
  public Optional<View> viewFor(Audience audience, String id) {
    return layer(id).map(l -> l.viewFor(audience)).filter(View::isListed);
  }
}
