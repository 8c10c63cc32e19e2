package kr.maeul.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.feature.cql.Cql;
import kr.maeul.feature.cql.CqlException;
import kr.maeul.feature.cql.CqlFilters;
import kr.maeul.feature.cql.CqlLanguage;
import kr.maeul.feature.cql.CqlOracle;
import kr.maeul.feature.cql.CrsTransform;
import kr.maeul.feature.cql.RandomFilter;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.LayerFiles;
import kr.maeul.layer.View;
import kr.maeul.store.sql.SqlFeatureStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** CQL2 filters find what they should, run on each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CqlContract {
  private static final LayerCatalog CATALOG =
      new LayerFiles().read(java.nio.file.Path.of("src/test/resources/cql-layers")).catalog();

  /** More than a build has time for: {@code -Dmaeul.test.filters=20000}. */
  private static final int FILTERS = Integer.getInteger("maeul.test.filters", 1_500);

  private static final int FEATURES = 60;
  private static final int FILTERS_A_ROUND = 500;

  private final Layer plots = CATALOG.layer("plots").orElseThrow();
  private final View view = plots.viewFor(Audience.PUBLIC);

  private TestDatabase database;
  private SqlFeatureStore store;

  abstract TestDatabase newDatabase();

  @BeforeAll
  void open() {
    database = newDatabase();
    store = SqlFeatureStore.open(database.settings(), database.directory(), CATALOG);
  }

  @AfterAll
  void close() {
    if (store != null) {
      store.close();
      database.close();
    }
  }

  @Test
  void filtersFindWhatANaiveReadingFinds() {
    long seed = Long.getLong("maeul.test.seed", System.nanoTime());
    Random random = new Random(seed);
    RandomFilter make = new RandomFilter(random);
    List<Feature> features = List.of();
    for (int i = 0; i < FILTERS; i++) {
      if (i % FILTERS_A_ROUND == 0) {
        features = new ArrayList<>();
        for (int f = 0; f < FEATURES; f++) {
          features.add(make.feature(String.format("f%02d", f)));
        }
        load(features);
      }
      Cql filter = make.condition(random.nextInt(4));
      String as = "seed " + seed + ", filter " + i + ": ";
      if (!differences(filter, features, as).isEmpty()) {
        Cql smallest = smallest(filter, features, as);
        fail(as + RandomFilter.text(smallest) + "\n" + differences(smallest, features, as));
      }
    }
  }

  /** The features on which the store and the naive reading disagree. */
  private List<Feature> differences(Cql filter, List<Feature> features, String as) {
    String text = RandomFilter.text(filter);
    List<String> found;
    List<String> foundByJson;
    try {
      found = find(CqlLanguage.TEXT, text);
      foundByJson = find(CqlLanguage.JSON, RandomFilter.json(filter));
    } catch (RuntimeException e) {
      throw new AssertionError(as + text, e);
    }
    assertThat(foundByJson).as(as + text).isEqualTo(found);
    return features.stream()
        .filter(f -> CqlOracle.matches(plots, f, filter) != found.contains(f.id()))
        .toList();
  }

  /** A part of the filter on which they disagree by itself. */
  private Cql smallest(Cql filter, List<Feature> features, String as) {
    for (Cql part : RandomFilter.conditionsIn(filter)) {
      if (!differences(part, features, as).isEmpty()) {
        return smallest(part, features, as);
      }
    }
    return filter;
  }

  private List<String> find(CqlLanguage language, String text) {
    Filter filter;
    try {
      filter = CqlFilters.parse(view, text, language, CrsTransform.LON_LAT);
    } catch (CqlException e) {
      throw new AssertionError(text + "\n" + e.message(), e);
    }
    FeatureQuery query = new FeatureQuery(List.of(filter), List.of(), List.of(), 10_000, 0, null);
    List<String> ids = new ArrayList<>();
    try (FeatureCursor c = store.find(view, query)) {
      while (c.next()) {
        ids.add(c.id());
      }
    }
    return ids;
  }

  private void load(List<Feature> features) {
    try (FeatureLoad load = store.load(plots, LoadMode.REPLACE)) {
      long place = 1;
      for (Feature f : features) {
        load.add(place++, f);
      }
      assertThat(load.conflicts(10)).isEmpty();
      load.commit();
    }
  }
}
