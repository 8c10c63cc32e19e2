package kr.maeul.web.ogc;

import kr.maeul.layer.Property;
import kr.maeul.store.Grouping;

/** What is asked of a collection's summary, while it is read. */
final class SummaryRequest {
  /** How the values of the measured property become one number. */
  enum Function {
    COUNT,
    SUM,
    MIN,
    MAX,
    MEAN
  }

  /** The filters. */
  final ItemsRequest rows = new ItemsRequest();

  Grouping.Key by;

  /** As it was asked, such as {@code in:districts}. */
  String byName;

  Property second;
  Function function = Function.COUNT;
  Property measured;
  boolean asGeoJson;
}
