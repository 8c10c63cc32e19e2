package kr.maeul.web.people;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import kr.maeul.config.Settings;
import kr.maeul.layer.text.Text;
import kr.maeul.people.LoginSessions;
import kr.maeul.people.People;
import kr.maeul.people.SignInResult;
import kr.maeul.people.identity.Account;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.refusal.BusyException;
import kr.maeul.web.request.refusal.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing in by another service. It says who somebody is; whether they have an account is said
 * here, and nobody gets one by it. Safe for use by several threads.
 */
public final class OpenIdHandlers {
  private static final long ERRAND_SECONDS = 600;
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
  private static final Pattern ERRAND = Pattern.compile("([\\w-]+)\\.([\\w-]+)\\.([\\w-]+)");

  private final Logger log = LoggerFactory.getLogger(OpenIdHandlers.class);
  private final People people;
  private final Credentials credentials;
  private final OpenIdProvider provider;
  private final String cookie;
  private final String attributes;

  public OpenIdHandlers(People people, Credentials credentials, Settings settings) {
    this.people = people;
    this.credentials = credentials;
    boolean isTls = settings.http().isTls();
    this.cookie = isTls ? "__Host-maeul-oidc" : "maeul-oidc";
    this.attributes = "; Path=/; HttpOnly; SameSite=Lax" + (isTls ? "; Secure" : "");
    this.provider =
        new OpenIdProvider(
            settings.openId(), URI.create(settings.http().publicUrl() + "/api/oidc/callback"));
  }

  /**
   * Sends the browser there, with something that it has to bring back. Only our own page, or
   * somebody who types the address, can begin: another site would sign people in unasked.
   */
  public void begin(Exchange e) {
    String from = e.requestHeader("Sec-Fetch-Site");
    if (from != null && !OWN_SITE.contains(from)) {
      e.keepPrivate();
      e.status(303).header("Location", e.urls().at("/desk"));
      return;
    }
    OpenIdProvider.Errand errand = OpenIdProvider.Errand.next();
    URI there;
    try {
      there = provider.address(errand);
    } catch (OpenIdProvider.FailedException failed) {
      throw away(failed);
    }
    e.keepPrivate();
    String kept = errand.state() + "." + errand.nonce() + "." + errand.verifier();
    e.addHeader("Set-Cookie", cookie + "=" + kept + "; Max-Age=" + ERRAND_SECONDS + attributes);
    e.status(303).header("Location", there.toString());
  }

  /** The browser comes back. */
  public void end(Exchange e) {
    people.countTry(Credentials.actor(e));
    OpenIdProvider.Errand errand = errand(e);
    OpenIdReturn back = OpenIdReturn.PARAMETERS.read(e.query(), new OpenIdReturn());
    if (errand == null || back.code == null || !errand.state().equals(back.state)) {
      throw refused("로그인이 이어지지 않았습니다. 처음부터 다시 하세요.", "signing in was interrupted; begin again");
    }
    Optional<String> login;
    try {
      login = provider.login(back.code, errand);
    } catch (OpenIdProvider.FailedException failed) {
      log.warn("OpenID Connect: the answer could not be used: {}", failed.getMessage());
      throw refused(
          "로그인 서비스의 답을 믿을 수 없습니다. 다시 하세요.",
          "the answer of the other service cannot be used; begin again");
    }
    Account account =
        login
            .flatMap(people.accounts()::byLogin)
            .filter(a -> !a.isDisabled())
            .orElseThrow(
                () ->
                    refused(
                        "여기에는 계정이 없습니다. 관리자에게 부탁하세요.",
                        "there is no account for you here; ask an administrator"));
    String replaced = credentials.session(e).map(LoginSessions.Session::token).orElse(null);
    SignInResult in = people.signInVouched(account, replaced, credentials.visitor(e));
    credentials.give(e, in.session());
    credentials.giveDevice(e, in.device());
    e.addHeader("Set-Cookie", cookie + "=; Max-Age=0" + attributes);
    e.keepPrivate();
    e.status(303).header("Location", e.urls().at("/desk"));
  }

  private OpenIdProvider.Errand errand(Exchange e) {
    String kept = e.with(ctx -> ctx.cookie(cookie));
    var parts = ERRAND.matcher(kept == null ? "" : kept);
    return parts.matches()
        ? new OpenIdProvider.Errand(parts.group(1), parts.group(2), parts.group(3))
        : null;
  }

  private BusyException away(OpenIdProvider.FailedException failed) {
    log.warn("OpenID Connect: the provider does not answer: {}", failed.getMessage());
    return new BusyException(
        new Text(
            "로그인 서비스에 연결할 수 없습니다. 잠시 뒤 다시 시도해 주세요.",
            "the other service does not answer; try again shortly"));
  }

  private static RefusedException refused(String ko, String en) {
    return new RefusedException(RefusedException.Status.FORBIDDEN, new Text(ko, en));
  }
}
