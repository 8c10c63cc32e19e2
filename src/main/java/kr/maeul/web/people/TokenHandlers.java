package kr.maeul.web.people;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import kr.maeul.people.ApiTokens;
import kr.maeul.people.LoginSessions;
import kr.maeul.people.People;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.Role;
import kr.maeul.people.identity.Scope;
import kr.maeul.web.contract.JsonBody;
import kr.maeul.web.request.Exchange;

/** Tokens of programs: one's own; an administrator sees and revokes everyone's. */
public final class TokenHandlers {
  private static final int DEFAULT_DAYS = 90;

  private final PeopleJson json = new PeopleJson();
  private final People people;
  private final Credentials credentials;

  public TokenHandlers(People people, Credentials credentials) {
    this.people = people;
    this.credentials = credentials;
  }

  /** One's own; with {@code all=true} everyone's, for administrators. */
  public void list(Exchange e) throws IOException {
    boolean all = PeopleOperations.ALL.read(e.query(), new PeopleOperations.Flag()).isSet;
    boolean isAll = all && e.caller().has(Role.ADMIN);
    List<ApiTokens.ApiToken> tokens = people.tokens().of(isAll ? null : e.caller().account());
    Map<String, Account> accounts =
        people.accounts().all().stream()
            .collect(Collectors.toMap(Account::id, Function.identity()));
    ObjectNode answer = json.object();
    ArrayNode list = answer.putArray("tokens");
    tokens.forEach(t -> list.add(token(t, accounts.get(t.account()))));
    json.send(e, answer);
  }

  private ObjectNode token(ApiTokens.ApiToken token, Account account) {
    ObjectNode node = json.object();
    node.put("id", token.id()).put("name", token.name()).put("login", account.login());
    PeopleJson.scopes(node.putArray("scopes"), token.scopes());
    node.put("created", PeopleJson.text(token.created()));
    node.put("expires", PeopleJson.text(token.expires()));
    node.put("used", PeopleJson.text(token.used()));
    return node;
  }

  /** The answer holds the token; it is not shown again. */
  public void make(Exchange e) throws IOException {
    Account account = credentials.session(e).map(LoginSessions.Session::account).orElseThrow();
    JsonBody body = PeopleOperations.MAKE_TOKEN.read(e);
    String name = body.get(PeopleOperations.NAME);
    String allowed =
        ApiTokens.allowed(account.roles()).stream()
            .map(Scope::word)
            .collect(Collectors.joining(", "));
    List<Scope> scopes = body.words(PeopleOperations.SCOPES, Scope::ofWord, allowed);
    Integer days = body.get(PeopleOperations.DAYS);
    body.done();
    ApiTokens.Made made =
        people
            .tokens()
            .make(
                account,
                name,
                new LinkedHashSet<>(scopes),
                days == null ? DEFAULT_DAYS : days,
                Credentials.actor(e));
    e.status(201);
    json.send(e, token(made.token(), account).put("token", made.secret()));
  }

  public void revoke(Exchange e) {
    String whose = e.caller().has(Role.ADMIN) ? null : e.caller().account();
    people.tokens().revoke(e.pathParam("id"), whose, Credentials.actor(e));
    PeopleJson.sendNothing(e);
  }
}
