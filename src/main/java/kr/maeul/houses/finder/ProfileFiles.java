package kr.maeul.houses.finder;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kr.maeul.houses.finder.profile.Profile;
import kr.maeul.houses.finder.profile.ProfileFilesException;
import kr.maeul.houses.finder.profile.ProfileReader;
import kr.maeul.houses.finder.profile.Profiles;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.file.DeclaredFiles;
import kr.maeul.layer.file.LayerProblem;

/**
 * Reads folders of profile files and runs their examples. As with layer files, all mistakes of all
 * files are found before anything is refused.
 */
public final class ProfileFiles {
  /** How the name of a profile file ends. */
  public static final String SUFFIX = ".json";

  /** How the name of the file of examples beside it ends. */
  public static final String EXAMPLES_SUFFIX = ".examples.json";

  /** Where the files that come with the program lie in it. */
  public static final String BUNDLED = "maeul/profiles";

  private final LayerCatalog layers;
  private final Schema metaSchema;
  private final Map<String, Profile> profiles = new LinkedHashMap<>();
  private final Map<String, List<LayerProblem>> problems = new LinkedHashMap<>();
  private int examples;
  private boolean isBundled;

  /**
   * @param layers which the files speak of
   */
  public ProfileFiles(LayerCatalog layers) {
    this.layers = layers;
    this.metaSchema = DeclaredFiles.schema(ProfileFiles.class, "profile-file.schema.json");
  }

  /**
   * Everything that a service with these settings has: the profiles that come with the program, and
   * those of a folder over them.
   *
   * @param folder or null
   * @throws ProfileFilesException if any file has a mistake
   */
  public static Profiles profiles(LayerCatalog layers, Path folder) {
    ProfileFiles files = new ProfileFiles(layers).readBundled();
    return (folder == null ? files : files.read(folder)).profiles();
  }

  /**
   * Reads every profile file of a folder. A profile of a later folder takes the place of one of the
   * same id of an earlier folder, its mistakes included.
   *
   * @throws UncheckedIOException if the folder cannot be read
   */
  public ProfileFiles read(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(ProfileFiles::isProfile).sorted().toList()) {
        readFile(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private static boolean isProfile(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(SUFFIX) && !name.endsWith(EXAMPLES_SUFFIX);
  }

  /**
   * Reads the profile files that come with the program, from its jar or from a folder of classes.
   * Those whose houses are of a layer that there is not are left out.
   *
   * @throws UncheckedIOException if they cannot be read
   */
  public ProfileFiles readBundled() {
    isBundled = true;
    DeclaredFiles.bundled(BUNDLED, this::read);
    isBundled = false;
    return this;
  }

  /** Every mistake found so far, by file. */
  public List<LayerProblem> problems() {
    return problems.values().stream()
        .flatMap(Collection::stream)
        .sorted(Comparator.comparing(LayerProblem::file).thenComparing(LayerProblem::pointer))
        .toList();
  }

  /** How many profiles were read without a mistake. */
  public int count() {
    return profiles.size();
  }

  /** How many examples were run. */
  public int examples() {
    return examples;
  }

  /**
   * All profiles.
   *
   * @throws ProfileFilesException if any file has a mistake
   */
  public Profiles profiles() {
    if (!problems().isEmpty()) {
      throw new ProfileFilesException(problems());
    }
    return new Profiles(profiles.values());
  }

  private void readFile(Path path) throws IOException {
    String fileName = path.getFileName().toString();
    List<LayerProblem> found = new ArrayList<>();
    problems.put(fileName, found);
    Optional<JsonNode> node = DeclaredFiles.json(path, found::add);
    if (node.isEmpty()) {
      return;
    }
    for (var error : metaSchema.validate(node.get())) {
      found.add(
          new LayerProblem(fileName, error.getInstanceLocation().toString(), error.getMessage()));
    }
    String id = node.get().path("id").asText();
    if (found.isEmpty() && !fileName.equals(id + SUFFIX)) {
      found.add(
          new LayerProblem(
              fileName, "/id", "the file of profile \"" + id + "\" is called " + id + SUFFIX));
    }
    if (!found.isEmpty()) {
      return;
    }
    if (isBundled && layers.layer(node.get().path("layer").asText()).isEmpty()) {
      return;
    }
    ProfileReader reader = new ProfileReader(layers, fileName, node.get());
    Optional<Profile> profile = reader.read();
    found.addAll(reader.problems());
    profiles.remove(id);
    if (profile.isPresent()) {
      profiles.put(id, profile.get());
      checkExamples(path.resolveSibling(id + EXAMPLES_SUFFIX), profile.get(), found);
    }
  }

  private void checkExamples(Path path, Profile profile, List<LayerProblem> found)
      throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    Optional<JsonNode> given = DeclaredFiles.json(path, found::add);
    if (given.isPresent()) {
      ProfileExamples check = new ProfileExamples(profile, path.getFileName().toString());
      found.addAll(check.check(given.get()));
      examples += given.get().path("houses").size();
    }
  }
}
