package kr.maeul.review;

/** Letters to people; where no mail is set up there are none. Safe for use by several threads. */
interface Letters {
  Letters NONE =
      new Letters() {
        @Override
        public void received(String email, String link, String language) {}

        @Override
        public boolean hasDigest() {
          return false;
        }

        @Override
        public boolean isOn() {
          return false;
        }
      };

  /**
   * Tells a contributor the private link. This one letter is never stored, because the link is not:
   * where it cannot be sent in some tries, it is not.
   *
   * @param email or null, then there is none
   */
  void received(String email, String link, String language);

  /** Whether the centre wants to hear of new contributions. */
  boolean hasDigest();

  boolean isOn();
}
