package kr.maeul.layer.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** How files that say what there is (layers, profiles) are found and read. Stateless. */
public final class DeclaredFiles {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private DeclaredFiles() {}

  /**
   * The JSON Schema beside a class, which such files are checked by.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static Schema schema(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(MAPPER.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Shows a folder that comes with the program, in its jar or its folder of classes; nothing where
   * there is none.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static void bundled(String folder, Consumer<Path> reader) {
    Path program = program();
    if (Files.isDirectory(program)) {
      showIfThere(program.resolve(folder), reader);
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(program)) {
      showIfThere(jar.getPath(folder), reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void showIfThere(Path folder, Consumer<Path> reader) {
    if (Files.isDirectory(folder)) {
      reader.accept(folder);
    }
  }

  /** The jar that this program runs from, or the folder of its classes. */
  public static Path program() {
    try {
      return Path.of(
          DeclaredFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Folders in which a program has nothing: it was packed without them.
   *
   * @param program jar or folder of classes
   * @param endings folder → how the name of at least one of its files ends
   * @throws UncheckedIOException if it cannot be read
   */
  public static List<String> absent(Path program, Map<String, String> endings) {
    List<String> absent = new ArrayList<>();
    if (Files.isDirectory(program)) {
      endings.forEach(
          (folder, ending) -> {
            if (!hasFile(program.resolve(folder), ending)) {
              absent.add(folder);
            }
          });
      return absent;
    }
    try (ZipFile jar = new ZipFile(program.toFile())) { // open already, for its classes
      List<String> names = jar.stream().map(ZipEntry::getName).toList();
      endings.forEach(
          (folder, ending) -> {
            if (names.stream().noneMatch(n -> n.startsWith(folder + "/") && n.endsWith(ending))) {
              absent.add(folder);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return absent;
  }

  private static boolean hasFile(Path folder, String ending) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(f -> f.getFileName().toString().endsWith(ending));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a file holds; no name may stand twice in an object.
   *
   * @param problems called where it is not JSON
   */
  public static Optional<JsonNode> json(Path path, Consumer<LayerProblem> problems)
      throws IOException {
    String message;
    try (InputStream in = Files.newInputStream(path)) {
      return Optional.of(MAPPER.readTree(in));
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " (line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr()
                  + ")";
      message = "is not JSON: " + e.getOriginalMessage() + where;
    } catch (CharConversionException e) {
      message = "is not JSON in UTF-8: " + e.getMessage();
    }
    problems.accept(new LayerProblem(path.getFileName().toString(), "", message));
    return Optional.empty();
  }
}
