package kr.maeul.review.submission;

/**
 * How the centre can answer; kept apart from everything else, encrypted.
 *
 * @param email or null
 * @param telephone or null
 * @param guardian who consented for a child under 14, or null
 */
public record ContributorContact(String email, String telephone, String guardian) {
  public static final ContributorContact NONE = new ContributorContact(null, null, null);

  boolean isEmpty() {
    return email == null && telephone == null && guardian == null;
  }

  /** Tells nothing: this must not get into a log. */
  @Override
  public String toString() {
    return isEmpty() ? "ContributorContact[none]" : "ContributorContact[…]";
  }
}
