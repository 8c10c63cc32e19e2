package kr.maeul.web.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import kr.maeul.people.WelcomeLinks;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.Role;
import kr.maeul.people.identity.Scope;
import kr.maeul.web.request.Exchange;

/** Accounts and the like as JSON. Safe for use by several threads. */
final class PeopleJson {
  static final List<String> ROLES = Arrays.stream(Role.values()).map(Role::word).toList();

  private final ObjectMapper mapper = new ObjectMapper();

  ObjectNode object() {
    return mapper.createObjectNode();
  }

  /** What anyone may know who may know of the account. */
  ObjectNode brief(Account account) {
    ObjectNode json = object();
    json.put("id", account.id()).put("login", account.login()).put("name", account.name());
    roles(json.putArray("roles"), account.roles());
    return json;
  }

  ObjectNode account(Account account) {
    ObjectNode json = brief(account);
    json.put("created", text(account.created()));
    json.put("signedIn", text(account.signedIn()));
    json.put("ready", account.isReady()).put("disabled", account.isDisabled());
    return json;
  }

  void link(ObjectNode into, WelcomeLinks.Link link, Exchange e) {
    into.putObject("link")
        .put("url", link.address(e.urls().base()))
        .put("expires", text(link.expires()));
  }

  static void roles(ArrayNode into, Collection<Role> roles) {
    roles.stream().sorted().map(Role::word).forEach(into::add);
  }

  static void scopes(ArrayNode into, Collection<Scope> scopes) {
    scopes.stream().sorted().map(Scope::word).forEach(into::add);
  }

  static String text(Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  void send(Exchange e, JsonNode json) throws IOException {
    e.keepPrivate();
    e.sendJson(json);
  }

  static void sendNothing(Exchange e) {
    e.keepPrivate();
    e.status(204);
  }
}
