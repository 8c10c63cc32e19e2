package kr.maeul.media;

import java.util.List;
import java.util.Set;
import kr.maeul.db.Transaction;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.layer.View;
import kr.maeul.people.identity.Caller;
import kr.maeul.people.identity.Role;
import kr.maeul.store.edit.Author;
import kr.maeul.store.edit.WriteGuard;

/**
 * Lets editors name only photos and recordings that are theirs to name. What an author may see is
 * told by the view through which they write; one who is planner as well as staff is asked as a
 * planner, so that what waits in a contribution goes into an item by the review desk alone. Safe
 * for use by several threads.
 */
public final class MediaGuard implements WriteGuard {
  private final Media media;

  public MediaGuard(Media media) {
    this.media = media;
  }

  @Override
  public List<FeatureProblem> check(
      Transaction transaction, View view, Feature before, Feature after, Author author) {
    return media.attach(transaction, view.layer(), before, after, asker(view, author));
  }

  @Override
  public Feature putBack(
      Transaction transaction, View view, Feature now, Feature wanted, Author author) {
    return media.putBack(transaction, view.layer(), wanted);
  }

  private static Asker asker(View view, Author author) {
    Set<Role> roles =
        switch (view.audience()) {
          case PUBLIC -> Set.of();
          case STAFF -> Set.of(Role.STAFF);
          case PLANNER -> Set.of(Role.PLANNER);
        };
    return new Asker(new Caller(author.account(), author.name(), roles), null);
  }
}
