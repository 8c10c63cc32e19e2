package kr.maeul.publishing;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.db.Database;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.feature.SortKey;
import kr.maeul.feature.cql.Condition;
import kr.maeul.feature.cql.Term;
import kr.maeul.feature.cql.ValueType;
import kr.maeul.feature.cql.parse.Operator;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.LifeCycle;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.edit.Author;
import kr.maeul.store.edit.FeatureEdits;

/**
 * Publishes features whose time of publication has come. Several instances may do so at once: each
 * reads a row again once it holds it. Safe for use by several threads.
 */
public final class PublicationSchedule {
  private static final Author SERVICE = new Author(null, "서비스 (예약 게시) / service (schedule)", null);
  private static final int MOST_AT_ONCE = 500;

  private final Database database;
  private final LayerCatalog layers;
  private final FeatureStore store;
  private final FeatureEdits edits;
  private final Clock clock;

  /**
   * @param store without an access log: nobody is told what it reads
   */
  public PublicationSchedule(
      Database database, LayerCatalog layers, FeatureStore store, FeatureEdits edits, Clock clock) {
    this.database = database;
    this.layers = layers;
    this.store = store;
    this.edits = edits;
    this.clock = clock;
  }

  /**
   * Publishes what is due, at most {@value #MOST_AT_ONCE} features of a layer.
   *
   * @return how many features there were
   * @throws kr.maeul.db.request.DatabaseException if the database fails
   */
  public int publishDue() {
    int published = 0;
    for (Layer layer : layers.all()) {
      LifeCycle cycle = layer.lifeCycle();
      if (cycle != null && cycle.publishAt().isPresent()) {
        View all = layer.viewFor(Audience.PLANNER);
        Property time = cycle.publishAt().get();
        for (String id : due(all, cycle, time)) {
          published += publish(all, id, cycle, time) ? 1 : 0;
        }
      }
    }
    return published;
  }

  private List<String> due(View view, LifeCycle cycle, Property time) {
    Instant now = clock.instant();
    Condition isDue =
        new Condition.Compares(
            Operator.LE, new Term.Of(time), new Term.Literal(ValueType.MOMENT, now));
    List<Filter> filters =
        List.of(
            new Filter.OneOf(cycle.property(), List.of(cycle.published())), new Filter.Cql(isDue));
    List<String> ids = new ArrayList<>();
    try (FeatureCursor cursor =
        store.find(
            view, FeatureQuery.of(filters, MOST_AT_ONCE).sort(List.of(new SortKey(time, false))))) {
      while (cursor.next()) {
        ids.add(cursor.id());
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
                  && now.properties().get(time.name()) instanceof OffsetDateTime at
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
}
