package kr.maeul.web.problem;

import java.util.List;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.layer.text.Text;
import kr.maeul.web.request.refusal.RefusedException;
import kr.maeul.web.send.NoRoomException;

/** What callers are told where too much is asked at once, or nobody is there to ask. Stateless. */
final class Crowds {
  private Crowds() {}

  /** Whether it is the caller's own network that asks too much. */
  static boolean isCrowded(Throwable thrown) {
    return thrown instanceof DatabaseException s && s.reason() == DatabaseException.Reason.CROWDED
        || thrown instanceof NoRoomException r && r.why() == NoRoomException.Why.CROWDED;
  }

  /**
   * @param reason neither that the database failed nor that it is away
   */
  static Problem problem(DatabaseException.Reason reason) {
    return switch (reason) {
      case TOO_LONG ->
          unavailable(
              "답을 찾는 데 너무 오래 걸려 그만두었습니다. 조건을 줄이거나 범위를 좁혀 다시 물어보세요.",
              "this took too long and was given up; ask with fewer conditions or of a smaller area");
      case BUSY -> busy();
      case CROWDED -> crowded();
      case AWAY, FAILED -> throw new IllegalArgumentException(reason.name());
    };
  }

  static Problem problem(NoRoomException.Why why) {
    return switch (why) {
      case CROWDED -> crowded();
      case FULL ->
          unavailable(
              "보내는 중인 답이 너무 많습니다. 잠시 뒤 다시 시도해 주세요.",
              "too many answers are under way; try again shortly");
      case TOO_LARGE ->
          new Problem(
              400,
              Problems.BAD_REQUEST,
              new Text(
                  "답이 너무 큽니다. limit을 줄여 여러 쪽으로 나누어 받으세요.",
                  "the answer is too large; ask for fewer at a time by limit, and page by page"),
              List.of(),
              null);
    };
  }

  static Problem away(String errorId) {
    return new Problem(
        503,
        Problems.UNAVAILABLE,
        new Text(
            "데이터베이스에 연결할 수 없습니다. 잠시 뒤 다시 시도해 주세요.",
            "the database does not answer; try again shortly"),
        List.of(),
        errorId);
  }

  static Problem busy() {
    return unavailable(
        "지금 물어보는 사람이 너무 많습니다. 잠시 뒤 다시 시도해 주세요.", "too many are asking at once; try again shortly");
  }

  static Problem crowded() {
    RefusedException.Status status = RefusedException.Status.TOO_MANY;
    return new Problem(
        status.code(),
        status.title(),
        new Text(
            "이 네트워크에서 한꺼번에 너무 많이 물어보고 있습니다. 앞의 답을 받은 뒤 다시 시도해 주세요.",
            "this network asks for too much at once; take the answers under way, then try again"),
        List.of(),
        null);
  }

  private static Problem unavailable(String ko, String en) {
    return new Problem(503, Problems.UNAVAILABLE, new Text(ko, en), List.of(), null);
  }
}
