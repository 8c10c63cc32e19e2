package kr.maeul.houses.finder.profile;

import java.util.Arrays;

/** What a fact is worth: 0 for the worst, 1 for the best, NaN where the fact says nothing. */
public sealed interface Rating {

  /** The worth of a known fact; NaN of NaN. */
  double of(double fact);

  /**
   * The worth just below an amount, which is another one where the scale has a step; that of the
   * fact itself where there are no amounts.
   */
  double below(double fact);

  /** The least that a known fact can be worth. */
  double worst();

  /** The most that a known fact can be worth. */
  double best();

  /**
   * Straight lines between points, level before the first and after the last. Where two points have
   * the same number, the later one holds from there on, so that a step can be drawn.
   *
   * @param numbers in order, at least one
   * @param worths from 0 to 1, as many
   */
  record Scale(double[] numbers, double[] worths) implements Rating {
    @Override
    public double of(double fact) {
      if (Double.isNaN(fact)) {
        return Double.NaN;
      }
      int last = numbers.length - 1;
      if (fact >= numbers[last]) {
        return worths[last];
      }
      int next = 0;
      while (numbers[next] <= fact) {
        next++;
      }
      if (next == 0) {
        return worths[0];
      }
      return between(next - 1, next, fact);
    }

    @Override
    public double below(double fact) {
      int next = 0;
      while (next < numbers.length && numbers[next] < fact) {
        next++;
      }
      if (next == 0) {
        return worths[0];
      }
      if (next == numbers.length) {
        return worths[next - 1];
      }
      return between(next - 1, next, fact);
    }

    /** On the straight line between two of its points. */
    private double between(int from, int to, double fact) {
      double share = (fact - numbers[from]) / (numbers[to] - numbers[from]);
      return worths[from] + share * (worths[to] - worths[from]);
    }

    @Override
    public double worst() {
      return Arrays.stream(worths).min().orElseThrow();
    }

    @Override
    public double best() {
      return Arrays.stream(worths).max().orElseThrow();
    }
  }

  /**
   * One worth for each value that there can be.
   *
   * @param worths by the number that stands for the value, from 0 to 1; NaN where a value says that
   *     the matter is not known
   */
  record Choices(double[] worths) implements Rating {
    @Override
    public double of(double fact) {
      return Double.isNaN(fact) ? Double.NaN : worths[(int) fact];
    }

    @Override
    public double below(double fact) {
      return of(fact);
    }

    @Override
    public double worst() {
      return Arrays.stream(worths).filter(w -> !Double.isNaN(w)).min().orElseThrow();
    }

    @Override
    public double best() {
      return Arrays.stream(worths).filter(w -> !Double.isNaN(w)).max().orElseThrow();
    }
  }
}
