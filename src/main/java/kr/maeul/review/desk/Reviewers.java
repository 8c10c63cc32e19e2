package kr.maeul.review.desk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import kr.maeul.people.identity.Role;

/** Who there is at the centre to look after submissions. Safe for use by several threads. */
public interface Reviewers {
  Pattern ADDRESS = Pattern.compile("[^@\\s,;<>\"]{1,64}@[A-Za-z0-9.-]{1,250}");

  /** Where accounts are not known. */
  Reviewers UNKNOWN = List::of;

  /** Everybody who can sign in, whatever their roles. */
  List<Reviewer> all();

  /**
   * One of them.
   *
   * @param login by which they sign in; the address for letters where it is one
   * @param name as colleagues know them
   */
  record Reviewer(String account, String login, String name, Set<Role> roles) {
    /** Where letters reach them, if the login tells. */
    public Optional<String> address() {
      return ADDRESS.matcher(login).matches() ? Optional.of(login) : Optional.empty();
    }
  }
}
