package kr.maeul.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import kr.maeul.parts.Part;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OWSLib, which much Python software reads OGC services with. */
@Tag("owslib")
class OwsLibTest {
  private static final String SCRIPT =
      """
      import sys
      from owslib.ogcapi.features import Features
      service = Features(sys.argv[1])
      assert 'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core' in service.conformance()['conformsTo']
      for layer in service.feature_collections():
          matched = service.collection_items(layer, limit=1)['numberMatched']
          ids, offset = set(), 0
          while offset < matched:
              page = service.collection_items(layer, limit=7, offset=offset)['features']
              ids.update(f['id'] for f in page)
              offset += 7
          assert len(ids) == matched, layer
          assert service.collection_queryables(layer)['properties']
          print(layer, matched)
      """;

  @TempDir Path directory;

  @Test
  void readsEveryLayer() {
    String python = Part.python().orElseThrow().toString();
    try (Village village = Village.start(TestDatabase.h2gisWithDemo(directory), null)) {
      String read = Tool.run(Map.of(), python, "-c", SCRIPT, village.url("/api"));
      village.listed().forEach(layer -> assertThat(read).contains(layer.id() + " "));
    }
  }
}
