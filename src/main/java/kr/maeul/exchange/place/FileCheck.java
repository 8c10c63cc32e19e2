package kr.maeul.exchange.place;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import kr.maeul.geo.Crs;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.geo.Korea;
import kr.maeul.geo.PlaceText;
import kr.maeul.layer.text.Text;
import org.locationtech.jts.geom.Coordinate;

/**
 * Looks at the places of a whole file before anything is loaded: whether they lie where they can be
 * meant, and if not, how else the file could be read so that they do. That is one question about
 * the file, not a finding about each of its rows. Immutable.
 */
public final class FileCheck {
  private static final int MOST_LOOKED_AT = 2_000;
  private static final double MOST_OF_THEM = 0.5;
  private static final double NEARLY_ALL = 0.8;
  private static final int FEWEST_ROWS = 3;

  /** Readings whose places lie this near to each other are equally good guesses. */
  private static final double AS_NEAR_METRES = 5_000;

  /** A northing of 300,000 in EPSG:5186. */
  private static final double FAR_SOUTH_DEGREES = 35.3;

  private final PlaceSettings asked;
  private final Town town;
  private final CrsRegistry registry;
  private final PlaceSample sample;
  private final List<Coordinate> looked;
  private final Whereabouts file;
  private final boolean isKoreaMeant;
  private final Text question;
  private final List<Text> remarks = new ArrayList<>();

  /**
   * @param sample the file's places
   */
  public FileCheck(PlaceSample sample, PlaceSettings asked, Town town, CrsRegistry registry) {
    this.asked = asked;
    this.town = town;
    this.registry = registry;
    this.sample = sample;
    this.looked = some(sample.numbers());
    List<Coordinate> places = places(sample.numbers(), asked.reading());
    this.file = Whereabouts.of(places, FEWEST_ROWS);
    this.isKoreaMeant = isKoreaMeant();
    this.question = looked.isEmpty() ? null : judge();
  }

  /** What somebody has to say before the file can be loaded. */
  public Optional<Text> question() {
    return Optional.ofNullable(question);
  }

  /** What should be known of the file's places as a whole. */
  public List<Text> remarks() {
    return List.copyOf(remarks);
  }

  /** What to hold against single rows. */
  public RowCheck rows() {
    return new RowCheck(asked.reading(), town, file, isKoreaMeant, registry);
  }

  private static List<Coordinate> some(List<Coordinate> all) {
    int step = Math.max(1, all.size() / MOST_LOOKED_AT);
    List<Coordinate> some = new ArrayList<>();
    for (int i = 0; i < all.size(); i += step) {
      some.add(all.get(i));
    }
    return some;
  }

  private List<Coordinate> places(List<Coordinate> numbers, CrsCandidate reading) {
    return numbers.stream()
        .map(c -> reading.place(registry, c.x, c.y))
        .filter(Objects::nonNull)
        .toList();
  }

  /** A Korean grid is for Korea; for the rest it is where most of what is known lies. */
  private boolean isKoreaMeant() {
    if (town.isKnown()) {
      return town.isInKorea();
    }
    boolean isKoreanGrid = !asked.reading().crs().isWorldWide();
    List<Coordinate> there = places(looked, asked.reading());
    double abroad = there.stream().filter(c -> !Korea.holds(c.x, c.y)).count();
    return isKoreanGrid || abroad < MOST_OF_THEM * looked.size();
  }

  private Text judge() {
    double valid = share(asked.reading(), c -> true);
    boolean isMedianAtHome = valid > 0 && isAtHome(centre(asked.reading()));
    if (valid >= MOST_OF_THEM
        && (isMedianAtHome || share(asked.reading(), this::isAtHome) >= MOST_OF_THEM)) {
      if (!town.isKnown() && !asked.reading().crs().isWorldWide() && !asked.checked()) {
        List<CrsCandidate> likelier =
            town.isLikelySomewhere() && !town.mayHold(centre(asked.reading()))
                ? others(town::mayHold)
                : List.of();
        if (!likelier.isEmpty()) {
          return ask(likelier, false);
        }
        remarks.add(nothingToCompareWith());
      }
      return null;
    }
    List<CrsCandidate> better = others(this::isAtHome);
    boolean isOffTheEarth = valid < MOST_OF_THEM;
    if (better.isEmpty() && isOffTheEarth && town.isInKorea()) {
      better = others(c -> Korea.holds(c.x, c.y));
    }
    if (!better.isEmpty() && (!asked.checked() || isOffTheEarth)) {
      return ask(better, isOffTheEarth);
    }
    if (!isOffTheEarth && town.isKnown()) {
      remarks.add(farFromTheTown());
    }
    return null;
  }

  private boolean isAtHome(Coordinate place) {
    boolean inKorea = !isKoreaMeant || Korea.holds(place.x, place.y);
    return inKorea && (!town.isKnown() || town.holds(place));
  }

  private double share(CrsCandidate reading, Predicate<Coordinate> where) {
    return (double) places(looked, reading).stream().filter(where).count() / looked.size();
  }

  /**
   * Nearest to the town first; of those as near, what keeps to the system that was named; then
   * those that are met more often.
   */
  private List<CrsCandidate> others(Predicate<Coordinate> where) {
    return CrsCandidate.ALL.stream()
        .filter(r -> !r.isLike(asked.reading()) && share(r, where) >= NEARLY_ALL)
        .sorted(
            Comparator.comparingLong(this::steps)
                .thenComparing(r -> !(asked.crsGiven() && r.crs() == asked.reading().crs()))
                .thenComparing(CrsCandidate::swapped)
                .thenComparing(this::isFarSouth))
        .toList();
  }

  private long steps(CrsCandidate reading) {
    return town.isKnown() ? Math.round(town.metresTo(centre(reading)) / AS_NEAR_METRES) : 0;
  }

  /**
   * Old grids count from a point farther north, so their numbers read as the present one's lie in
   * the sea of the south or near it. Few towns are there.
   */
  private boolean isFarSouth(CrsCandidate reading) {
    return reading.crs() == Crs.EPSG_5186 && centre(reading).y < FAR_SOUTH_DEGREES;
  }

  private Coordinate centre(CrsCandidate reading) {
    return Whereabouts.of(places(looked, reading), 1).centre();
  }

  private Text ask(List<CrsCandidate> better, boolean isOffTheEarth) {
    StringBuilder ko = new StringBuilder();
    StringBuilder en = new StringBuilder();
    if (isOffTheEarth) {
      String code = asked.reading().crs().code();
      ko.append(
          asked.crsGiven()
              ? "이 좌표로는 " + code + "를 쓰는 지역 밖입니다. 축의 순서와 좌표계를 확인하세요."
              : "좌표가 경위도가 아닙니다. 무엇인지 알려 주세요.");
      en.append(
          asked.crsGiven()
              ? "the coordinates lie outside of where "
                  + code
                  + " is used; check the order of the axes and the system."
              : "the coordinates are not longitude and latitude; say what they are.");
    } else {
      Text where = whereTheFileLies();
      ko.append("좌표가 맞지 않는 듯합니다. 지금대로 읽으면 ").append(where.ko()).append(".");
      en.append("the coordinates do not seem to fit: read as they are, ").append(where.en());
      en.append('.');
    }
    ko.append(" 이렇게 읽을 수 있습니다 (").append(asked.rowKo(sample.firstPlace())).append("의 위치):");
    en.append(" They can be read so (where ").append(asked.rowEn(sample.firstPlace()));
    en.append(" would lie):");
    for (CrsCandidate r : better) {
      Coordinate first = sample.numbers().get(0);
      Coordinate place = r.place(registry, first.x, first.y);
      if (place == null) {
        place = centre(r);
      }
      Text at = describe(place);
      ko.append("\n    ").append(asked.optionsFor(r)).append("  →  ").append(at.ko());
      en.append("\n    ").append(asked.optionsFor(r)).append("  →  ").append(at.en());
    }
    if (better.size() > 1) {
      ko.append("\n  아는 곳 하나와 견주어 고르세요.");
      en.append("\n  Choose by a place that you know.");
    }
    if (!isOffTheEarth) {
      ko.append("\n  지금대로가 맞으면 --places-checked 를 더하세요.");
      en.append("\n  If they are right as they are, add --places-checked.");
    }
    return new Text(ko.toString(), en.toString());
  }

  private Text describe(Coordinate place) {
    Text at = PlaceText.of(place.x, place.y);
    Text district = town.districtOf(place);
    return new Text(at.ko() + district.ko(), at.en() + district.en());
  }

  /** A clause. */
  private Text whereTheFileLies() {
    Coordinate centre = centre(asked.reading());
    Text at = describe(centre);
    if (town.isKnown()) {
      String far = PlaceText.kilometres(town.metresTo(centre));
      return new Text(
          "위치가 " + at.ko() + "쯤이고, 지도에 있는 것에서 " + far + " 떨어져 있습니다",
          "they lie around " + at.en() + ", " + far + " from what is on the map");
    }
    if (Korea.holds(centre.x, centre.y) && town.isLikelySomewhere()) {
      String far = PlaceText.kilometres(town.metresTo(centre));
      return new Text(
          "위치가 " + at.ko() + "쯤이고, 지도가 처음 펼쳐지는 곳과 지도에 있는 것에서 " + far + " 떨어져 있습니다",
          "they lie around "
              + at.en()
              + ", "
              + far
              + " from where the map opens and from what is on it");
    }
    return new Text(
        "위치가 " + at.ko() + "쯤이고, 우리나라 땅이 아닙니다",
        "they lie around " + at.en() + ", which is not on land in Korea");
  }

  private Text farFromTheTown() {
    Text where = whereTheFileLies();
    return new Text(
        "확인할 위치: 이 파일의 " + where.ko() + ".",
        "location to be checked: the places of this file do not lie in town; " + where.en() + ".");
  }

  private Text nothingToCompareWith() {
    Coordinate first = looked.get(0);
    Coordinate place = asked.reading().place(registry, first.x, first.y);
    Text at = describe(place == null ? file.centre() : place);
    String code = asked.reading().crs().code();
    return new Text(
        "확인할 위치: 지도에 견줄 것이 아직 없습니다. "
            + code
            + "로 읽으면 "
            + asked.rowKo(sample.firstPlace())
            + "은 "
            + at.ko()
            + "입니다.",
        "location to be checked: there is nothing on the map to compare with yet; read as "
            + code
            + ", "
            + asked.rowEn(sample.firstPlace())
            + " lies at "
            + at.en()
            + ".");
  }
}
