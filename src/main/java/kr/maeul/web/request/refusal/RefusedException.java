package kr.maeul.web.request.refusal;

import kr.maeul.layer.text.Text;

/**
 * The request is understood and not carried out: for want of the right to, or of what must hold
 * first.
 */
public final class RefusedException extends WebException {
  private final Status status;
  private final long retryAfterSeconds;

  /** Why; each is one HTTP status. */
  public enum Status {
    UNAUTHENTICATED(401, new Text("로그인 필요", "Sign in first")),
    FORBIDDEN(403, new Text("권한 없음", "Not allowed")),
    TOO_SLOW(408, new Text("너무 느림", "Too slow")),
    CONFLICT(409, new Text("충돌", "Conflict")),
    STALE(412, new Text("그사이 바뀜", "Changed meanwhile")),
    TOO_LARGE(413, new Text("너무 큼", "Too large")),
    UNSUPPORTED(415, new Text("받지 않는 형식", "Unsupported media type")),
    INVALID(422, new Text("받을 수 없는 내용", "Invalid content")),
    PRECONDITION_REQUIRED(428, new Text("If-Match 필요", "If-Match required")),
    TOO_MANY(429, new Text("너무 잦은 요청", "Too many requests"));

    private final int code;
    private final Text title;

    Status(int code, Text title) {
      this.code = code;
      this.title = title;
    }

    public int code() {
      return code;
    }

    public Text title() {
      return title;
    }
  }

  public RefusedException(Status status, Text detail) {
    this(status, detail, 0);
  }

  /**
   * @param retryAfterSeconds when it is worth another try, or 0 where waiting does not help
   */
  public RefusedException(Status status, Text detail, long retryAfterSeconds) {
    super(detail);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  public long retryAfterSeconds() {
    return retryAfterSeconds;
  }

  public Status status() {
    return status;
  }
}
