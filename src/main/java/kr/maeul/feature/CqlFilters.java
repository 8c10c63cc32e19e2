package kr.maeul.feature;

import kr.maeul.feature.cql.Condition;
import kr.maeul.feature.cql.CqlCasts;
import kr.maeul.feature.cql.CqlCheck;
import kr.maeul.feature.cql.CqlWeight;
import kr.maeul.feature.cql.CrsTransform;
import kr.maeul.feature.cql.parse.CqlException;
import kr.maeul.feature.cql.parse.CqlLanguage;
import kr.maeul.feature.cql.parse.CqlTree;
import kr.maeul.layer.View;

/** The way in: from a filter as it was sent to one that a store takes. Stateless. */
public final class CqlFilters {
  private CqlFilters() {}

  /**
   * Reads a filter and checks it against what the view shows. A hidden property is refused in the
   * same words as one that does not exist.
   *
   * @param view what the caller sees
   * @param filter as it was sent, percent-decoded
   * @param language {@code filter-lang}
   * @param crs from {@code filter-crs} to longitude and latitude
   * @throws CqlException if it is too large or too much work, cannot be read or makes no sense for
   *     the layer
   */
  public static Filter parse(View view, String filter, CqlLanguage language, CrsTransform crs)
      throws CqlException {
    CqlTree tree = language.parse(filter);
    Condition condition = new CqlCheck(view, crs, tree, new CqlCasts(language)).condition();
    CqlWeight.check(condition);
    return new Filter.Cql(condition);
  }
}
