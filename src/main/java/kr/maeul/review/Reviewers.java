package kr.maeul.review;

import java.util.List;
import java.util.Set;
import kr.maeul.people.Role;

/** Who there is at the centre to look after submissions. Safe for use by several threads. */
public interface Reviewers {
  /** Where accounts are not known. */
  Reviewers UNKNOWN = List::of;

  /** Everybody who can sign in, whatever their roles. */
  List<Reviewer> all();

  /**
   * One of them.
   *
   * @param name as colleagues know them
   */
  record Reviewer(String account, String name, Set<Role> roles) {}
}
