package kr.maeul.web.ogc.query;

import kr.maeul.layer.Property;
import kr.maeul.store.Grouping;

/** What is asked of a collection's summary, while it is read. */
public final class SummaryRequest {
  /** How the values of the measured property become one number. */
  public enum Function {
    COUNT,
    SUM,
    MIN,
    MAX,
    MEAN
  }

  /** The filters. */
  public final ItemsRequest rows = new ItemsRequest();

  public Grouping.Key by;

  /** As it was asked, such as {@code in:districts}. */
  public String byName;

  public Property second;
  public Function function = Function.COUNT;
  public Property measured;
  public boolean asGeoJson;
}
