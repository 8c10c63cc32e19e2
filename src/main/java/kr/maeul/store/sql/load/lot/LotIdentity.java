package kr.maeul.store.sql.load.lot;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kr.maeul.geo.near.GeodesicDistance;
import kr.maeul.geo.parcel.AddressKeys;
import org.locationtech.jts.geom.Coordinate;

/**
 * By what a row that has a place on a lot can be known again under another id.
 *
 * @param register number in a register, compared; empty for none
 * @param lots parcel number and what addresses say of lot and road
 * @param title compared; empty for none
 * @param unit as {@link LotUnit#of} has it
 * @param place longitude and latitude in degrees, or null
 */
public record LotIdentity(
    String id,
    String register,
    Set<String> lots,
    String title,
    List<String> unit,
    Coordinate place) {
  /** Places of one house in two files lie as far apart as this. */
  private static final double NEAR_METRES = 30;

  private static final double SAME_METRES = 3;

  /**
   * @param number parcel number, or null
   * @param addresses of it; null for none
   */
  public static LotIdentity of(
      String id,
      String register,
      String number,
      List<String> addresses,
      String title,
      List<String> unit,
      Coordinate place) {
    Set<String> lots = new LinkedHashSet<>();
    if (number != null) {
      lots.add(number);
    }
    addresses.forEach(a -> lots.addAll(AddressKeys.of(a)));
    return new LotIdentity(
        id,
        LotHouse.plain(register).replaceAll("[^\\p{L}\\p{N}]", ""),
        lots,
        LotHouse.plain(title),
        LotUnit.of(unit),
        place);
  }

  /**
   * Whether both may be one thing: the same number in a register; a lot in common, unless the units
   * are plainly others and the titles no help; the same place; or the same title, where nothing
   * says where one of them is.
   */
  public boolean mayBe(LotIdentity other) {
    if (!register.isEmpty() && register.equals(other.register)) {
      return true;
    }
    boolean isTitled = !title.isEmpty() && title.equals(other.title);
    boolean isOther = LotUnit.isPlainlyOther(unit, other.unit);
    boolean isOnLot = !Collections.disjoint(lots, other.lots);
    if (isOnLot) {
      return !isOther || isTitled;
    }
    double metres =
        place == null || other.place == null
            ? Double.MAX_VALUE
            : GeodesicDistance.between(place, other.place);
    return isTitled && (metres <= NEAR_METRES || isNowhere(other))
        || !isOther && !isElsewhere(other) && metres <= SAME_METRES;
  }

  private boolean isNowhere(LotIdentity other) {
    return (place == null || other.place == null) && (lots.isEmpty() || other.lots.isEmpty());
  }

  /** Whether both say where they are in the same way, and neither where the other is. */
  private boolean isElsewhere(LotIdentity other) {
    return Stream.<Predicate<String>>of(
            LotIdentity::isNumber,
            AddressKeys::isOfRoad,
            k -> !isNumber(k) && !AddressKeys.isOfRoad(k))
        .anyMatch(way -> lots.stream().anyMatch(way) && other.lots.stream().anyMatch(way));
  }

  private static boolean isNumber(String key) {
    return key.indexOf(' ') < 0;
  }
}
