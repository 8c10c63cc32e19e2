package kr.maeul.web.request;

import io.javalin.http.Context;
import kr.maeul.people.identity.Caller;

/** The one place that says who is asking. Safe for use by several threads. */
public interface Callers {
  /** Where there are no accounts. */
  Callers NOBODY_KNOWN = ctx -> Caller.ANYONE;

  /** Who sent the request; asked once a request. */
  Caller of(Context ctx);
}
