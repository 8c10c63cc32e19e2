package kr.maeul.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import kr.maeul.db.Database;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.LifeCycle;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.store.edit.Author;
import kr.maeul.store.edit.FeatureArchive;
import kr.maeul.store.sql.dialect.Dialect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes with time: features whose time of publication has come, and the bin, which is swept
 * after {@link #BIN}. Several instances may do it at once: each looks at a row again when it holds
 * it. Safe for use by several threads.
 */
public final class Housekeeping implements AutoCloseable {
  /** How long what was taken away can be put back. */
  public static final Duration BIN = Duration.ofDays(30);

  /** Who publishes what was scheduled. */
  public static final Author SERVICE = new Author(null, "서비스 (예약 게시) / service (schedule)", null);

  private static final int ROWS_A_ROUND = 500;
  private static final long ROUND_SECONDS = 1;
  private static final Duration SWEEP_EVERY = Duration.ofHours(1);

  private final Logger log = LoggerFactory.getLogger(Housekeeping.class);
  private final Database database;
  private final LayerCatalog layers;
  private final SqlFeatureEdits edits;
  private final FeatureArchive archive;
  private final Clock clock;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "housekeeping");
            thread.setDaemon(true);
            return thread;
          });
  private Instant sweptAt = Instant.MIN;

  public Housekeeping(Database database, LayerCatalog layers, SqlFeatureEdits edits, Clock clock) {
    this.database = database;
    this.layers = layers;
    this.edits = edits;
    this.archive = edits;
    this.clock = clock;
  }

  /** Does what is due now, and from now on every second what has become due. */
  public void start() {
    round();
    rounds.scheduleWithFixedDelay(this::round, ROUND_SECONDS, ROUND_SECONDS, TimeUnit.SECONDS);
  }

  private void round() {
    try {
      publishDue();
      if (sweptAt.isBefore(clock.instant().minus(SWEEP_EVERY))) {
        sweptAt = clock.instant();
        archive.sweep(sweptAt.minus(BIN));
      }
    } catch (RuntimeException e) {
      log.warn("housekeeping failed and will be tried again: {}", e.getMessage());
    }
  }

  /**
   * Makes public what was to be public by now.
   *
   * @return how many features it were
   */
  public int publishDue() {
    int published = 0;
    for (var layer : layers.all()) {
      LifeCycle cycle = layer.lifeCycle();
      if (cycle != null && cycle.publishAt().isPresent()) {
        View all = layer.viewFor(Audience.PLANNER);
        for (String id : due(all, cycle, cycle.publishAt().get())) {
          published += publish(all, id, cycle, cycle.publishAt().get()) ? 1 : 0;
        }
      }
    }
    return published;
  }

  private List<String> due(View view, LifeCycle cycle, Property time) {
    return database.read(
        handle -> {
          try {
            return due(handle.getConnection(), view, cycle, time);
          } catch (SQLException e) {
            throw database.failure(e);
          }
        });
  }

  private List<String> due(Connection c, View view, LifeCycle cycle, Property time)
      throws SQLException {
    Sql sql = new Sql().add("SELECT \"id\" FROM " + Dialect.table(view.layer()) + " WHERE ");
    sql.add(Dialect.column(time)).add(" <= ").bind(clock.instant().atOffset(ZoneOffset.UTC));
    sql.add(" AND ").add(Dialect.column(cycle.property())).add(" = ").bind(cycle.published());
    sql.add(" ORDER BY ").add(Dialect.column(time));
    List<String> ids = new ArrayList<>();
    try (PreparedStatement s = sql.add(" FETCH FIRST " + ROWS_A_ROUND + " ROWS ONLY").prepare(c);
        ResultSet r = s.executeQuery()) {
      while (r.next()) {
        ids.add(r.getString(1));
      }
    }
    return ids;
  }

  private boolean publish(View view, String id, LifeCycle cycle, Property time) {
    return database.inTransaction(
        tx -> {
          Feature now = edits.read(tx, view, id).map(v -> v.feature()).orElse(null);
          boolean isDue =
              now != null
                  && cycle.published().equals(now.properties().get(cycle.property().name()))
                  && now.properties().get(time.name()) instanceof java.time.OffsetDateTime at
                  && !at.toInstant().isAfter(clock.instant());
          if (!isDue) {
            return false;
          }
          Map<String, Object> values = new LinkedHashMap<>(now.properties());
          values.remove(time.name());
          edits.replace(tx, view, id, new Feature(id, now.geometry(), values), null, SERVICE);
          return true;
        });
  }

  @Override
  public void close() {
    rounds.shutdownNow();
  }
}
