package kr.maeul.layer.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.PublicRule;

/**
 * Reads folders of layer files. All mistakes of all files are found before anything is refused, so
 * that their author can correct them in one go.
 */
public final class LayerFiles {
  /** How the name of a layer file ends. */
  public static final String SUFFIX = ".schema.json";

  /** How the name of the file of examples beside it ends. */
  public static final String EXAMPLES_SUFFIX = ".examples.json";

  /** Where the files that come with the program lie in it. */
  public static final String BUNDLED = "maeul/layers";

  private final Schema metaSchema;
  private final Map<String, Layer> layers = new LinkedHashMap<>();
  private final Map<String, JsonNode> examples = new LinkedHashMap<>();
  private final List<LayerProblem> problems = new ArrayList<>();

  public LayerFiles() {
    this.metaSchema = DeclaredFiles.schema(LayerFiles.class, "layer-file.schema.json");
  }

  /**
   * Reads every layer file of a folder. A layer of a later folder takes the place of one of the
   * same id of an earlier folder, so that a centre can change a bundled layer without touching the
   * program; it stands in the same view of the page unless its file names another.
   *
   * @throws UncheckedIOException if the folder cannot be read
   */
  public LayerFiles read(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().endsWith(SUFFIX)).sorted().toList()) {
        readFile(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /**
   * Reads the layer files that come with the program, from its jar or from a folder of classes.
   *
   * @throws UncheckedIOException if they cannot be read
   */
  public LayerFiles readBundled() {
    DeclaredFiles.bundled(BUNDLED, this::read);
    return this;
  }

  /** What stands in a layer's file of examples, or empty where it has none. */
  public Optional<JsonNode> examples(String layerId) {
    return Optional.ofNullable(examples.get(layerId));
  }

  /** Every mistake found so far. */
  public List<LayerProblem> problems() {
    List<LayerProblem> all = new ArrayList<>(problems);
    for (Layer layer : layers.values()) {
      for (Property p : layer.properties()) {
        if (p.ref() != null && !layers.containsKey(p.ref())) {
          all.add(
              new LayerProblem(
                  layer.id() + SUFFIX,
                  "/properties/" + p.name() + "/x-maeul-ref",
                  "there is no layer \"" + p.ref() + "\""));
        }
      }
      PublicRule.Summary summary = layer.publicRule().summary();
      Map<String, String> known = summary == null ? Map.of() : summary.known();
      for (Map.Entry<String, String> e : known.entrySet()) {
        Layer other = layers.get(e.getValue());
        if (other == null || other.byRole(PropertyRole.TITLE).isEmpty()) {
          all.add(
              new LayerProblem(
                  layer.id() + SUFFIX,
                  "/x-maeul-public/summary/known/" + e.getKey(),
                  "there is no layer \"" + e.getValue() + "\" with titles"));
        }
      }
    }
    return all;
  }

  /** Layers read without a mistake. */
  public Collection<Layer> layers() {
    return layers.values();
  }

  /**
   * All layers.
   *
   * @throws LayerFilesException if any file has a mistake
   */
  public LayerCatalog catalog() {
    List<LayerProblem> all = problems();
    if (!all.isEmpty()) {
      throw new LayerFilesException(all);
    }
    return new LayerCatalog(layers.values());
  }

  private void readFile(Path path) throws IOException {
    String fileName = path.getFileName().toString();
    Optional<JsonNode> node = DeclaredFiles.json(path, problems::add);
    if (node.isEmpty()) {
      return;
    }
    var errors =
        metaSchema.validate(
            node.get(), c -> c.executionConfig(x -> x.formatAssertionsEnabled(true)));
    for (var error : errors) {
      problems.add(
          new LayerProblem(fileName, error.getInstanceLocation().toString(), error.getMessage()));
    }
    if (!errors.isEmpty() || !(node.get() instanceof ObjectNode object)) {
      return;
    }
    String id = object.get("$id").asText();
    if (!fileName.equals(id + SUFFIX)) {
      problems.add(
          new LayerProblem(
              fileName, "/$id", "the file of layer \"" + id + "\" is called " + id + SUFFIX));
      return;
    }
    Layer replaced = layers.get(id);
    if (replaced != null && !object.has("x-maeul-view")) {
      replaced.pageView().ifPresent(name -> object.put("x-maeul-view", name));
    }
    LayerReader reader = new LayerReader(fileName, object);
    reader.read().ifPresent(layer -> layers.put(layer.id(), layer));
    problems.addAll(reader.problems());
    examples.remove(id);
    Path examplesFile = path.resolveSibling(id + EXAMPLES_SUFFIX);
    if (Files.exists(examplesFile)) {
      DeclaredFiles.json(examplesFile, problems::add).ifPresent(e -> examples.put(id, e));
    }
  }
}
