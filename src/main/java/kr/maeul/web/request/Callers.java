package kr.maeul.web.request;

import io.javalin.http.Context;
import kr.maeul.layer.Audience;

/** The one place that says who is asking. There are no accounts yet, so everyone is the public. */
final class Callers {
  private Callers() {}

  static Audience audienceOf(Context ctx) {
    return Audience.PUBLIC;
  }
}
