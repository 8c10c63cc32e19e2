package kr.maeul.geo.near;

/**
 * Seeks the nearest of a tree's points by the straight way alone, and sees whether another is so
 * nearly as near that only the way along the ground can tell. For one search.
 */
final class NearestPoint {
  /** The way along the ground is no further over the straight way than this, up to 5 km. */
  private static final double SHARE_IN_DOUBT = 1e-7;

  private static final double SQUARE_METRES_IN_DOUBT = 1e-2;

  private final SpaceTree tree;
  private final int except;
  private final double x;
  private final double y;
  private final double z;
  private double squared = Double.POSITIVE_INFINITY;
  private double reach = Double.POSITIVE_INFINITY;
  private int best = -1;
  private boolean isInDoubt;

  /**
   * @param except a place that is passed over, or -1
   */
  NearestPoint(SpaceTree tree, double longitude, double latitude, int except) {
    this.tree = tree;
    this.except = except;
    double[] p = EarthSpace.at(longitude, latitude);
    this.x = p[0];
    this.y = p[1];
    this.z = p[2];
    seek(0, tree.items.length);
  }

  /** The nearest place, or -1 where there is none. */
  int place() {
    return best;
  }

  /** The straight way to it. */
  double straight() {
    return Math.sqrt(squared);
  }

  /** Whether it is the nearest along the ground as well. */
  boolean isClear() {
    return best >= 0 && !isInDoubt && squared <= EarthSpace.SHORT_METRES * EarthSpace.SHORT_METRES;
  }

  private void seek(int from, int to) {
    int low = from;
    int high = to;
    while (low < high) {
      int node = (low + high) >>> 1;
      double dx = x - tree.xs[node];
      double dy = y - tree.ys[node];
      double dz = z - tree.zs[node];
      double its = dx * dx + dy * dy + dz * dz;
      if (its <= reach && tree.items[node] != except) {
        meet(tree.items[node], its);
      }
      double ahead = tree.axes[node] == 0 ? dx : tree.axes[node] == 1 ? dy : dz;
      if (ahead < 0) {
        seek(low, node);
        low = node + 1;
      } else {
        seek(node + 1, high);
        high = node;
      }
      if (ahead * ahead > reach) {
        return;
      }
    }
  }

  /** What was nearest before is in doubt still, if within the new reach. */
  private void meet(int place, double its) {
    if (its < squared) {
      reach = its * (1 + SHARE_IN_DOUBT) + SQUARE_METRES_IN_DOUBT;
      isInDoubt = squared <= reach;
      squared = its;
      best = place;
    } else {
      isInDoubt = true;
    }
  }
}
