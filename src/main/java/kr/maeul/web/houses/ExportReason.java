package kr.maeul.web.houses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import kr.maeul.layer.text.Text;
import kr.maeul.web.contract.Schemas;
import kr.maeul.web.request.refusal.InvalidContentException;

/** Why somebody takes data out of the house. Stateless. */
public final class ExportReason {
  private static final int SHORTEST = 2;
  private static final int LONGEST = 300;

  private ExportReason() {}

  /** For a description. */
  public static ObjectNode schema() {
    return Schemas.string(LONGEST).put("minLength", SHORTEST);
  }

  /**
   * The reason on one line, as the access log has it.
   *
   * @param given as it was sent
   * @throws InvalidContentException if it is none
   */
  public static String of(String given) {
    String reason = given.replaceAll("\\p{Cc}|\\p{Cf}|[\u2028\u2029]", " ").strip();
    int length = reason.codePointCount(0, reason.length());
    if (length < SHORTEST || length > LONGEST) {
      throw new InvalidContentException(
          List.of(
              new InvalidContentException.Fault(
                  "/reason",
                  new Text(
                      "무엇에 쓰는지 " + SHORTEST + "~" + LONGEST + "자로 적어 주세요. 접속기록에 남습니다.",
                      "say in "
                          + SHORTEST
                          + " to "
                          + LONGEST
                          + " characters what it is for; the access log keeps it"))));
    }
    return reason;
  }
}
