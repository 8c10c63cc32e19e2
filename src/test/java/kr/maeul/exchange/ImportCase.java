package kr.maeul.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.row.DataFile;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.feature.Feature;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.store.load.LoadMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of imports have in common. */
abstract class ImportCase {
  @TempDir Path folder;
  final MemoryStore store = new MemoryStore();
  final Importer importer = new Importer(store, new CrsRegistry());
  LayerCatalog layers;

  @BeforeEach
  void readLayers() throws IOException {
    layers = TestLayers.catalog(folder);
  }

  DataFile file(String name, String text) throws IOException {
    return file(name, text, StandardCharsets.UTF_8);
  }

  DataFile file(String name, String text, Charset charset) throws IOException {
    return DataFile.of(Files.write(folder.resolve(name), text.getBytes(charset)));
  }

  ImportRequest.Builder into(String layer, DataFile file, LoadMode mode) {
    return ImportRequest.of(layers.layer(layer).orElseThrow(), file, mode);
  }

  ImportRequest.Builder places(DataFile file) {
    return into("places", file, LoadMode.INSERT);
  }

  ImportRequest.Builder places(String csv) throws IOException {
    return places(file("시설 목록.csv", csv));
  }

  ImportReport run(ImportRequest.Builder request) throws IOException, InvalidFileException {
    return importer.run(request.build(), Progress.NONE);
  }

  /** Runs an import of a file that is refused as a whole. */
  InvalidFileException refused(ImportRequest.Builder request) {
    InvalidFileException e = catchThrowableOfType(InvalidFileException.class, () -> run(request));
    assertThat(e).as("the file is refused").isNotNull();
    assertThat(stored()).as("nothing is kept").isEmpty();
    return e;
  }

  List<Feature> stored() {
    return List.copyOf(store.features("places").values());
  }

  Feature only() {
    assertThat(stored()).hasSize(1);
    return stored().get(0);
  }
}
