package kr.maeul.store.sql.statement;

import java.util.List;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.feature.cql.CqlWeight;
import kr.maeul.store.Grouping;

/** Which questions may be long about it. Stateless. */
public final class Weight {
  private static final int LIGHT = 150;
  private static final int LIGHT_PAGE = 2_000;

  private Weight() {}

  public static boolean isHeavy(FeatureQuery query) {
    return query.limit() > LIGHT_PAGE || isHeavy(query.filters());
  }

  public static boolean isHeavy(List<Filter> filters) {
    return filters.stream().mapToInt(Weight::of).sum() > LIGHT;
  }

  public static boolean isHeavy(Grouping grouping) {
    return !(grouping.by() instanceof Grouping.Value) || isHeavy(grouping.filters());
  }

  private static int of(Filter filter) {
    if (filter instanceof Filter.OrNowhere f) {
      return of(f.place());
    }
    return filter instanceof Filter.Cql f
        ? CqlWeight.of(f.condition())
        : filter instanceof Filter.IntersectsArea || filter instanceof Filter.WithinDistance
            ? LIGHT / 2
            : 1;
  }
}
