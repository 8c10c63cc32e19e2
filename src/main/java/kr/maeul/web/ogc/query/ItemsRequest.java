package kr.maeul.web.ogc.query;

import java.util.ArrayList;
import java.util.List;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.feature.Position;
import kr.maeul.feature.SortKey;
import kr.maeul.geo.Crs;
import kr.maeul.layer.Property;
import org.locationtech.jts.geom.Geometry;

/** What is asked of a collection's items, while it is read. */
public final class ItemsRequest {
  static final int DEFAULT_LIMIT = 100;
  static final int MAX_LIMIT = 10_000;

  public final List<Filter> filters = new ArrayList<>();
  final List<SortKey> sort = new ArrayList<>();
  List<Property> properties;
  int limit = DEFAULT_LIMIT;
  long offset;
  String afterToken;

  /** Four numbers as given: their meaning depends on {@link #boxCrs}. */
  double[] box;

  Crs boxCrs = Crs.CRS84;
  public Crs crs = Crs.CRS84;
  FilterRequest filter = new FilterRequest();
  String near;
  String within;
  Double radiusMetres;

  /** What the features are to be near to, once {@link #near} has been understood. */
  Geometry nearest;

  /**
   * @param visible the properties of the view, taken where none were named
   * @param after read from {@link #afterToken}, or null
   */
  FeatureQuery toQuery(List<Property> visible, Position after) {
    return FeatureQuery.of(filters, limit)
        .properties(properties == null ? visible : properties)
        .sort(sort)
        .offset(offset)
        .after(after)
        .nearest(nearest);
  }
}
