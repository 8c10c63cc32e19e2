package kr.maeul.exchange.place;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.geo.HomeView;
import kr.maeul.geo.Korea;
import kr.maeul.geo.Wkb;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * The town that the map is of, as far as what is on the map tells: where most of it lies, and the
 * names of districts. While too little is there to tell, it is likely where that little lies, or
 * where the map opens. Immutable.
 */
public final class Town {
  /** Nothing is on the map yet. */
  public static final Town UNKNOWN = new Town(null, List.of(), List.of());

  private static final String DISTRICTS = "districts";
  private static final int MOST_OF_A_LAYER = 500;
  private static final int FEWEST_PLACES = 10;

  private final Whereabouts whereabouts;
  private final List<Whereabouts> likely;
  private final List<District> districts;

  private record District(Text name, Geometry area) {}

  private Town(Whereabouts whereabouts, List<Whereabouts> likely, List<District> districts) {
    this.whereabouts = whereabouts;
    this.likely = likely;
    this.districts = districts;
  }

  /**
   * The town of what is in the layers: some hundreds of features of each are looked at.
   *
   * @throws kr.maeul.db.request.DatabaseException if the database fails
   */
  public static Town of(FeatureStore store, LayerCatalog layers) {
    List<Coordinate> places = new ArrayList<>();
    List<District> districts = new ArrayList<>();
    for (View view : layers.viewsFor(Audience.PLANNER)) {
      if (!view.empty()) {
        look(store, view, places, districts);
      }
    }
    Whereabouts known = Whereabouts.of(places, FEWEST_PLACES);
    List<Whereabouts> likely =
        Stream.of(
                Whereabouts.of(places, 1),
                Whereabouts.of(List.of(new Coordinate(HomeView.LONGITUDE, HomeView.LATITUDE)), 1))
            .filter(Objects::nonNull)
            .toList();
    return new Town(known, known == null ? likely : List.of(), districts);
  }

  private static void look(
      FeatureStore store, View view, List<Coordinate> places, List<District> districts) {
    boolean isOfDistricts = view.layer().id().equals(DISTRICTS);
    List<Property> names = new ArrayList<>();
    if (isOfDistricts) {
      view.byRole(PropertyRole.TITLE).ifPresent(names::add);
      view.byRole(PropertyRole.TITLE).flatMap(view::translationOf).ifPresent(names::add);
    }
    FeatureQuery query =
        FeatureQuery.of(List.of(new Filter.HasPlace()), MOST_OF_A_LAYER).properties(names);
    try (FeatureCursor cursor = store.find(view, query)) {
      while (cursor.next()) {
        Geometry geometry = Wkb.read(cursor.geometryWkb());
        if (!geometry.isEmpty()) {
          places.add(geometry.getEnvelopeInternal().centre());
          if (!names.isEmpty() && cursor.value(0) != null) {
            String ko = cursor.value(0).toString();
            Object en = names.size() > 1 ? cursor.value(1) : null;
            districts.add(new District(new Text(ko, en == null ? ko : en.toString()), geometry));
          }
        }
      }
    }
  }

  boolean isKnown() {
    return whereabouts != null;
  }

  /** Whether it is known to lie in Korea. */
  boolean isInKorea() {
    return isKnown() && Korea.holds(whereabouts.centre().x, whereabouts.centre().y);
  }

  /** Whether the place lies in the town or near it; false where the town is not known. */
  boolean holds(Coordinate place) {
    return isKnown() && whereabouts.holds(place);
  }

  /** Whether there is a place that it is likely at, though it is not known. */
  boolean isLikelySomewhere() {
    return !likely.isEmpty();
  }

  /** Whether the place lies where the town is likely to be, as long as it is not known. */
  boolean mayHold(Coordinate place) {
    return likely.stream().anyMatch(w -> w.holds(place));
  }

  /** To the town's middle, or to where that is likely to be. */
  double metresTo(Coordinate place) {
    return isKnown()
        ? whereabouts.metresTo(place)
        : likely.stream().mapToDouble(w -> w.metresTo(place)).min().orElseThrow();
  }

  /** The district that a place lies in, in brackets after a blank; or nothing. */
  Text districtOf(Coordinate place) {
    for (District d : districts) {
      if (d.area().getEnvelopeInternal().contains(place)
          && d.area().intersects(GeoJsonGeometry.FACTORY.createPoint(place))) {
        return new Text(" (" + d.name().ko() + ")", " (" + d.name().en() + ")");
      }
    }
    return Text.EMPTY;
  }
}
