package kr.maeul.people.log;

import kr.maeul.layer.View;
import kr.maeul.people.identity.Actor;

/**
 * A reader in the act of reading, as the access log wants to know it.
 *
 * @param actor who, and from where
 * @param action what the request as a whole is
 * @param layer that the request names, or null
 * @param item that the request names, or null
 * @param reason why, where the reader said so, or null
 */
public record ReadContext(
    Actor actor, AccessLog.Action action, String layer, String item, String reason) {

  /** What else is read for the sake of one item is a list. */
  AccessLog.Action actionOn(View view) {
    return item != null && !view.layer().id().equals(layer) ? AccessLog.Action.LIST : action;
  }

  String itemOf(View view) {
    return view.layer().id().equals(layer) ? item : null;
  }
}
