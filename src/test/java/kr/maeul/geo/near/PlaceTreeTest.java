package kr.maeul.geo.near;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.parts.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** Against the distance to every one of them. */
class PlaceTreeTest {
  private static final int TIMES = 200;

  /** A town, a country, both sides of the date line, a pole, the earth. */
  @ParameterizedTest
  @CsvSource({
    "127.1, 35.8, 0.02",
    "126, 34, 4",
    "179.99, -17, 0.02",
    "10, 89.9, 0.1",
    "-180, -90, 360"
  })
  void findsWhatIsNearest(double west, double south, double side) {
    Seed seed = Seed.of("places", 20261126);
    Random random = seed.random();
    for (int times = 0; times < TIMES; times++) {
      boolean hasShapes = times % 3 == 0 && side < 1;
      List<Geometry> places = new ArrayList<>();
      PlaceTree.Builder builder = new PlaceTree.Builder();
      int size = random.nextInt(60);
      for (int i = 0; i < size; i++) {
        Geometry g =
            hasShapes && random.nextInt(3) == 0
                ? shape(random, west, south, side)
                : point(random, west, south, side);
        places.add(g);
        builder.add(g);
      }
      PlaceTree tree = builder.build();
      Geometry from = point(random, west, south, side);
      double x = from.getCoordinate().x;
      double y = from.getCoordinate().y;
      int except = random.nextBoolean() || size == 0 ? -1 : random.nextInt(size);
      String as = "seed " + seed + ", time " + times;

      PlaceTree.Found best = null;
      TreeSet<Integer> near = new TreeSet<>();
      double metres = side * 30_000 * random.nextDouble();
      for (int i = 0; i < size; i++) {
        double its = GeodesicDistance.between(from, places.get(i));
        if (i != except && (best == null || its < best.metres())) {
          best = new PlaceTree.Found(i, its);
        }
        if (its <= metres) {
          near.add(i);
        }
      }
      PlaceTree.Found found = tree.nearest(x, y, except);
      assertThat(found == null).as(as).isEqualTo(best == null);
      if (found != null) {
        assertThat(found.item()).as(as).isEqualTo(best.item());
        assertThat(found.metres()).as(as).isCloseTo(best.metres(), within(0.000_01));
      }
      TreeSet<Integer> told = new TreeSet<>();
      tree.within(x, y, metres, told::add);
      assertThat(told).as(as).isEqualTo(near);
      near.remove(except);
      assertThat(tree.countWithin(x, y, metres, except)).as(as).isEqualTo(near.size());
      assertThat(tree.size()).isEqualTo(size);
    }
  }

  /** On a coarse grid, so that several are in one place or as near. */
  private static Geometry point(Random random, double west, double south, double side) {
    double x = west + side * random.nextInt(21) / 20;
    double y = Math.min(90, south + Math.min(side, 180) * random.nextInt(21) / 20);
    return GeoJsonGeometry.FACTORY.createPoint(new Coordinate(x > 180 ? x - 360 : x, y));
  }

  private static Geometry shape(Random random, double west, double south, double side) {
    double x = Math.min(179.9, west + side * random.nextDouble());
    double y = Math.min(89.9, south + side * random.nextDouble());
    double wide = Math.min(180 - x, side * random.nextDouble() / 3);
    double high = Math.min(90 - y, side * random.nextDouble() / 3);
    Geometry box = GeoJsonGeometry.FACTORY.toGeometry(new Envelope(x, x + wide, y, y + high));
    return random.nextBoolean() ? box : box.getBoundary();
  }

  /** A metre is not lost in the size of the earth. */
  @Test
  void countsWhatIsJustWithin() {
    PlaceTree.Builder builder = new PlaceTree.Builder();
    builder.add(127.15, 35.82);
    PlaceTree tree = builder.build();
    double metres =
        GeodesicDistance.between(new Coordinate(127.151, 35.82), new Coordinate(127.15, 35.82));
    assertThat(tree.countWithin(127.151, 35.82, metres, -1)).isEqualTo(1);
    assertThat(tree.countWithin(127.151, 35.82, Math.nextDown(metres), -1)).isZero();
  }
}
