package kr.maeul.exchange.place;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import kr.maeul.geo.Crs;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.geo.Korea;
import kr.maeul.geo.PlaceText;
import kr.maeul.layer.text.Text;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** Finds single places that may not be meant. Immutable. */
public final class RowCheck {
  private final CrsCandidate reading;
  private final Town town;
  private final Whereabouts file;
  private final boolean isKoreaMeant;
  private final CrsRegistry registry;

  /**
   * A place to look at.
   *
   * @param reason why, the same for all of its kind
   * @param detail where it lies, and where it may be meant to lie
   */
  public record Doubt(Text reason, Text detail) {}

  /**
   * @param reading of the file
   * @param file where most of the file lies, or null where that is unknown
   * @param isKoreaMeant whether what lies abroad or in the sea is strange
   */
  RowCheck(
      CrsCandidate reading,
      Town town,
      Whereabouts file,
      boolean isKoreaMeant,
      CrsRegistry registry) {
    this.reading = reading;
    this.town = town;
    this.file = file;
    this.isKoreaMeant = isKoreaMeant;
    this.registry = registry;
  }

  /**
   * What is strange about where a geometry lies.
   *
   * @param geometry in longitude and latitude
   * @param given as it stands in the file
   */
  public Optional<Doubt> doubt(Geometry geometry, JsonNode given) {
    Envelope box = geometry.getEnvelopeInternal();
    if (reason(new Coordinate(box.getMinX(), box.getMinY())) == null
        && reason(new Coordinate(box.getMaxX(), box.getMaxY())) == null) {
      return Optional.empty();
    }
    for (Coordinate c : geometry.getCoordinates()) {
      Text reason = reason(c);
      if (reason != null) {
        return Optional.of(new Doubt(reason, detail(c, given)));
      }
    }
    return Optional.empty();
  }

  private Text reason(Coordinate place) {
    if (town.holds(place)) {
      return null;
    }
    if (!reading.crs().area().contains(place.x, place.y)) {
      String code = reading.crs().code();
      return new Text(code + "를 쓰는 지역의 밖입니다.", "is outside of where " + code + " is used.");
    }
    if (isKoreaMeant && !Korea.holds(place.x, place.y)) {
      return new Text("우리나라 땅의 밖입니다.", "is not on land in Korea.");
    }
    boolean isFarFromRows = file != null && !file.holds(place);
    if (file == null && town.isKnown()) {
      return new Text("이 마을에서 멀리 떨어져 있습니다.", "is far from the town.");
    }
    if (isFarFromRows) {
      return town.isKnown()
          ? new Text("이 마을과 다른 행들에서 멀리 떨어져 있습니다.", "is far from the town and from the other rows.")
          : new Text("다른 행들에서 멀리 떨어져 있습니다.", "is far from the other rows.");
    }
    return null;
  }

  private Text detail(Coordinate place, JsonNode given) {
    Text at = PlaceText.of(place.x, place.y);
    StringBuilder ko = new StringBuilder(at.ko());
    StringBuilder en = new StringBuilder(at.en());
    if (town.isKnown() || file != null) {
      String far =
          PlaceText.kilometres(town.isKnown() ? town.metresTo(place) : file.metresTo(place));
      ko.append(", ").append(far).append(" 밖");
      en.append(", ").append(far).append(" away");
    }
    Text guess = guess(given);
    if (!guess.en().isEmpty()) {
      ko.append(". ").append(guess.ko());
      en.append("; ").append(guess.en());
    }
    return new Text(ko.toString(), en.toString());
  }

  /**
   * Why a place could not be read: where it would lie if it were read in another way that puts it
   * where the others are, or what is known already.
   *
   * @param reason what is known already
   * @param given as it stands in the file
   */
  public Text offTheEarth(Text reason, JsonNode given) {
    Text guess = guess(given);
    return guess.en().isEmpty()
        ? reason
        : new Text(
            "좌표를 읽을 수 없습니다. " + guess.ko() + "입니다.",
            "its coordinates cannot be read as they are; " + guess.en());
  }

  /** How else the numbers could be read so that they lie where the others do; or nothing. */
  private Text guess(JsonNode given) {
    Coordinate numbers = PlaceSample.numbersOf(given);
    for (CrsCandidate other : CrsCandidate.ALL) {
      Coordinate there =
          numbers == null || other.isLike(reading)
              ? null
              : other.place(registry, numbers.x, numbers.y);
      if (there != null && isAtHome(there)) {
        Text at = PlaceText.of(there.x, there.y);
        Text district = town.districtOf(there);
        return new Text(
            ko(other) + " " + at.ko() + district.ko(), en(other) + " " + at.en() + district.en());
      }
    }
    return Text.EMPTY;
  }

  private boolean isAtHome(Coordinate place) {
    return town.isKnown() ? town.holds(place) : file != null && file.holds(place);
  }

  private String ko(CrsCandidate other) {
    String swap = other.swapped() == reading.swapped() ? "" : "두 값을 바꾸어 ";
    return swap + (isSameCrs(other.crs()) ? "" : other.crs().code() + "로 ") + "읽으면";
  }

  private String en(CrsCandidate other) {
    String swap = other.swapped() == reading.swapped() ? "" : " the other way round";
    return "read" + (isSameCrs(other.crs()) ? "" : " as " + other.crs().code()) + swap + " it is";
  }

  private boolean isSameCrs(Crs other) {
    return other == reading.crs() || other.isLonLat() && reading.crs().isLonLat();
  }
}
