package kr.maeul.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import kr.maeul.parts.Seed;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

class GridCellsTest {
  private final Seed seed = Seed.of("grid-cells");
  private final Random random = seed.random();

  @Test
  void whatMeetsABoxIsInItsSpans() {
    for (int i = 0; i < 6_000; i++) {
      Envelope box = box();
      List<Envelope> boxes = random.nextInt(5) == 0 ? List.of(box, box()) : List.of(box);
      List<GridCells.Span> spans = GridCells.spans(boxes, false);
      List<GridCells.Span> ofPoints = GridCells.spans(boxes, true);
      for (int k = 0; k < 5; k++) {
        Envelope shape = k < 2 ? near(box) : box();
        Geometry g = GeoJsonGeometry.FACTORY.toGeometry(shape);
        String what = "seed " + seed + ", " + i + ": " + g + " meets " + boxes;
        if (boxes.stream().anyMatch(b -> b.intersects(shape))) {
          assertThat(spans).as(what).anyMatch(s -> holds(s, GridCells.of(g)));
          if (shape.getWidth() == 0 && shape.getHeight() == 0) {
            assertThat(ofPoints).as(what).anyMatch(s -> holds(s, GridCells.of(g)));
          }
        }
      }
    }
  }

  @Test
  void spansAreFewAndApartAndLeaveOutWhatIsFarOff() {
    int found = 0;
    int wrongly = 0;
    for (int i = 0; i < 2_000; i++) {
      double side = Math.pow(10, -4 + 3 * random.nextDouble());
      double x = 126 + random.nextDouble() * 3;
      double y = 34 + random.nextDouble() * 3;
      Envelope box = new Envelope(x, x + side, y, y + side);
      List<GridCells.Span> points = GridCells.spans(List.of(box), true);
      List<GridCells.Span> shapes = GridCells.spans(List.of(box), false);
      assertThat(points.size()).as("seed %s", seed).isBetween(1, 100);
      assertThat(shapes.size()).as("seed %s", seed).isBetween(1, 300);
      for (List<GridCells.Span> spans : List.of(points, shapes)) {
        for (int k = 1; k < spans.size(); k++) {
          assertThat(spans.get(k).first()).isGreaterThan(spans.get(k - 1).last() + 1);
        }
      }
      for (int k = 0; k < 20; k++) {
        double px = x + (random.nextDouble() * 3 - 1) * side;
        double py = y + (random.nextDouble() * 3 - 1) * side;
        Geometry p = GeoJsonGeometry.FACTORY.toGeometry(new Envelope(px, px, py, py));
        boolean isFound = points.stream().anyMatch(s -> holds(s, GridCells.of(p)));
        found += isFound ? 1 : 0;
        wrongly += isFound && !box.contains(px, py) ? 1 : 0;
      }
    }
    assertThat(wrongly).as("seed %s: of %s", seed, found).isLessThan(found);
  }

  @Test
  void whatHasNoPlaceHasACellOfItsOwn() {
    Geometry nothing = GeoJsonGeometry.FACTORY.createGeometryCollection();
    assertThat(GridCells.of(null)).isEqualTo(GridCells.NOWHERE).isNegative();
    assertThat(GridCells.of(nothing)).isEqualTo(GridCells.NOWHERE);
    assertThat(GridCells.spans(List.of(new Envelope(-180, 180, -90, 90)), false))
        .noneMatch(s -> holds(s, GridCells.NOWHERE));
  }

  /** Databases keep them: with other numbers none of their rows is found. */
  @Test
  void numbersStayWhatTheyAre() {
    assertThat(GridCells.of(GeoJsonGeometry.FACTORY.toGeometry(new Envelope(127, 127, 36, 36))))
        .isEqualTo(POINT);
    assertThat(GridCells.of(GeoJsonGeometry.FACTORY.toGeometry(new Envelope(127, 128, 36, 36.5))))
        .isEqualTo(SQUARE);
    assertThat(GridCells.of(GeoJsonGeometry.FACTORY.toGeometry(new Envelope(-180, 180, -90, 90))))
        .isZero();
  }

  private static final long POINT = 6917656324345415314L;
  private static final long SQUARE = 2305843009213723590L;

  private static boolean holds(GridCells.Span span, long number) {
    return span.first() <= number && number <= span.last();
  }

  private Envelope box() {
    return from(ordinate(180), ordinate(90));
  }

  /** One whose edge lies on the other's, or just beside it. */
  private Envelope near(Envelope other) {
    Envelope box = from(other.getMaxX(), other.getMaxY());
    double back = random.nextInt(3) * box.getWidth() / 2;
    double down = random.nextInt(3) * box.getHeight() / 2;
    return new Envelope(
        Math.max(-180, box.getMinX() - back),
        Math.max(-180, box.getMaxX() - back),
        Math.max(-90, box.getMinY() - down),
        Math.max(-90, box.getMaxY() - down));
  }

  private Envelope from(double x, double y) {
    double width = size();
    double height = random.nextInt(3) == 0 ? width : size();
    return new Envelope(x, Math.min(180, x + width), y, Math.min(90, y + height));
  }

  /** Often on the edge of a cell, or as near as a number can be. */
  private double ordinate(double most) {
    double any = (random.nextDouble() * 2 - 1) * most;
    double side = 360.0 / (1L << random.nextInt(25));
    double edge = Math.max(-most, Math.min(most, Math.floor((any + most) / side) * side - most));
    return switch (random.nextInt(5)) {
      case 0 -> edge;
      case 1 -> Math.max(-most, Math.nextDown(edge));
      case 2 -> Math.min(most, Math.nextUp(edge));
      default -> any;
    };
  }

  private double size() {
    double cell = 360.0 / (1L << random.nextInt(25));
    return switch (random.nextInt(6)) {
      case 0, 1 -> 0;
      case 2 -> cell;
      case 3 -> Math.nextDown(cell * 0.999);
      case 4 -> Math.nextUp(cell * 0.999);
      default -> Math.pow(10, -7 + 9 * random.nextDouble());
    };
  }
}
