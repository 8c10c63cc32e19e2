package kr.maeul.store.sql.load.lot;

import java.util.List;

/**
 * A house on a lot, in a file or in the layer.
 *
 * @param place of its row in the file
 * @param lot number of the lot
 * @param says what tells it from others on the lot, without blanks, empty where it does not say:
 *     first what stands for good, such as wing and unit, then its number in a register, then its
 *     title
 */
public record LotHouse(long place, String id, String lot, List<String> says) {
  /** What ids of this lot begin with that are numbered in the order of a file. */
  public String base() {
    int end = id.indexOf(lot) + lot.length();
    boolean isNumbered = id.contains(lot) && id.substring(end).matches(":[0-9]+");
    return isNumbered ? id.substring(0, end) : id;
  }

  /** Whether it is plainly another house: another wing or unit. */
  boolean isApart(LotHouse other) {
    for (int i = 0; i < says.size() - 2; i++) {
      if (differs(i, other)) {
        return true;
      }
    }
    return false;
  }

  /** Whether its number in the register and its title are others than those of the other. */
  boolean isCalledOtherwise(LotHouse other) {
    int register = says.size() - 2;
    int title = says.size() - 1;
    return !isAlike(register, other)
        && !isAlike(title, other)
        && (differs(register, other) || differs(title, other));
  }

  /** Whether both say both, and neither is the same. */
  boolean isCalledOtherwiseThroughout(LotHouse other) {
    return differs(says.size() - 2, other) && differs(says.size() - 1, other);
  }

  /** How much says that both are the same; 0 where nothing does, or something says otherwise. */
  int likeness(LotHouse other) {
    if (isApart(other)) {
      return 0;
    }
    int register = says.size() - 2;
    int title = says.size() - 1;
    int alike = 0;
    for (int i = 0; i < register; i++) {
      alike += isAlike(i, other) ? 4 : 0;
    }
    alike += isAlike(register, other) ? 2 : 0;
    boolean isOther = differs(register, other) && alike == 0; // many have the same title
    return alike + (isAlike(title, other) && !isOther ? 1 : 0);
  }

  private boolean isAlike(int i, LotHouse other) {
    return !says.get(i).isEmpty() && says.get(i).equals(other.says.get(i));
  }

  private boolean differs(int i, LotHouse other) {
    return !says.get(i).isEmpty()
        && !other.says.get(i).isEmpty()
        && !says.get(i).equals(other.says.get(i));
  }
}
