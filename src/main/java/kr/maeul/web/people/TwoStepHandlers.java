package kr.maeul.web.people;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import kr.maeul.people.AccountNotices;
import kr.maeul.people.People;
import kr.maeul.people.TwoSteps;
import kr.maeul.people.factor.SecondFactors;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.Role;
import kr.maeul.web.contract.JsonBody;
import kr.maeul.web.contract.Operation;
import kr.maeul.web.html.QrCode;
import kr.maeul.web.request.Exchange;

/** One's own second factor, and what one has to be notified of. Safe for use by several threads. */
public final class TwoStepHandlers {
  private final PeopleJson json = new PeopleJson();
  private final People people;
  private final Credentials credentials;

  public TwoStepHandlers(People people, Credentials credentials) {
    this.people = people;
    this.credentials = credentials;
  }

  /** Whether there is one, and whether there has to be. */
  public void status(Exchange e) throws IOException {
    Account account = credentials.mine(e).account();
    SecondFactors.Status status = people.twoSteps().status(account.id());
    ObjectNode answer = json.object();
    answer.put("on", status.isOn()).put("since", PeopleJson.text(status.since()));
    answer.put("required", people.twoSteps().isRequiredOf(account.roles()));
    answer.put("codesLeft", status.codesLeft());
    json.send(e, answer);
  }

  /** Begins to set one up: the answer holds the secret, once. */
  public void begin(Exchange e) throws IOException {
    PeopleOperations.BEGIN_SECOND_FACTOR.read(e).done();
    TwoSteps.Begun begun = people.twoSteps().begin(credentials.mine(e).account());
    ObjectNode answer = json.object();
    answer.put("secret", begun.secret()).put("uri", begun.uri());
    QrCode.Drawing drawing = QrCode.drawing(begun.uri()).orElseThrow();
    answer.putObject("qr").put("size", drawing.size()).put("path", drawing.path());
    json.send(e, answer);
  }

  /** Takes it into use: the answer holds the recovery codes, once. */
  public void confirm(Exchange e) throws IOException {
    Proof proof = proof(e, PeopleOperations.CONFIRM_SECOND_FACTOR);
    codes(
        e,
        people
            .own()
            .confirmSecondFactor(
                credentials.mine(e), proof.password, proof.code, e.clientAddress()));
  }

  /** New recovery codes. */
  public void renewCodes(Exchange e) throws IOException {
    Proof proof = proof(e, PeopleOperations.RENEW_CODES);
    codes(
        e,
        people
            .own()
            .renewCodes(credentials.mine(e), proof.password, proof.code, credentials.visitor(e)));
  }

  public void turnOff(Exchange e) throws IOException {
    Proof proof = proof(e, PeopleOperations.TURN_OFF_SECOND_FACTOR);
    people
        .own()
        .turnOffSecondFactor(
            credentials.mine(e), proof.password, proof.code, credentials.visitor(e));
    PeopleJson.sendNothing(e);
  }

  private record Proof(String password, String code) {}

  private static Proof proof(Exchange e, Operation of) throws IOException {
    JsonBody body = of.read(e);
    Proof proof = new Proof(body.get(PeopleOperations.PASSWORD), body.get(PeopleOperations.CODE));
    body.done();
    return proof;
  }

  private void codes(Exchange e, List<String> codes) throws IOException {
    ObjectNode answer = json.object();
    ArrayNode list = answer.putArray("codes");
    codes.forEach(list::add);
    json.send(e, answer);
  }

  /** What was done to accounts and the caller has to know of. */
  public void notices(Exchange e) throws IOException {
    ObjectNode answer = json.object();
    ArrayNode list = answer.putArray("notices");
    for (AccountNotices.Notice notice : people.notices().of(credentials.mine(e).account())) {
      ObjectNode one = list.addObject();
      one.put("id", notice.id()).put("at", PeopleJson.text(notice.at()));
      one.put("action", notice.action().word()).put("by", notice.by());
      one.put("name", notice.subject()).put("login", notice.subjectLogin());
      one.put("mine", notice.isMine()).put("self", notice.isOwn());
      ArrayNode roles = one.putArray("roles");
      notice.roles().stream().map(Role::word).forEach(roles::add);
    }
    json.send(e, answer);
  }

  /** All up to one of them were read. */
  public void seen(Exchange e) throws IOException {
    JsonBody body = PeopleOperations.NOTICES_SEEN.read(e);
    int until = body.get(PeopleOperations.UNTIL);
    body.done();
    people.notices().seen(e.caller().account(), until);
    PeopleJson.sendNothing(e);
  }
}
