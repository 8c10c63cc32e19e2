package kr.maeul.people.password;

/** Turns passwords into what may be kept of them. Safe for use by several threads. */
public interface PasswordHash {
  /** What to keep of a password; another text each time. */
  String of(String password);

  /**
   * Whether this is the password that the hash was made of. Takes its time, whatever it answers.
   */
  boolean matches(String password, String hash);

  /** Whether the hash was made in a way that is not good enough any more. */
  boolean isOutdated(String hash);
}
