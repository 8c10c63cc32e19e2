package kr.maeul.store.sql.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import kr.maeul.db.pool.Turns;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.Feature;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Property;
import kr.maeul.store.load.FeatureLoad;
import kr.maeul.store.load.LoadMode;
import kr.maeul.store.load.LoadRecord;
import kr.maeul.store.load.LoadRequest;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.load.record.LoadTable;
import kr.maeul.store.sql.load.record.StandingRights;
import kr.maeul.store.sql.row.TimeOrderedId;

/**
 * A load: features stream into a temporary table, become what they are to be beside what is there,
 * and move from there into the layer's table by one statement, all of it in one transaction.
 */
public final class SqlLoad implements FeatureLoad {
  private final LoadStage stage;
  private final LoadRequest request;
  private final LayerCatalog layers;
  private final Runnable written;
  private final Clock clock;
  private final Instant begun;
  private final TimeOrderedId newId = new TimeOrderedId();
  private final Set<String> assumed = new HashSet<>();
  private final Map<String, Long> spared = new LinkedHashMap<>();
  private boolean hasGivenIds;
  private boolean hasParts;
  private Result planned;

  /**
   * Begins; closes the connection should that fail.
   *
   * @param layers all that may refer to the load's layer
   * @param written run once the load is committed
   */
  public SqlLoad(
      Connection connection,
      Dialect dialect,
      LoadRequest request,
      LayerCatalog layers,
      Turns turns,
      Runnable written,
      Clock clock)
      throws SQLException {
    this.layers = layers;
    this.stage = new LoadStage(connection, dialect, request.layer(), turns);
    this.request = request;
    this.written = written;
    this.clock = clock;
    this.begun = now();
  }

  @Override
  public void add(long place, Feature feature, Set<String> nobodySaid, boolean isPart) {
    String id = feature.id();
    boolean needsId = request.mode() == LoadMode.UPSERT || request.mode() == LoadMode.MERGE;
    if (id == null && needsId) {
      throw new IllegalArgumentException("an upsert and a merge need ids");
    }
    hasGivenIds |= id != null;
    assumed.addAll(nobodySaid);
    hasParts |= isPart;
    String names = String.join(",", nobodySaid) + (isPart ? "," + LoadStage.PART : "");
    String mark = names.isEmpty() ? null : "," + names + ",";
    try {
      stage.write(place, id == null ? newId.next() : id, feature, mark);
    } catch (SQLException e) {
      throw stage.dialect().failure(e);
    }
  }

  @Override
  public void spare(long place, String id) {
    spared.putIfAbsent(id, place);
  }

  @Override
  public List<Conflict> conflicts(int most) {
    try {
      stage.finish();
      stage.lock();
      List<Conflict> conflicts = new ArrayList<>();
      if (assumed.contains(request.layer().idName())) {
        new LoadLots(stage).match(spared, most, conflicts);
      }
      if (hasGivenIds) {
        repeated(most - conflicts.size(), conflicts);
        if (request.mode() == LoadMode.INSERT) {
          refuse(stage.isThere(), most, conflicts);
        }
        if (hasParts) {
          String isPart = "s." + Dialect.MARK + " LIKE '%," + LoadStage.PART + ",%'";
          refuse(isPart + " AND NOT " + stage.isThere(), most, conflicts);
        }
      }
      new LoadUploads(stage).refuse(spared, most, conflicts);
      return conflicts;
    } catch (SQLException e) {
      throw stage.dialect().failure(e);
    }
  }

  private void repeated(int most, List<Conflict> conflicts) throws SQLException {
    int before = conflicts.size();
    String place = Dialect.PLACE;
    String repeated =
        "(SELECT \"id\", MIN("
            + place
            + ") AS earlier FROM "
            + stage.name()
            + " GROUP BY \"id\" HAVING COUNT(*) > 1)";
    list(
        "SELECT s."
            + place
            + ", s.\"id\", d.earlier FROM "
            + repeated
            + " d JOIN "
            + stage.name()
            + " s ON s.\"id\" = d.\"id\" WHERE s."
            + place
            + " <> d.earlier",
        most,
        conflicts);
    if (conflicts.size() > before || most <= 0) {
      stage.execute(
          "DELETE FROM "
              + stage.name()
              + " s WHERE EXISTS (SELECT 1 FROM "
              + stage.name()
              + " e WHERE e.\"id\" = s.\"id\" AND e."
              + place
              + " < s."
              + place
              + ")");
    }
  }

  private void refuse(String condition, int most, List<Conflict> conflicts) throws SQLException {
    int before = conflicts.size();
    String refused = " FROM " + stage.name() + " s WHERE " + condition;
    list("SELECT s." + Dialect.PLACE + ", s.\"id\", -1" + refused, most - before, conflicts);
    if (conflicts.size() > before || before == most) {
      stage.execute("DELETE" + refused);
    }
  }

  private void list(String select, int most, List<Conflict> into) throws SQLException {
    if (most <= 0) {
      return;
    }
    into.addAll(
        new Sql()
            .add(select + " ORDER BY 1 FETCH FIRST " + most + " ROWS ONLY")
            .list(
                stage.connection(), r -> new Conflict(r.getLong(1), r.getString(2), r.getLong(3))));
  }

  @Override
  public Result plan(Set<String> unsaid, Listener told) {
    AtomicLong stay = new AtomicLong();
    Listener listener = new Counting(told, stay);
    try {
      long before = stage.count("SELECT COUNT(*) FROM " + Dialect.table(request.layer()));
      if (request.mode() == LoadMode.MERGE) {
        leaveRemoved(listener);
      }
      boolean isNew = before == 0 || request.mode() == LoadMode.INSERT;
      if (isNew) {
        letRightsStand(listener);
        long all = stage.count("SELECT COUNT(*) FROM " + stage.name());
        return planned = new Result(0, before, all, 0, 0, 0, stay.get());
      }
      Sql.execute(stage.connection(), stage.dialect().indexStage(stage.name()));
      LoadDates dates = new LoadDates(stage, assumed);
      if (request.mode() == LoadMode.MERGE) {
        new LoadMerge(stage, request.overwrites(), assumed, listener).merge();
      } else {
        new LoadKeep(stage, request.overwrites(), unsaid, assumed).keep(listener);
      }
      dates.tell(listener);
      letRightsStand(listener);
      long unchanged = stage.markSame();
      long deleted = request.mode() == LoadMode.REPLACE ? markGone(listener) : 0;
      return planned =
          new Result(0, before, stage.additions(), stage.changes(), unchanged, deleted, stay.get());
    } catch (SQLException e) {
      throw stage.dialect().failure(e);
    }
  }

  /**
   * What a person asked for, the load says, too: as it is on record beside features, and, unless
   * the load's word counts in any case, as it was of what comes back from the bin.
   */
  private void letRightsStand(Listener told) throws SQLException {
    Map<String, Set<String>> rights = Bin.rights(stage.connection(), request.layer());
    rights.keySet().removeAll(request.overwrites());
    StandingRights.of(stage.connection(), request.layer())
        .each((right, ids) -> rights.computeIfAbsent(right, r -> new HashSet<>()).addAll(ids));
    for (Map.Entry<String, Set<String>> right : rights.entrySet()) {
      Property p = request.layer().property(right.getKey()).orElseThrow();
      stage.set(
          p,
          right.getValue(),
          (place, id, given) ->
              told.kept(new Kept(place, id, p.name(), Why.RIGHT, given, Boolean.TRUE)));
    }
  }

  /** What the load names, though its values could not be read, is not gone. */
  private long markGone(Listener told) throws SQLException {
    String name = request.layer().idName();
    return stage.markGone(
        spared, (place, id) -> told.kept(new Kept(place, id, name, Why.UNREAD, null, null)));
  }

  /** What people took away does not come back by a merge while it is in the bin. */
  private void leaveRemoved(Listener told) throws SQLException {
    String layer = Sql.literal(request.layer().id());
    String ofLayer = " FROM \"maeul_revision\" r WHERE r.\"layer\" = " + layer;
    String byPeople =
        " AND r.\"kind\" = 'REMOVED' AND COALESCE(r.\"batch\", '') NOT LIKE '"
            + LoadRecord.BATCH
            + "%"
            + "'";
    if (stage.count(
            "SELECT COUNT(*) FROM (SELECT 1" + ofLayer + byPeople + " FETCH FIRST 1 ROW ONLY) AS r")
        == 0) {
      return;
    }
    String removed =
        " FROM "
            + stage.name()
            + " s WHERE NOT "
            + stage.isThere()
            + " AND EXISTS (SELECT 1"
            + ofLayer
            + " AND r.\"feature\" = s.\"id\""
            + byPeople
            + " AND r.\"number\" = (SELECT MAX(n.\"number\") FROM \"maeul_revision\" n"
            + " WHERE n.\"layer\" = r.\"layer\" AND n.\"feature\" = r.\"feature\"))";
    String select = "SELECT s." + Dialect.PLACE + ", s.\"id\"" + removed + " ORDER BY 1";
    new Sql()
        .add(select)
        .each(
            stage.connection(),
            0,
            r -> {
              String id = request.layer().idName();
              told.kept(new Kept(r.getLong(1), r.getString(2), id, Why.REMOVED, null, null));
            });
    stage.execute("DELETE" + removed);
  }

  /** Counts what stays on the way to the listener. */
  private record Counting(Listener to, AtomicLong stay) implements Listener {
    @Override
    public void kept(Kept kept) {
      stay.incrementAndGet();
      to.kept(kept);
    }

    @Override
    public void cleared(Cleared cleared) {
      to.cleared(cleared);
    }

    @Override
    public void wiped(Cleared wiped) {
      to.wiped(wiped);
    }

    @Override
    public void taken(Taken taken) {
      to.taken(taken);
    }

    @Override
    public void older(Older older) {
      to.older(older);
    }

    @Override
    public void older(String property, long features, long taken) {
      to.older(property, features, taken);
    }
  }

  @Override
  public Effects effects(int most) {
    try {
      boolean takesAway = planned.deleted() > 0;
      Ties ties = takesAway ? Ties.of(stage.connection(), request.layer(), layers) : Ties.NONE;
      return new LoadEffects(stage, false).effects(ties, most);
    } catch (SQLException e) {
      throw stage.dialect().failure(e);
    }
  }

  @Override
  public List<String> shownOtherwise() {
    try {
      return new LoadEffects(stage, false).shownOtherwise();
    } catch (SQLException e) {
      throw stage.dialect().failure(e);
    }
  }

  @Override
  public List<String> shown(Collection<String> ids) {
    try {
      return new LoadEffects(stage, false).shown(List.copyOf(ids));
    } catch (SQLException e) {
      throw stage.dialect().failure(e);
    }
  }

  @Override
  public long withoutPlace(Property with) {
    try {
      return stage.count(
          "SELECT COUNT(*) FROM "
              + stage.name()
              + " s WHERE s."
              + Dialect.geometry(request.layer())
              + " IS NULL AND COALESCE(s."
              + Dialect.MARK
              + ", '') <> '"
              + LoadStage.GONE
              + "'"
              + (with == null ? "" : " AND s." + Dialect.column(with) + " IS NOT NULL"));
    } catch (SQLException e) {
      throw stage.dialect().failure(e);
    }
  }

  /** As precise as both databases keep it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public Result commit() {
    if (planned == null) {
      plan(Set.of(), Listener.NOBODY);
    }
    try {
      Connection c = stage.connection();
      long number = LoadTable.begin(c, request, null, begun);
      String reason = "일괄 등록 " + number + "번: " + request.file();
      new LoadApply(stage, number, request.author(), reason, false, now()).apply(planned);
      LoadTable.end(c, number, planned, now());
      stage.commit();
      written.run();
      return new Result(
          number,
          planned.before(),
          planned.inserted(),
          planned.updated(),
          planned.unchanged(),
          planned.deleted(),
          planned.kept());
    } catch (SQLException e) {
      throw stage.dialect().failure(e);
    }
  }

  @Override
  public void close() {
    stage.close();
  }
}
