package kr.maeul.media;

import kr.maeul.people.identity.Caller;
import kr.maeul.people.identity.Role;

/**
 * Who wants to see or change something.
 *
 * @param caller with or without an account
 * @param uploadKey the key that came with an upload, or null
 */
public record Asker(Caller caller, String uploadKey) {

  /** Whether it was this one who uploaded it. */
  boolean uploaded(Medium medium) {
    boolean byKey = medium.keyHash() != null && medium.keyHash().equals(Uploader.hashOf(uploadKey));
    return byKey
        || medium.account() != null && medium.account().equals(caller.account()) && isEditor();
  }

  boolean isEditor() {
    return caller.has(Role.STAFF) || caller.has(Role.PLANNER);
  }
}
