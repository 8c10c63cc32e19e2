package kr.maeul.store.sql.dialect;

import java.util.ArrayList;
import java.util.List;
import kr.maeul.feature.Filter;
import kr.maeul.feature.cql.Condition;
import kr.maeul.feature.cql.parse.Operator;
import kr.maeul.geo.Box;
import kr.maeul.geo.Surroundings;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * How far the rows may lie apart that meet filters: boxes of which the own box of every such row
 * that has a place meets one at least. Says where an index is to look; whether a row meets the
 * filters is still to be asked.
 *
 * @param boxes in longitude and latitude; empty where rows may be anywhere
 * @param orNowhere whether rows without a place may be among them
 */
public record Reach(List<Envelope> boxes, boolean orNowhere) {
  static final Reach ANYWHERE = new Reach(List.of(), true);

  public static Reach of(Box box) {
    return new Reach(
        box.split().stream()
            .map(b -> new Envelope(b.west(), b.east(), b.south(), b.north()))
            .toList(),
        false);
  }

  private static Reach of(Geometry area) {
    return area.isEmpty() ? ANYWHERE : new Reach(List.of(area.getEnvelopeInternal()), false);
  }

  /** The smallest reach of these filters, all of which rows are to meet. */
  public static Reach of(List<Filter> filters) {
    List<Reach> all = new ArrayList<>();
    for (Filter filter : filters) {
      add(all, filter);
    }
    return all.stream().reduce(ANYWHERE, Reach::smaller);
  }

  private static void add(List<Reach> all, Filter filter) {
    if (filter instanceof Filter.Intersects f) {
      all.add(of(f.box()));
    } else if (filter instanceof Filter.IntersectsArea f) {
      all.add(of(f.area()));
    } else if (filter instanceof Filter.WithinDistance f) {
      all.add(of(Surroundings.around(f.from(), f.metres())));
    } else if (filter instanceof Filter.OrNowhere f) {
      all.add(new Reach(of(List.of(f.place())).boxes(), true));
    } else if (filter instanceof Filter.HasPlace) {
      all.add(new Reach(List.of(), false));
    } else if (filter instanceof Filter.Cql f) {
      add(all, f.condition());
    }
  }

  private static void add(List<Reach> all, Condition condition) {
    if (condition instanceof Condition.All c) {
      c.parts().forEach(part -> add(all, part));
    } else if (condition instanceof Condition.Spatial c && c.how() != Operator.S_DISJOINT) {
      all.add(of(c.other()));
    }
  }

  Reach smaller(Reach other) {
    return new Reach(other.area() < area() ? other.boxes() : boxes, orNowhere && other.orNowhere());
  }

  private double area() {
    return boxes.isEmpty()
        ? Double.POSITIVE_INFINITY
        : boxes.stream().mapToDouble(Envelope::getArea).sum();
  }
}
