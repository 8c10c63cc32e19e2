package kr.maeul.web.route;

import kr.maeul.houses.figures.HouseField;
import kr.maeul.people.log.AccessLog;
import kr.maeul.web.request.Exchange;

/**
 * What a route writes to the access log. Reads of features that the public does not see are
 * recorded as this says; on a route that says {@link #NOTHING} they fail. Requests to the desk are
 * recorded whether anything is read or not. Immutable.
 *
 * @param action what the request as a whole is; null for {@link #NOTHING}
 * @param isOfHouses whether it is about vacant houses although its path names no layer
 * @param isByRequest whether each request to the desk is recorded, or only what is read for it
 */
public record Logged(AccessLog.Action action, boolean isOfHouses, boolean isByRequest) {
  /** It reads no features. */
  public static final Logged NOTHING = new Logged(null, false, true);

  /** How many of each there are, which the page of the desk asks for again and again. */
  public static final Logged NUMBERS_ALONE = new Logged(AccessLog.Action.LIST, false, false);

  public static Logged as(AccessLog.Action action) {
    return new Logged(action, false, true);
  }

  /** The same of vacant houses. */
  public static Logged ofHouses(AccessLog.Action action) {
    return new Logged(action, true, true);
  }

  /** The layer that a request is about, or null. */
  public String layer(Exchange e) {
    return isOfHouses ? HouseField.LAYER : e.pathParamOrNull("layer");
  }
}
