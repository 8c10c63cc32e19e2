package kr.maeul.exchange;

import java.io.IOException;
import java.util.function.Supplier;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.place.Town;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.store.FeatureStore;

/** Brings files into layers, streaming, all or nothing. Safe for use by several threads. */
public final class Importer {
  private final FeatureStore store;
  private final CrsRegistry crs;
  private final Supplier<Town> town;

  /** Without anything to compare places with but the other rows of a file. */
  public Importer(FeatureStore store, CrsRegistry crs) {
    this(store, crs, () -> Town.UNKNOWN);
  }

  /** Compares places with what is on the map. */
  public Importer(FeatureStore store, CrsRegistry crs, LayerCatalog layers) {
    this(store, crs, () -> Town.of(store, layers));
  }

  private Importer(FeatureStore store, CrsRegistry crs, Supplier<Town> town) {
    this.store = store;
    this.crs = crs;
    this.town = town;
  }

  /**
   * Imports a file. Unless {@link ImportRequest#skipBad} is set, one invalid row keeps out all;
   * every invalid row is found.
   *
   * @throws InvalidFileException if the file cannot be read to its end or cannot be meant for the
   *     layer; nothing is kept
   * @throws IOException if the disk fails
   * @throws kr.maeul.db.request.DatabaseException if the database fails
   */
  public ImportReport run(ImportRequest request, Progress progress)
      throws IOException, InvalidFileException {
    return new ImportRun(store, crs, town.get(), request, progress).run();
  }
}
