package kr.maeul.web.people;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import kr.maeul.layer.text.Text;
import kr.maeul.people.LoginSessions;
import kr.maeul.people.People;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.identity.Browser;
import kr.maeul.people.identity.Caller;
import kr.maeul.people.identity.Visitor;
import kr.maeul.web.request.Callers;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.refusal.RefusedException;

/**
 * Who asks, by the token of a program or by the cookie of a session. Both are looked up at every
 * request. Safe for use by several threads.
 */
public final class Credentials implements Callers {
  private static final String KNOWN = "kr.maeul.credentials";
  private static final String BEARER = "Bearer ";
  private static final String REASON = "X-Maeul-Reason";

  /** As long as browsers keep any cookie. */
  private static final long DEVICE_SECONDS = Duration.ofDays(400).toSeconds();

  private final People people;
  private final String cookie;
  private final String device;
  private final String attributes;

  private record Known(Caller caller, LoginSessions.Session session) {}

  private static final Known NOBODY = new Known(Caller.ANYONE, null);

  /**
   * @param isTls whether browsers reach the service by HTTPS only
   */
  public Credentials(People people, boolean isTls) {
    this.people = people;
    // With the prefix a browser takes the cookie from nobody but this very host, over TLS.
    this.cookie = isTls ? "__Host-maeul" : "maeul";
    this.device = isTls ? "__Host-maeul-device" : "maeul-device";
    this.attributes = "; Path=/; HttpOnly; SameSite=Lax" + (isTls ? "; Secure" : "");
  }

  /**
   * @throws RefusedException if there is a token that is none, or none any more
   */
  @Override
  public Caller of(Context ctx) {
    return known(ctx).caller;
  }

  private Known known(Context ctx) {
    Known known = ctx.attribute(KNOWN);
    if (known == null) {
      ctx.attribute(KNOWN, NOBODY); // a question after a refusal is nobody's
      known = find(ctx);
      ctx.attribute(KNOWN, known);
    }
    return known;
  }

  private Known find(Context ctx) {
    String authorization = ctx.header("Authorization");
    if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      String token = authorization.substring(BEARER.length()).strip();
      return people
          .tokens()
          .find(token)
          .map(caller -> new Known(caller, null))
          .orElseThrow(
              () ->
                  new RefusedException(
                      RefusedException.Status.UNAUTHENTICATED,
                      new Text(
                          "토큰이 없거나 기한이 지났거나 폐기되었습니다.",
                          "the token is none, has expired or has been revoked")));
    }
    String token = ctx.cookie(cookie);
    if (token == null || token.isEmpty()) {
      return NOBODY;
    }
    Optional<LoginSessions.Session> session = people.sessions().find(token);
    if (session.isEmpty()) {
      ctx.res().addHeader("Set-Cookie", cookie + "=; Max-Age=0" + attributes);
    }
    return session.map(s -> new Known(s.caller(), s)).orElse(NOBODY);
  }

  /** The session that the request belongs to; empty for programs and for anyone without one. */
  public Optional<LoginSessions.Session> session(Exchange e) {
    return Optional.ofNullable(e.with(this::known).session);
  }

  /** Whether a program asks, by a token. */
  public boolean isByToken(Exchange e) {
    Known known = e.with(this::known);
    return known.caller.isSignedIn() && known.session == null;
  }

  /** Gives the browser a session. It ends with the browser, or when the session does. */
  void give(Exchange e, LoginSessions.Session session) {
    e.addHeader("Set-Cookie", cookie + "=" + session.token() + attributes);
  }

  /**
   * Makes the browser known again when somebody signs in by it.
   *
   * @param secret null where it has one that is good
   */
  void giveDevice(Exchange e, String secret) {
    if (secret != null) {
      e.addHeader("Set-Cookie", device + "=" + secret + "; Max-Age=" + DEVICE_SECONDS + attributes);
    }
  }

  /**
   * The session that the request comes in.
   *
   * @throws RefusedException if it comes in none, but with a token
   */
  LoginSessions.Session mine(Exchange e) {
    return session(e)
        .orElseThrow(
            () ->
                new RefusedException(
                    RefusedException.Status.FORBIDDEN,
                    new Text("로그인한 사람만 됩니다.", "this takes a session")));
  }

  /** From where the request comes, and by which browser. */
  Visitor visitor(Exchange e) {
    return new Visitor(
        e.clientAddress(),
        e.with(ctx -> ctx.cookie(device)),
        Browser.of(e.requestHeader("User-Agent")));
  }

  void takeAway(Exchange e) {
    e.addHeader("Set-Cookie", cookie + "=; Max-Age=0" + attributes);
  }

  /** Who does what this request asks for, as the access log knows them. */
  public static Actor actor(Exchange e) {
    return new Actor(e.caller().account(), e.clientAddress());
  }

  /** Why the caller reads, in UTF-8 and percent-encoded, or null. */
  public static String reason(Exchange e) {
    String reason = e.requestHeader(REASON);
    if (reason == null || reason.isBlank()) {
      return null;
    }
    try {
      return onOneLine(URLDecoder.decode(reason, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notEncoded) {
      return onOneLine(reason);
    }
  }

  /** Every reader of the log reads as many lines as there are. */
  private static String onOneLine(String text) {
    return text.replaceAll("\\p{Cc}|\\p{Cf}|[\u2028\u2029]", " ").strip();
  }
}
