package kr.maeul.web.people;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
import kr.maeul.web.contract.JsonBody;
import kr.maeul.web.request.Exchange;

/** What an administrator may do: accounts and the access log. Safe for use by several threads. */
public final class AccountHandlers {
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
    JsonBody body = PeopleOperations.ADD_ACCOUNT.read(e);
    String login = body.get(PeopleOperations.LOGIN);
    String name = body.get(PeopleOperations.NAME);
    Set<Role> roles = new LinkedHashSet<>(body.get(PeopleOperations.ROLES));
    body.done();
    Actor by = Credentials.actor(e);
    Account account = people.accounts().add(login, name, roles, by);
    ObjectNode answer = json.account(account);
    json.link(answer, people.links().forAccount(account.id(), by), e);
    e.status(201);
    json.send(e, answer);
  }

  public void change(Exchange e) throws IOException {
    JsonBody body = PeopleOperations.CHANGE_ACCOUNT.read(e);
    String name = body.get(PeopleOperations.NAME);
    List<Role> roles = body.get(PeopleOperations.ROLES);
    Accounts.Change change =
        new Accounts.Change(
            name,
            roles == null ? null : new LinkedHashSet<>(roles),
            body.get(PeopleOperations.DISABLED));
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
    AccessLog.Wanted wanted = LogQuestion.read(e.query());
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
