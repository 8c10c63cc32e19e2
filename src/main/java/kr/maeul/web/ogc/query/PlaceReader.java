package kr.maeul.web.ogc.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.geo.Box;
import kr.maeul.geo.Crs;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.geo.Wkb;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Particle;
import kr.maeul.layer.text.Text;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;
import kr.maeul.web.contract.InvalidParameterException;
import kr.maeul.web.request.refusal.BadRequestException;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * Understands what a request says of places: boxes in any reference system, and other features, as
 * the caller sees them. For one request.
 */
public final class PlaceReader {
  private final FeatureStore store;
  private final CrsRegistry registry;
  private final Function<String, Optional<View>> views;
  private final List<Long> revisions = new ArrayList<>();

  /**
   * @param views what the caller sees of a layer; empty where the caller may not know of it
   */
  public PlaceReader(
      FeatureStore store, CrsRegistry registry, Function<String, Optional<View>> views) {
    this.store = store;
    this.registry = registry;
    this.views = views;
  }

  /** Revisions of the layers of which features were looked up. */
  public List<Long> revisions() {
    return List.copyOf(revisions);
  }

  /**
   * Turns {@code bbox}, {@code filter}, {@code near}, {@code within} and {@code radius} into
   * filters and an order.
   *
   * @throws BadRequestException if they make no sense, alone or together
   */
  void resolve(ItemsRequest r) {
    if (r.box != null) {
      try {
        r.filters.add(BoxText.filter(r.box, r.boxCrs, registry));
      } catch (InvalidParameterException e) {
        throw bad("bbox", e.reason().ko(), e.reason().en());
      }
    }
    r.filter.resolve(r.filters, registry);
    checkTogether(r);
    if (r.within != null) {
      Geometry area = feature("within", r.within);
      r.filters.add(
          r.radiusMetres == null
              ? new Filter.IntersectsArea(area)
              : new Filter.WithinDistance(area, r.radiusMetres));
    }
    if (r.near != null) {
      r.nearest = r.near.contains("/") ? feature("near", r.near) : position(r.near);
      r.filters.add(
          r.radiusMetres == null
              ? new Filter.HasPlace()
              : new Filter.WithinDistance(r.nearest, r.radiusMetres));
    }
  }

  private static void checkTogether(ItemsRequest r) {
    if (r.radiusMetres != null && r.near == null && r.within == null) {
      throw bad(
          "radius",
          "near나 within과 함께 써야 합니다.",
          "goes only with near or within, which say where from");
    }
    if (r.radiusMetres != null && r.near != null && r.within != null) {
      throw bad(
          "radius",
          "near와 within 가운데 어느 쪽의 거리인지 알 수 없습니다. 하나만 쓰세요.",
          "it is not clear whether it belongs to near or to within; use one of them");
    }
    if (r.near != null && !r.sort.isEmpty()) {
      throw bad(
          "sortby", "near는 거리순이므로 함께 쓸 수 없습니다.", "does not go with near, which orders by distance");
    }
    if (r.near != null && r.afterToken != null) {
      throw bad("after", "near와는 offset을 쓰세요.", "does not go with near; use offset");
    }
  }

  private static Geometry position(String text) {
    String[] parts = text.split(",", -1);
    try {
      if (parts.length == 2) {
        double longitude = BoxText.number(parts[0]);
        double latitude = BoxText.number(parts[1]);
        if (Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90) {
          return GeoJsonGeometry.FACTORY.createPoint(new Coordinate(longitude, latitude));
        }
        throw bad(
            "near",
            "경도는 -180에서 180, 위도는 -90에서 90까지입니다. 경도를 먼저 적으세요.",
            "longitudes go from -180 to 180, latitudes from -90 to 90; longitude comes first");
      }
    } catch (InvalidParameterException e) {
      // reported below
    }
    String given = InvalidParameterException.quote(text);
    throw bad(
        "near",
        Particle.OBJECT.after(given)
            + " 읽을 수 없습니다. 경도,위도 또는 레이어/항목으로 적으세요 (예: 127.158,35.824 또는 stories/angel).",
        given + " is neither longitude,latitude nor layer/id (127.158,35.824 or stories/angel)");
  }

  /** A feature that the caller may not see is as absent as one that never was. */
  private Geometry feature(String parameter, String reference) {
    int slash = reference.indexOf('/');
    if (slash <= 0 || slash == reference.length() - 1) {
      String given = InvalidParameterException.quote(reference);
      throw bad(
          parameter,
          Particle.OBJECT.after(given) + " 읽을 수 없습니다. 레이어/항목으로 적으세요 (예: stories/angel).",
          given + " is not of the form layer/id (stories/angel)");
    }
    View view = views.apply(reference.substring(0, slash)).orElse(null);
    if (view == null) {
      throw nothing(parameter, reference);
    }
    revisions.add(store.state(view).revision());
    List<Filter> byId = List.of(new Filter.IdIn(List.of(reference.substring(slash + 1))));
    FeatureQuery query = FeatureQuery.of(byId, 1);
    try (FeatureCursor cursor = store.find(view, query)) {
      if (!cursor.next()) {
        throw nothing(parameter, reference);
      }
      Geometry g = Wkb.read(cursor.geometryWkb());
      if (g == null || g.isEmpty()) {
        String given = InvalidParameterException.quote(reference);
        throw bad(parameter, given + "에는 위치가 없습니다.", given + " has no place");
      }
      return g;
    }
  }

  private static BadRequestException nothing(String parameter, String reference) {
    String given = InvalidParameterException.quote(reference);
    return bad(parameter, given + "라는 항목이 없습니다.", "there is no feature " + given);
  }

  /**
   * Sees to it before the first byte that everything asked for has coordinates in the system.
   *
   * @throws BadRequestException if a matching feature lies where the system does not reach
   */
  public void requireInside(View view, List<Filter> filters, Crs crs) {
    Box area = crs.area();
    if (area.equals(Box.WORLD)) {
      return;
    }
    Box extent = store.state(view).extent();
    if (extent == null || area.contains(extent)) {
      return;
    }
    List<Filter> beyond = new ArrayList<>(filters);
    beyond.add(new Filter.ReachesOutOf(area));
    long count = store.count(view, beyond);
    if (count > 0) {
      String box =
          area.west() + "," + area.south() + "," + area.east() + "," + area.north() + " (CRS84)";
      throw bad(
          "crs",
          count + "개가 " + crs.code() + " 좌표계가 닿는 곳 밖에 있습니다. bbox로 " + box + " 안을 고르거나 다른 crs를 쓰세요.",
          count
              + " of the features lie where "
              + crs.code()
              + " does not reach; ask for those within the bbox "
              + box
              + " or for another crs");
    }
  }

  private static BadRequestException bad(String parameter, String ko, String en) {
    return new BadRequestException(
        parameter, new Text(parameter + ": " + ko, parameter + ": " + en));
  }
}
