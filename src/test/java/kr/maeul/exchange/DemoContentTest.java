package kr.maeul.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Property;
import kr.maeul.layer.file.LayerFiles;
import org.junit.jupiter.api.Test;

class DemoContentTest {
  private final LayerCatalog layers = new LayerFiles().readBundled().catalog();
  private final MemoryStore store = new MemoryStore();
  private final DemoContent demo = new DemoContent(layers, store, new CrsRegistry());

  @Test
  void keepsToItsLayersAndCanBeLoadedAgain() throws Exception {
    Map<Layer, Long> first = demo.load();
    assertThat(first)
        .isNotEmpty()
        .allSatisfy((layer, count) -> assertThat(count).as(layer.id()).isPositive());
    assertThat(demo.load()).isEqualTo(first);
  }

  @Test
  void comesAfterWhatItRefersTo() {
    List<Layer> order = new ArrayList<>(demo.inOrder());
    assertThat(order).containsExactlyInAnyOrderElementsOf(layers.all());
    Layer ties = layers.layer("network-ties").orElseThrow();
    for (Property p : ties.properties()) {
      if (p.ref() != null) {
        assertThat(order.indexOf(ties))
            .isGreaterThan(order.indexOf(layers.layer(p.ref()).orElseThrow()));
      }
    }
  }

  @Test
  void refersOnlyToWhatIsThere() throws Exception {
    demo.load();
    for (Layer layer : layers.all()) {
      for (Property p : layer.properties()) {
        if (p.ref() == null) {
          continue;
        }
        store
            .features(layer.id())
            .forEach(
                (id, f) -> {
                  Object value = f.properties().get(p.name());
                  List<?> ids =
                      value == null
                          ? List.of()
                          : value instanceof List<?> list ? list : List.of(value);
                  for (Object other : ids) {
                    assertThat(store.features(p.ref()))
                        .as("%s %s %s", layer.id(), id, p.name())
                        .containsKey((String) other);
                  }
                });
      }
    }
  }
}
