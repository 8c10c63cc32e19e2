package kr.maeul.houses.ledger.owner;

import java.util.List;
import kr.maeul.db.Transaction;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.houses.ledger.house.Houses;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.store.edit.Author;
import kr.maeul.store.edit.WriteGuard;

/**
 * Keeps the house and the record of its owner saying the same of whether the owner may be
 * contacted. What the owner's record says stands until somebody lifts it there; whoever sets or
 * lifts what the layer alone says is in the log of contacts. Safe for use by several threads.
 */
public final class ContactWishes implements WriteGuard {
  private final Houses houses;
  private final Owners owners;

  public ContactWishes(Houses houses, Owners owners) {
    this.houses = houses;
    this.owners = owners;
  }

  @Override
  public List<FeatureProblem> check(
      Transaction transaction, View view, Feature before, Feature after, Author author) {
    if (!houses.areFlagged(view)) {
      return List.of();
    }
    boolean was = before != null && houses.isFlagged(before);
    boolean is = houses.isFlagged(after);
    if (!is && owners.isOnRecord(transaction, after.id())) {
      return was || before == null ? List.of(lifts(after.id())) : List.of();
    }
    if (was != is) {
      owners.noteOfLayer(transaction, after.id(), is, author);
    }
    return List.of();
  }

  private FeatureProblem lifts(String house) {
    return new FeatureProblem(
        "/properties/" + houses.flagName(),
        new Text(
            "소유자 기록에 연락하지 말아 달라는 뜻이 적혀 있습니다 (" + house + "). 소유자가 다시 연락을 바라면 그 집의 소유자 기록에서 푸세요.",
            "the owner's record says not to contact them ("
                + house
                + "); where they want to be contacted again, lift it in the owner's record"));
  }

  @Override
  public Feature putBack(
      Transaction transaction, View view, Feature now, Feature wanted, Author author) {
    if (!houses.areFlagged(view)) {
      return wanted;
    }
    Feature back =
        !houses.isFlagged(wanted) && owners.isOnRecord(transaction, wanted.id())
            ? houses.flagged(wanted, true)
            : wanted;
    if (now != null && houses.isFlagged(back) && !houses.isFlagged(now)) {
      owners.noteOfLayer(transaction, back.id(), true, author);
    }
    return back;
  }
}
