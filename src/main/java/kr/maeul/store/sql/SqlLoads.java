package kr.maeul.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.store.Author;
import kr.maeul.store.FeatureLoad.Result;
import kr.maeul.store.FeatureLoads;
import kr.maeul.store.LoadMode;
import kr.maeul.store.LoadRecord;
import kr.maeul.store.LoadRefusedException;
import kr.maeul.store.LoadRequest;
import kr.maeul.store.Revision;

/** Loads on PostGIS or H2GIS. */
public final class SqlLoads implements FeatureLoads {
  private final Database database;
  private final LayerCatalog layers;

  /**
   * @param layers whose tables the database has
   */
  public SqlLoads(Database database, LayerCatalog layers) {
    this.database = database;
    this.layers = layers;
  }

  @Override
  public List<LoadRecord> list(String layer, int most) {
    return read(c -> LoadTable.list(c, layer, most));
  }

  @Override
  public Optional<LoadRecord> one(long number) {
    return read(c -> LoadTable.numbered(c, List.of(number)).stream().findFirst());
  }

  @Override
  public List<Touch> touching(String layerId, String id) {
    Layer layer = layers.layer(layerId).orElse(null);
    if (layer == null) {
      return List.of();
    }
    return read(
        c -> {
          List<Touch> touches = new ArrayList<>();
          for (LoadRecord load : LoadTable.bringing(c, layerId, id)) {
            touches.add(new Touch(load, Revision.Kind.CREATED, List.of()));
          }
          Map<Long, LoadTable.ByLoad> changes = new LinkedHashMap<>();
          for (LoadTable.ByLoad r : LoadTable.byLoads(c, layer, id)) {
            changes.put(r.load(), r);
          }
          for (LoadRecord load : LoadTable.numbered(c, List.copyOf(changes.keySet()))) {
            LoadTable.ByLoad r = changes.get(load.number());
            touches.add(new Touch(load, r.kind(), r.changed(layer)));
          }
          touches.sort(Comparator.comparingLong(t -> t.load().number()));
          return touches;
        });
  }

  @Override
  public Undone preview(long number, Author author, int most) {
    return undo(number, author, most, false);
  }

  @Override
  public Undone undo(long number, Author author, int most) {
    Undone undone = undo(number, author, most, true);
    database.revisions().written();
    return undone;
  }

  private Undone undo(long number, Author author, int most, boolean commits) {
    Instant begun = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    LoadRecord load =
        one(number)
            .orElseThrow(
                () ->
                    new LoadRefusedException(
                        number + "번 일괄 등록이 없습니다.", "There is no load " + number + "."));
    Layer layer =
        layers
            .layer(load.layer())
            .orElseThrow(
                () ->
                    new LoadRefusedException(
                        "레이어 " + load.layer() + "의 파일이 없습니다.",
                        "There is no layer file of " + load.layer() + "."));
    try (LoadStage stage =
        new LoadStage(
            database.pools().work().getConnection(), database.dialect(), layer, database.turns())) {
      Connection c = stage.connection();
      stage.lock();
      requireNotUndone(LoadTable.numbered(c, List.of(number)).get(0));
      LoadUndo undo = new LoadUndo(stage, load, most);
      // What is read was committed before the lock was had, and what is staged is read by nobody.
      try (Connection reading = database.pools().work().getConnection()) {
        undo.stage(reading);
      }
      stage.finish();
      Dialect.execute(c, database.dialect().indexStage(stage.name()));
      long unchanged = stage.markSame();
      long before = stage.count("SELECT COUNT(*) FROM " + Dialect.table(layer));
      Result planned =
          new Result(
              0,
              before,
              stage.additions(),
              stage.changes(),
              unchanged,
              undo.taken(),
              undo.valuesLeft());
      long by = 0;
      if (commits) {
        LoadRequest request =
            new LoadRequest(layer, LoadMode.UPSERT, load.file(), author, Set.of());
        by = LoadTable.begin(c, request, number, begun);
        String reason = "일괄 등록 " + number + "번을 되돌림: " + load.file();
        new LoadApply(stage, by, author, reason, true).apply(planned);
        LoadTable.end(c, by, planned);
        LoadTable.undone(c, number, by);
        stage.commit();
      }
      Result result =
          new Result(
              by,
              before,
              planned.inserted(),
              planned.updated(),
              unchanged,
              planned.deleted(),
              planned.kept());
      return new Undone(load, result, undo.featuresLeft(), undo.left(), undo.ofUndone());
    } catch (SQLException e) {
      throw SqlErrors.wrap(database.dialect(), e);
    }
  }

  private static void requireNotUndone(LoadRecord load) {
    if (load.undoneBy() != null) {
      throw new LoadRefusedException(
          load.number()
              + "번은 "
              + load.undoneBy()
              + "번으로 이미 되돌렸습니다. 다시 넣으려면 "
              + load.undoneBy()
              + "번을 되돌리세요.",
          "Load "
              + load.number()
              + " was undone by "
              + load.undoneBy()
              + "; undo that one to have it again.");
    }
  }

  private <T> T read(SqlFeatureStore.Work<T> work) {
    return database.read(
        handle -> {
          try {
            return work.on(handle.getConnection());
          } catch (SQLException e) {
            throw SqlErrors.wrap(database.dialect(), e);
          }
        });
  }
}
