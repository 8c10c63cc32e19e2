package kr.maeul.web.planning;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.function.LongConsumer;
import kr.maeul.layer.text.Text;
import kr.maeul.store.edit.Author;
import kr.maeul.web.people.Credentials;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.Precondition;
import kr.maeul.web.request.refusal.BadRequestException;
import kr.maeul.web.request.refusal.NotFoundException;

/** What the handlers of this package have in common. Stateless. */
final class Answers {
  private static final int LONGEST_ID = 200;

  private Answers() {}

  /** Sends JSON with the version that a later write has to name. */
  static void send(Exchange e, long version, JsonNode answer) throws IOException {
    e.header("ETag", "\"" + version + "\"");
    e.sendUncached(answer);
  }

  /** Holds a write to the version that its author saw. */
  static LongConsumer mustMatch(Exchange e) {
    Precondition precondition = Precondition.of(e);
    return version ->
        precondition.require(
            String.valueOf(version),
            () -> {
              throw new BadRequestException(null, new Text("If-Match를 쓰세요.", "use If-Match"));
            });
  }

  /** The same where a write may do without. */
  static LongConsumer mayMatch(Exchange e) {
    return e.requestHeader("If-Match") == null ? version -> {} : mustMatch(e);
  }

  /**
   * The id in the address. What no id can be does not reach the database.
   *
   * @throws NotFoundException if it can be none
   */
  static String id(Exchange e) {
    String id = e.pathParam("id");
    if (!isId(id)) {
      throw new NotFoundException(new Text("그런 것이 없습니다.", "there is none of that id"));
    }
    return id;
  }

  static boolean isId(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_ID
        && text.codePoints()
            .noneMatch(
                c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
  }

  static Author author(Exchange e) {
    return new Author(e.caller().account(), e.caller().name(), Credentials.reason(e));
  }

  static Author author(Exchange e, String reason) {
    return new Author(e.caller().account(), e.caller().name(), reason);
  }
}
