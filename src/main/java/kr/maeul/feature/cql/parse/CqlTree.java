package kr.maeul.feature.cql.parse;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A parsed filter: the tree, and where in the filter each of its nodes stood. Counts nodes while it
 * is built, so that a filter that is too large is refused early.
 */
public final class CqlTree {
  /** Most characters of a filter in CQL2 text. */
  public static final int MOST_CHARACTERS = 64 * 1024;

  /** Most characters of a filter in CQL2 JSON, where coordinates take more of them. */
  static final int MOST_JSON_CHARACTERS = 8 * 1024 * 1024;

  /** Deepest nesting of nodes. */
  static final int MOST_DEPTH = 50;

  static final int MOST_NODES = 2_000;

  /** Most positions in all geometries of a filter together. */
  public static final int MOST_POSITIONS = 200_000;

  /** Most digits, sign and exponent of a number together. */
  static final int LONGEST_NUMBER = 100;

  private final Map<Cql, CqlPlace> places = new IdentityHashMap<>();
  private final Map<Cql, Integer> depths = new IdentityHashMap<>();
  private int positions;
  private Cql root;

  public Cql root() {
    return root;
  }

  CqlTree finish(Cql node) {
    root = node;
    return this;
  }

  public CqlPlace place(Cql node) {
    return places.getOrDefault(node, CqlPlace.WHOLE);
  }

  /** Enters a new node whose children were entered before. */
  <T extends Cql> T add(T node, CqlPlace place) throws CqlException {
    int depth = 1;
    for (Cql child : children(node)) {
      depth = Math.max(depth, 1 + depths.getOrDefault(child, 0));
    }
    if (depth > MOST_DEPTH) {
      throw tooDeep(place);
    }
    depths.put(node, depth);
    places.put(node, place);
    if (places.size() > MOST_NODES) {
      throw new CqlException(
          place,
          "필터가 너무 깁니다. 조건과 값은 모두 " + MOST_NODES + "개까지입니다. 나누어 물어보세요.",
          "the filter has more than " + MOST_NODES + " conditions and values; ask in parts");
    }
    if (node instanceof Cql.Shape shape) {
      positions += shape.geometry().getNumPoints();
      if (positions > MOST_POSITIONS) {
        throw new CqlException(
            place,
            "필터의 꼭짓점이 너무 많습니다 (최대 " + MOST_POSITIONS + "개). 도형을 단순하게 하세요.",
            "the filter has more than " + MOST_POSITIONS + " positions; simplify its geometries");
      }
    }
    return node;
  }

  static CqlException tooDeep(CqlPlace place) {
    return new CqlException(
        place,
        "괄호나 조건이 너무 깊이 겹쳤습니다 (최대 " + MOST_DEPTH + "겹). 더 단순하게 쓰세요.",
        "the filter is nested more than " + MOST_DEPTH + " deep; write it more plainly");
  }

  static List<Cql> children(Cql node) {
    if (node instanceof Cql.Operation o) {
      return o.arguments();
    }
    if (node instanceof Cql.Function f) {
      return f.arguments();
    }
    if (node instanceof Cql.Array a) {
      return a.members();
    }
    return node instanceof Cql.Interval i ? List.of(i.start(), i.end()) : List.of();
  }
}
