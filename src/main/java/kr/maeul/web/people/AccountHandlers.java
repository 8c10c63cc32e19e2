package kr.maeul.web.people;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.text.Text;
import kr.maeul.people.Accounts;
import kr.maeul.people.People;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.identity.Role;
import kr.maeul.people.log.AccessLog;
import kr.maeul.review.submission.Received;
import kr.maeul.store.FeatureStore;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.JsonBody;

/** What an administrator may do: accounts and the access log. Safe for use by several threads. */
public final class AccountHandlers {
  private static final int MOST_LINES = 1000;
  private static final int DEFAULT_LINES = 100;

  private final PeopleJson json = new PeopleJson();
  private final People people;
  private final LogWords words;
  private final LogNames names;

  /**
   * @param store as callers see it
   * @param submissions tells kind and day of those of some submissions that there are
   */
  public AccountHandlers(
      People people,
      LayerCatalog layers,
      FeatureStore store,
      Function<Collection<String>, Map<String, Received>> submissions) {
    this.people = people;
    this.words = new LogWords(layers);
    this.names = new LogNames(layers, store, submissions);
  }

  public void list(Exchange e) throws IOException {
    new Query(e).done();
    ObjectNode answer = json.object();
    ArrayNode list = answer.putArray("accounts");
    Set<String> secured = people.twoSteps().all();
    people
        .accounts()
        .all()
        .forEach(a -> list.add(json.account(a).put("secondFactor", secured.contains(a.id()))));
    json.send(e, answer);
  }

  /** The answer holds the link by which its owner chooses a password; it is not shown again. */
  public void add(Exchange e) throws IOException {
    JsonBody body = JsonBody.of(e, SessionHandlers.MOST_BYTES);
    String login = body.text("login");
    String name = body.text("name");
    Set<Role> roles = roles(body);
    body.done();
    Actor by = Credentials.actor(e);
    Account account = people.accounts().add(login, name, roles, by);
    ObjectNode answer = json.account(account);
    json.link(answer, people.links().forAccount(account.id(), by), e);
    e.status(201);
    json.send(e, answer);
  }

  private static Set<Role> roles(JsonBody body) {
    return new LinkedHashSet<>(body.words("roles", Role::ofWord, PeopleJson.ROLES));
  }

  public void change(Exchange e) throws IOException {
    JsonBody body = JsonBody.of(e, SessionHandlers.MOST_BYTES);
    Accounts.Change change =
        new Accounts.Change(
            body.has("name") ? body.text("name") : null,
            body.has("roles") ? roles(body) : null,
            body.has("disabled") ? body.yesOrNo("disabled") : null);
    body.done();
    Account changed = people.accounts().change(e.pathParam("id"), change, Credentials.actor(e));
    json.send(e, json.account(changed));
  }

  /** For somebody who has lost phone and recovery codes. */
  public void removeSecondFactor(Exchange e) {
    people.twoSteps().removeFor(e.pathParam("id"), Credentials.actor(e));
    PeopleJson.sendNothing(e);
  }

  public void link(Exchange e) throws IOException {
    ObjectNode answer = json.object();
    json.link(answer, people.links().forAccount(e.pathParam("id"), Credentials.actor(e)), e);
    e.status(201);
    json.send(e, answer);
  }

  /** The newest lines first; {@code next} is what to give as {@code after} for the ones before. */
  public void accessLog(Exchange e) throws IOException {
    Query query = new Query(e);
    Long limit = query.number("limit", 1, MOST_LINES);
    AccessLog.Wanted wanted =
        new AccessLog.Wanted(
            query.time("from", 0),
            query.time("until", 1),
            query.text("account"),
            query.text("layer"),
            query.value("action", AccessLog.Action::ofWord, actions()),
            query.number("after", 1, Long.MAX_VALUE),
            limit == null ? DEFAULT_LINES : limit.intValue());
    query.inOrder("from", wanted.from(), "until", wanted.until());
    query.done();
    people.accessLog().read(Credentials.actor(e), AccessLog.Action.LOG_READ, null, null, null);
    List<AccessLog.Entry> entries = people.accessLog().entries(wanted);
    ObjectNode answer = json.object();
    ArrayNode lines = answer.putArray("entries");
    Map<Long, Text> named = names.of(entries, e.audience());
    entries.forEach(entry -> line(lines.addObject(), entry, named.get(entry.id()), e));
    if (entries.size() == wanted.limit()) {
      answer.put("next", String.valueOf(entries.get(entries.size() - 1).id()));
    }
    json.send(e, answer);
  }

  private static Text actions() {
    String words =
        Arrays.stream(AccessLog.Action.values())
            .map(AccessLog.Action::word)
            .collect(Collectors.joining(", "));
    return new Text("쓸 수 있는 것: " + words, "allowed are: " + words);
  }

  private void line(ObjectNode line, AccessLog.Entry entry, Text name, Exchange e) {
    line.put("id", String.valueOf(entry.id())).put("at", PeopleJson.text(entry.at()));
    line.put("action", entry.action().word());
    line.put("account", entry.account()).put("login", entry.login());
    line.put("address", entry.address());
    line.put("layer", entry.layer()).put("item", entry.item());
    line.put("itemName", name == null ? null : e.say(name));
    line.put("submission", LogNames.isSubmission(entry));
    line.put("times", entry.times()).put("rows", entry.rows());
    line.put("subject", entry.subject()).put("detail", entry.detail());
    Text about = words.about(entry);
    line.put("about", about == null ? null : e.say(about)).put("said", LogWords.said(entry));
  }
}
