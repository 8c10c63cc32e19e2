package kr.maeul.review.mail;

/** Letters to people; where no mail is set up there are none. Safe for use by several threads. */
public interface Letters {
  Letters NONE =
      new Letters() {
        @Override
        public boolean hasDigest() {
          return false;
        }

        @Override
        public boolean isOn() {
          return false;
        }
      };

  /** Whether the centre wants to hear of new contributions. */
  boolean hasDigest();

  boolean isOn();
}
