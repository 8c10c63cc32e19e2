package kr.maeul.layer;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All layers of the service, in the order in which they are listed. */
public final class LayerCatalog {
  private final Map<String, Layer> layers;

  /**
   * What each audience sees of the layers that it may know of; a layer's view is always the same.
   */
  private final Map<Audience, Map<String, View>> views = new EnumMap<>(Audience.class);

  public LayerCatalog(Collection<Layer> layers) {
    Map<String, Layer> sorted = new LinkedHashMap<>();
    layers.stream()
        .sorted(Comparator.comparingInt(Layer::order).thenComparing(Layer::id))
        .forEach(l -> sorted.put(l.id(), l));
    Map<String, Layer> alone = Map.copyOf(sorted);
    sorted.replaceAll((id, layer) -> layer.among(alone));
    this.layers = Collections.unmodifiableMap(sorted);
    for (Audience audience : Audience.values()) {
      Map<String, View> listed = new LinkedHashMap<>();
      for (Layer layer : this.layers.values()) {
        View view = layer.viewFor(audience);
        if (view.isListed()) {
          listed.put(layer.id(), view);
        }
      }
      views.put(audience, Collections.unmodifiableMap(listed));
    }
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
    return List.copyOf(views.get(audience).values());
  }

  /**
   * The same of one layer; one that the audience may not know of is as absent as one that never
   * was.
   */
  public Optional<View> viewFor(Audience audience, String id) {
    return Optional.ofNullable(views.get(audience).get(id));
  }
}
