package kr.maeul.store.sql.load.lot;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import kr.maeul.geo.near.GeodesicDistance;
import kr.maeul.geo.parcel.AddressKeys;
import kr.maeul.layer.text.ComparedText;
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
        ComparedText.of(register).replaceAll("[^\\p{L}\\p{N}]", ""),
        lots,
        ComparedText.of(title),
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
    return !Collections.disjoint(ways(lots), ways(other.lots));
  }

  private enum Way {
    NUMBER,
    ROAD,
    LOT
  }

  private static Set<Way> ways(Set<String> lots) {
    return lots.stream()
        .map(
            key ->
                key.indexOf(' ') < 0 ? Way.NUMBER : AddressKeys.isOfRoad(key) ? Way.ROAD : Way.LOT)
        .collect(Collectors.toSet());
  }
}
