package kr.maeul.exchange;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.row.DataFile;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.exchange.row.RowProblem;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Property;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.load.LoadMode;

/**
 * The content that comes with the program, so that the first look at the map is not at an empty
 * one.
 */
public final class DemoContent {
  private static final String FOLDER = "/maeul/demo/";

  private final LayerCatalog layers;
  private final Importer importer;

  public DemoContent(LayerCatalog layers, FeatureStore store, CrsRegistry crs) {
    this.layers = layers;
    this.importer = new Importer(store, crs);
  }

  /**
   * Loads it, layers that others refer to first. What an interrupted load left is overwritten.
   *
   * @return layer → number of features
   * @throws InvalidFileException if a file does not keep to its layer
   */
  public Map<Layer, Long> load() throws IOException, InvalidFileException {
    Map<Layer, Long> counts = new LinkedHashMap<>();
    for (Layer layer : inOrder()) {
      URL resource = DemoContent.class.getResource(FOLDER + layer.id() + ".geojson");
      if (resource != null) {
        counts.put(layer, load(layer, resource));
      }
    }
    return counts;
  }

  /**
   * Ids of the features that come with the program for a layer.
   *
   * @throws IOException if they cannot be read
   */
  public static Set<String> ids(String layerId) throws IOException {
    Set<String> ids = new LinkedHashSet<>();
    try (InputStream in = DemoContent.class.getResourceAsStream(FOLDER + layerId + ".geojson")) {
      if (in != null) {
        new ObjectMapper()
            .readTree(in)
            .path("features")
            .forEach(feature -> ids.add(feature.path("id").asText()));
      }
    }
    return ids;
  }

  private long load(Layer layer, URL resource) throws IOException, InvalidFileException {
    DataFile file = DataFile.of(layer.id() + ".geojson", resource);
    ImportReport report =
        importer.run(ImportRequest.of(layer, file, LoadMode.UPSERT).build(), Progress.NONE);
    if (report.refusal() != null) {
      throw new InvalidFileException(
          file.name() + ": " + report.refusal().ko(), file.name() + ": " + report.refusal().en());
    }
    if (!report.committed()) {
      RowProblem first = report.problems().get(0);
      throw new InvalidFileException(
          file.name()
              + ", "
              + first.place()
              + "번째 도형, "
              + first.column()
              + ": "
              + first.reason().ko(),
          file.name()
              + ", feature "
              + first.place()
              + ", "
              + first.column()
              + ": "
              + first.reason().en());
    }
    return report.result().inserted() + report.result().updated() + report.result().unchanged();
  }

  /** Every layer after those whose ids it holds, as far as they do not go round in a circle. */
  Set<Layer> inOrder() {
    Set<Layer> ordered = new LinkedHashSet<>();
    Set<Layer> begun = new LinkedHashSet<>();
    layers.all().forEach(layer -> add(layer, begun, ordered));
    return ordered;
  }

  private void add(Layer layer, Set<Layer> begun, Set<Layer> ordered) {
    if (!begun.add(layer)) {
      return;
    }
    for (Property p : layer.properties()) {
      if (p.ref() != null) {
        layers.layer(p.ref()).ifPresent(other -> add(other, begun, ordered));
      }
    }
    ordered.add(layer);
  }
}
