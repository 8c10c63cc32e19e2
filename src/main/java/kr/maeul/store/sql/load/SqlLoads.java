package kr.maeul.store.sql.load;

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
import java.util.stream.Collectors;
import kr.maeul.db.Database;
import kr.maeul.db.sql.Sql;
import kr.maeul.db.sql.SqlWork;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.text.Text;
import kr.maeul.store.edit.Author;
import kr.maeul.store.edit.Revision;
import kr.maeul.store.load.FeatureLoad.Effects;
import kr.maeul.store.load.FeatureLoad.Result;
import kr.maeul.store.load.FeatureLoads;
import kr.maeul.store.load.LoadMode;
import kr.maeul.store.load.LoadRecord;
import kr.maeul.store.load.LoadRefusedException;
import kr.maeul.store.load.LoadRequest;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.load.record.LoadTable;
import kr.maeul.store.sql.load.record.Undoings;
import kr.maeul.store.sql.load.record.YesToUndo;
import kr.maeul.store.sql.schema.Dialects;

/** Loads on PostGIS or H2GIS. */
public final class SqlLoads implements FeatureLoads {
  /** The most loads that are looked through for what can be taken back now. */
  private static final int MOST_LOOKED_AT = 20;

  private final Database database;
  private final Dialect dialect;
  private final LayerCatalog layers;

  /**
   * @param layers whose tables the database has
   */
  public SqlLoads(Database database, LayerCatalog layers) {
    this.database = database;
    this.dialect = Dialects.of(database);
    this.layers = layers;
  }

  /** The loads of a database over which no store has been opened in this process. */
  public static SqlLoads alone(Database database, LayerCatalog layers) {
    SqlLoads loads = new SqlLoads(database, layers);
    database.migrating(loads.dialect::prepare);
    return loads;
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
  public long standing(LoadRecord load) {
    return layers
        .layer(load.layer())
        .map(layer -> read(c -> LoadTable.standing(c, layer, load.number())))
        .orElse(0L);
  }

  @Override
  public List<Use> uses(String layer, String id) {
    Layer of = layers.layer(layer).orElseThrow();
    return read(c -> Ties.uses(c, of, layers, id));
  }

  @Override
  public Undone preview(long number, Author author, int most, long mayShow, long mayLift) {
    return undo(number, author, most, mayShow, mayLift, false);
  }

  @Override
  public Undone undo(long number, Author author, int most, long mayShow, long mayLift) {
    Undone undone = undo(number, author, most, mayShow, mayLift, true);
    database.revisions().written();
    return new Undone(
        undone.undone(),
        undone.result(),
        undone.leftFeatures(),
        undone.left(),
        undone.ofUndone(),
        undone.later(),
        undone.earlier(),
        more(undone.undone(), author),
        undone.effects(),
        null);
  }

  /** Loads before this one that were taken back while it stood, but for what it had changed. */
  private List<Share> more(LoadRecord undone, Author author) {
    List<Share> more = new ArrayList<>();
    Undoings undoings = read(c -> LoadTable.undoings(c, undone.layer()));
    List<Long> before =
        undoings.undone().stream()
            .filter(n -> n < undone.number())
            .filter(n -> undoings.of(n).stream().anyMatch(by -> by > undone.number()))
            .limit(MOST_LOOKED_AT)
            .toList();
    for (long number : before) {
      try {
        Result result = preview(number, author, 0).result();
        more.add(new Share(number, result.inserted() + result.updated() + result.deleted()));
      } catch (LoadRefusedException nothingMore) {
        // all of it is taken back that can be
      }
    }
    return more;
  }

  /** As precise as both databases keep it. */
  private Instant now() {
    return database.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private Undone undo(
      long number, Author author, int most, long mayShow, long mayLift, boolean commits) {
    Instant begun = now();
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
        new LoadStage(database.pools().work().getConnection(), dialect, layer, database.turns())) {
      Connection c = stage.connection();
      stage.lock();
      LoadRecord now = LoadTable.numbered(c, List.of(number)).get(0);
      Undoings undoings = LoadTable.undoings(c, layer.id());
      requireNotThereAgain(now, undoings);
      LoadUndo undo = new LoadUndo(stage, load, undoings, most);
      // What is read was committed before the lock was had, and what is staged is read by nobody.
      try (Connection reading = database.pools().work().getConnection()) {
        undo.stage(reading, Ties.of(reading, layer, layers));
      }
      stage.finish();
      Sql.execute(c, dialect.indexStage(stage.name()));
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
      if (now.undoneBy() != null && planned.inserted() + planned.updated() + undo.taken() == 0) {
        throw nothingMore(now, undo);
      }
      Effects effects = new LoadEffects(stage, true).effects(Ties.NONE, most);
      boolean isAllowed = effects.toBeAllowed() <= mayShow && effects.lifted() <= mayLift;
      Text refusal = isAllowed ? null : YesToUndo.of(number, effects);
      if (commits && !isAllowed) {
        throw new LoadRefusedException(refusal.ko(), refusal.en());
      }
      long by = 0;
      if (commits) {
        LoadRequest request =
            new LoadRequest(layer, LoadMode.UPSERT, load.file(), author, Set.of());
        by = LoadTable.begin(c, request, number, begun);
        String reason = "일괄 등록 " + number + "번을 되돌림: " + load.file();
        new LoadApply(stage, by, author, reason, true, now()).apply(planned);
        LoadTable.end(c, by, planned, now());
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
      return new Undone(
          load,
          result,
          undo.featuresLeft(),
          undo.left(),
          undo.ofUndone(),
          undo.later(),
          undo.earlier(),
          List.of(),
          effects,
          refusal);
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  /**
   * What was taken back and brought again is taken back by the number under which it came again.
   */
  private static void requireNotThereAgain(LoadRecord load, Undoings undoings) {
    LoadRecord last = undoings.lastOf(load);
    if (load.undoneBy() != null && undoings.stands(load.number())) {
      throw new LoadRefusedException(
          load.number()
              + "번은 되돌렸다가 "
              + last.number()
              + "번으로 다시 넣었습니다. 되돌리려면: maeul loads undo "
              + last.number(),
          "Load "
              + load.number()
              + " was undone and came back by load "
              + last.number()
              + "; to take it back: maeul loads undo "
              + last.number());
    }
  }

  private static LoadRefusedException nothingMore(LoadRecord load, LoadUndo undo) {
    String by = undo.earlier().stream().map(n -> n + "번").collect(Collectors.joining(", "));
    String byEn = undo.earlier().stream().map(n -> n + "").collect(Collectors.joining(", "));
    if (!undo.later().isEmpty()) {
      long first = undo.later().get(0).load();
      return new LoadRefusedException(
          load.number()
              + "번은 "
              + by
              + "으로 이미 되돌렸고, 남은 "
              + undo.featuresLeft()
              + "개는 "
              + first
              + "번이 그 뒤에 바꾼 것입니다. 먼저 maeul loads undo "
              + first
              + ", 그다음 maeul loads undo "
              + load.number(),
          "Load "
              + load.number()
              + " was undone by "
              + byEn
              + "; what was left of it ("
              + undo.featuresLeft()
              + ") was changed since by load "
              + first
              + ": maeul loads undo "
              + first
              + " first, and then maeul loads undo "
              + load.number());
    }
    boolean isAll = undo.featuresLeft() == 0;
    String redo =
        undo.earlier().stream().map(n -> "maeul loads undo " + n).collect(Collectors.joining(", "));
    return new LoadRefusedException(
        load.number()
            + "번은 "
            + by
            + "으로 이미 되돌렸습니다."
            + (isAll
                ? ""
                : " 남은 " + undo.featuresLeft() + "개는 그 뒤에 사람이 고치거나 지운 것, 또는 다른 기록이 딸린 것이라 그대로 둡니다.")
            + " 다시 넣으려면: "
            + redo,
        "Load "
            + load.number()
            + " was undone by "
            + byEn
            + (isAll
                ? ""
                : "; what was left of it ("
                    + undo.featuresLeft()
                    + ") people changed or removed since, or keep something beside, and it stays")
            + ". To have it again: "
            + redo);
  }

  private <T> T read(SqlWork<T> work) {
    return database.read(
        handle -> {
          try {
            return work.on(handle.getConnection());
          } catch (SQLException e) {
            throw database.failure(e);
          }
        });
  }
}
