package kr.maeul.store.edit;

import java.util.List;
import kr.maeul.db.Transaction;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.layer.View;

/**
 * What is asked within every write to a feature, in its transaction and after its row is held: so
 * that nobody can write what another part of the service has to permit, such as somebody else's
 * photo. Safe for use by several threads.
 */
public interface WriteGuard {

  /** Permits everything. For writers who ask themselves, and for the service's own writes. */
  WriteGuard NONE =
      new WriteGuard() {
        @Override
        public List<FeatureProblem> check(
            Transaction transaction, View view, Feature before, Feature after, Author author) {
          return List.of();
        }

        @Override
        public Feature putBack(
            Transaction transaction, View view, Feature now, Feature wanted, Author author) {
          return wanted;
        }
      };

  /**
   * Whether a writer may write this.
   *
   * @param view what the writer sees of the layer
   * @param before the whole feature as it is, or null where it is new
   * @param after the whole feature as it is to be
   * @return what is wrong, by JSON pointer; empty where all is well
   */
  List<FeatureProblem> check(
      Transaction transaction, View view, Feature before, Feature after, Author author);

  /**
   * What there still is of something that was written before and is put back: what it named and is
   * gone by now does not come back with it.
   *
   * @param now the whole feature as it is, or null where there is none
   * @param wanted as it was
   */
  Feature putBack(Transaction transaction, View view, Feature now, Feature wanted, Author author);

  /** Asks this one and, where it permits, another. */
  default WriteGuard and(WriteGuard other) {
    WriteGuard first = this;
    return new WriteGuard() {
      @Override
      public List<FeatureProblem> check(
          Transaction transaction, View view, Feature before, Feature after, Author author) {
        List<FeatureProblem> problems = first.check(transaction, view, before, after, author);
        return problems.isEmpty()
            ? other.check(transaction, view, before, after, author)
            : problems;
      }

      @Override
      public Feature putBack(
          Transaction transaction, View view, Feature now, Feature wanted, Author author) {
        Feature back = first.putBack(transaction, view, now, wanted, author);
        return other.putBack(transaction, view, now, back, author);
      }
    };
  }
}
