package kr.maeul.web.people;

import static kr.maeul.web.people.PeopleOperations.CODE;
import static kr.maeul.web.people.PeopleOperations.LOGIN;
import static kr.maeul.web.people.PeopleOperations.NAME;
import static kr.maeul.web.people.PeopleOperations.PASSWORD;
import static kr.maeul.web.people.PeopleOperations.SECRET;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import kr.maeul.people.ApiTokens;
import kr.maeul.people.LoginSessions;
import kr.maeul.people.People;
import kr.maeul.people.SignInResult;
import kr.maeul.people.WelcomeLinks;
import kr.maeul.people.identity.Account;
import kr.maeul.web.contract.JsonBody;
import kr.maeul.web.request.Exchange;

/** Signing in and out, and one's own password. Safe for use by several threads. */
public final class SessionHandlers {
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

  private void session(ObjectNode answer, LoginSessions.Session session) {
    answer.put("csrf", session.csrf());
    answer.put("ends", PeopleJson.text(session.ends()));
    answer.put("idleMinutes", people.sessions().idle().toMinutes());
    answer.put("mustEnrol", session.mustEnrol());
    PeopleJson.scopes(answer.putArray("tokenScopes"), ApiTokens.allowed(session.account().roles()));
  }

  public void signIn(Exchange e) throws IOException {
    JsonBody body = PeopleOperations.SIGN_IN.read(e);
    String login = body.get(LOGIN);
    String password = body.get(PASSWORD);
    String code = body.get(CODE);
    body.done();
    begun(e, people.signIn(login, password, code, replaced(e), credentials.visitor(e)));
  }

  private String replaced(Exchange e) {
    return credentials.session(e).map(LoginSessions.Session::token).orElse(null);
  }

  private void begun(Exchange e, SignInResult in) throws IOException {
    ObjectNode answer = json.object();
    if (in.needsCode()) {
      answer.put("signedIn", false).put("needsCode", true);
      json.send(e, answer);
      return;
    }
    LoginSessions.Session session = in.session();
    credentials.give(e, session);
    credentials.giveDevice(e, in.device());
    answer.put("signedIn", true);
    ObjectNode account = json.brief(session.account());
    PeopleJson.roles(account.withArray("roles").removeAll(), session.caller().roles());
    answer.set("account", account);
    session(answer, session);
    json.send(e, answer);
  }

  public void signOut(Exchange e) {
    people.signOut(credentials.mine(e), e.clientAddress());
    credentials.takeAway(e);
    PeopleJson.sendNothing(e);
  }

  /** One's own sessions. */
  public void list(Exchange e) throws IOException {
    ObjectNode answer = json.object();
    ArrayNode list = answer.putArray("sessions");
    LoginSessions.Session mine = credentials.mine(e);
    for (LoginSessions.Listed one : people.sessions().of(mine.account().id(), mine.token())) {
      list.addObject()
          .put("id", one.id())
          .put("began", PeopleJson.text(one.created()))
          .put("used", PeopleJson.text(one.used()))
          .put("browser", one.browser())
          .put("thisOne", one.isThis());
    }
    json.send(e, answer);
  }

  /** Ends one of them; this one, too. */
  public void end(Exchange e) {
    people.own().endSession(e.caller().account(), e.pathParam("id"), Credentials.actor(e));
    PeopleJson.sendNothing(e);
  }

  /** Ends all sessions of the account: this one too, unless {@code others} alone are meant. */
  public void everywhere(Exchange e) {
    if (PeopleOperations.OTHERS.read(e.query(), new PeopleOperations.Flag()).isSet) {
      people.own().endOtherSessions(credentials.mine(e), e.clientAddress());
      PeopleJson.sendNothing(e);
      return;
    }
    people.signOutEverywhere(e.caller().account(), Credentials.actor(e));
    credentials.takeAway(e);
    PeopleJson.sendNothing(e);
  }

  public void password(Exchange e) throws IOException {
    JsonBody body = PeopleOperations.CHANGE_PASSWORD.read(e);
    String current = body.get(PeopleOperations.CURRENT);
    String wanted = body.get(PeopleOperations.NEW);
    body.done();
    credentials.giveDevice(
        e,
        people.own().changePassword(credentials.mine(e), current, wanted, credentials.visitor(e)));
    PeopleJson.sendNothing(e);
  }

  /** What a one-time link is for, so that the page can ask the right things. */
  public void look(Exchange e) throws IOException {
    JsonBody body = PeopleOperations.LOOK_AT_LINK.read(e);
    String secret = body.get(SECRET);
    body.done();
    WelcomeLinks.Purpose purpose = people.lookAtLink(secret, Credentials.actor(e));
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
    JsonBody body = PeopleOperations.USE_LINK.read(e);
    String secret = body.get(SECRET);
    String password = body.get(PASSWORD);
    boolean isNamed = body.has(LOGIN) || body.has(NAME);
    String login = isNamed ? body.need(LOGIN) : "";
    String name = isNamed ? body.need(NAME) : "";
    body.done();
    Account account = people.welcome(secret, login, name, password, Credentials.actor(e));
    begun(e, people.signInWelcomed(account, replaced(e), credentials.visitor(e)));
  }
}
