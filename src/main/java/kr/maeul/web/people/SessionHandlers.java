package kr.maeul.web.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import kr.maeul.layer.Text;
import kr.maeul.people.Account;
import kr.maeul.people.ApiTokens;
import kr.maeul.people.Links;
import kr.maeul.people.People;
import kr.maeul.people.Sessions;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.JsonBody;
import kr.maeul.web.request.RefusedException;

/** Signing in and out, and one's own password. Safe for use by several threads. */
public final class SessionHandlers {
  static final int MOST_BYTES = 16 * 1024;

  private final PeopleJson json = new PeopleJson();
  private final People people;
  private final Credentials credentials;

  private final boolean hasOpenId;

  /**
   * @param hasOpenId whether people may sign in by another service too
   */
  public SessionHandlers(People people, Credentials credentials, boolean hasOpenId) {
    this.hasOpenId = hasOpenId;
    this.people = people;
    this.credentials = credentials;
  }

  /** Who one is; always there, so that a page need not try. */
  public void session(Exchange e) throws IOException {
    ObjectNode answer = json.object();
    answer.put("signedIn", e.caller().isSignedIn());
    if (hasOpenId) {
      answer.put("openId", e.urls().local("/api/oidc"));
    }
    if (e.caller().isSignedIn()) {
      Account account = people.accounts().byId(e.caller().account()).orElseThrow();
      ObjectNode told = json.brief(account);
      PeopleJson.roles(told.withArray("roles").removeAll(), e.caller().roles());
      answer.set("account", told);
      if (credentials.isByToken(e)) {
        PeopleJson.scopes(answer.putArray("scopes"), e.caller().scopes());
      }
      credentials.session(e).ifPresent(s -> session(answer, s));
    }
    json.send(e, answer);
  }

  private void session(ObjectNode answer, Sessions.Session session) {
    answer.put("csrf", session.csrf());
    answer.put("ends", PeopleJson.text(session.ends()));
    answer.put("idleMinutes", people.sessions().idle().toMinutes());
    PeopleJson.scopes(answer.putArray("tokenScopes"), ApiTokens.allowed(session.account().roles()));
  }

  public void signIn(Exchange e) throws IOException {
    JsonBody body = JsonBody.of(e, MOST_BYTES);
    String login = body.text("login");
    String password = body.text("password");
    body.done();
    String replaced = credentials.session(e).map(Sessions.Session::token).orElse(null);
    begun(e, people.signIn(login, password, replaced, Credentials.actor(e)));
  }

  private void begun(Exchange e, Sessions.Session session) throws IOException {
    credentials.give(e, session);
    ObjectNode answer = json.object();
    answer.put("signedIn", true);
    answer.set("account", json.brief(session.account()));
    session(answer, session);
    json.send(e, answer);
  }

  public void signOut(Exchange e) {
    people.signOut(mine(e), e.clientAddress());
    credentials.takeAway(e);
    PeopleJson.sendNothing(e);
  }

  /** Ends all sessions of the account, this one too. */
  public void everywhere(Exchange e) {
    people.signOutEverywhere(e.caller().account(), Credentials.actor(e));
    credentials.takeAway(e);
    PeopleJson.sendNothing(e);
  }

  public void password(Exchange e) throws IOException {
    JsonBody body = JsonBody.of(e, MOST_BYTES);
    String current = body.text("current");
    String wanted = body.text("new");
    body.done();
    people.changePassword(mine(e), current, wanted, e.clientAddress());
    PeopleJson.sendNothing(e);
  }

  private Sessions.Session mine(Exchange e) {
    return credentials
        .session(e)
        .orElseThrow(
            () ->
                new RefusedException(
                    RefusedException.Status.FORBIDDEN,
                    new Text("로그인한 사람만 됩니다.", "this takes a session")));
  }

  /** What a one-time link is for, so that the page can ask the right things. */
  public void look(Exchange e) throws IOException {
    JsonBody body = JsonBody.of(e, MOST_BYTES);
    String secret = body.text("secret");
    body.done();
    Links.Purpose purpose = people.lookAtLink(secret, Credentials.actor(e));
    ObjectNode answer = json.object();
    answer.put("firstAdministrator", purpose.account() == null);
    answer.put("expires", PeopleJson.text(purpose.expires()));
    if (purpose.account() != null) {
      answer
          .putObject("account")
          .put("login", purpose.account().login())
          .put("name", purpose.account().name());
    }
    json.send(e, answer);
  }

  /** Sets the password that a one-time link is for, and signs in with it. */
  public void welcome(Exchange e) throws IOException {
    JsonBody body = JsonBody.of(e, MOST_BYTES);
    String secret = body.text("secret");
    String password = body.text("password");
    boolean isNamed = body.has("login") || body.has("name");
    String login = isNamed ? body.text("login") : "";
    String name = isNamed ? body.text("name") : "";
    body.has("name");
    body.done();
    Account account = people.welcome(secret, login, name, password, Credentials.actor(e));
    String replaced = credentials.session(e).map(Sessions.Session::token).orElse(null);
    begun(e, people.signInVouched(account, replaced, Credentials.actor(e)));
  }
}
