package kr.maeul.geo.near;

/**
 * Places in space, sorted into a k-d tree: the node of a branch stands in its middle, what is less
 * along the node's axis before it and the rest after it. Not to be changed once made.
 */
final class SpaceTree {
  /** By node: which of the places it is. */
  final int[] items;

  final double[] xs;
  final double[] ys;
  final double[] zs;

  /** By node: along which of the three axes it parts its branch. */
  final byte[] axes;

  SpaceTree(double[] longitudes, double[] latitudes) {
    int size = longitudes.length;
    this.items = new int[size];
    this.xs = new double[size];
    this.ys = new double[size];
    this.zs = new double[size];
    this.axes = new byte[size];
    for (int i = 0; i < size; i++) {
      items[i] = i;
      double[] p = EarthSpace.at(longitudes[i], latitudes[i]);
      xs[i] = p[0];
      ys[i] = p[1];
      zs[i] = p[2];
    }
    build(0, size);
  }

  private void build(int from, int to) {
    if (from < to) {
      double[] axis = widest(from, to);
      int node = (from + to) >>> 1;
      select(axis, from, to - 1, node);
      axes[node] = (byte) (axis == xs ? 0 : axis == ys ? 1 : 2);
      build(from, node);
      build(node + 1, to);
    }
  }

  private double[] widest(int from, int to) {
    double[] best = xs;
    double widest = -1;
    for (double[] axis : new double[][] {xs, ys, zs}) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = from; i < to; i++) {
        least = Math.min(least, axis[i]);
        most = Math.max(most, axis[i]);
      }
      if (most - least > widest) {
        widest = most - least;
        best = axis;
      }
    }
    return best;
  }

  /** Puts in place what belongs there in the order of the axis, with nothing less after it. */
  private void select(double[] axis, int from, int to, int wanted) {
    int left = from;
    int right = to;
    while (left < right) {
      double pivot = axis[(left + right) >>> 1];
      int i = left;
      int j = right;
      while (i <= j) {
        while (axis[i] < pivot) {
          i++;
        }
        while (axis[j] > pivot) {
          j--;
        }
        if (i <= j) {
          swap(i++, j--);
        }
      }
      if (wanted <= j) {
        right = j;
      } else if (wanted >= i) {
        left = i;
      } else {
        return;
      }
    }
  }

  private void swap(int a, int b) {
    int item = items[a];
    items[a] = items[b];
    items[b] = item;
    for (double[] axis : new double[][] {xs, ys, zs}) {
      double v = axis[a];
      axis[a] = axis[b];
      axis[b] = v;
    }
  }
}
