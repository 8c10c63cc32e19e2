package kr.maeul.web.request;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;
import kr.maeul.layer.text.Text;
import kr.maeul.people.identity.Scope;
import kr.maeul.web.request.refusal.RefusedException;

/**
 * What must hold for a write (RFC 9110 §13.1): {@code If-Match}, or {@code If-Unmodified-Since}
 * where that is missing. A tag is as good as another of the same version, whatever language,
 * reference system or compression the content was read in.
 */
public final class Precondition {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final String ifMatch;
  private final String ifNoneMatch;
  private final Instant unmodifiedSince;
  private final boolean mayBeMissing;

  private Precondition(
      String ifMatch, String ifNoneMatch, Instant unmodifiedSince, boolean mayBeMissing) {
    this.ifMatch = ifMatch;
    this.ifNoneMatch = ifNoneMatch;
    this.unmodifiedSince = unmodifiedSince;
    this.mayBeMissing = mayBeMissing;
  }

  /** What the headers of a request say. */
  public static Precondition of(Exchange e) {
    return of(e, false);
  }

  /** The same for a feature, where a program may be allowed to say nothing. */
  public static Precondition ofFeature(Exchange e) {
    return of(e, e.caller().may(Scope.OVERWRITE));
  }

  private static Precondition of(Exchange e, boolean mayBeMissing) {
    return new Precondition(
        e.requestHeader("If-Match"),
        e.requestHeader("If-None-Match"),
        date(e.requestHeader("If-Unmodified-Since")),
        mayBeMissing);
  }

  /** What one tag says, as it would stand in {@code If-Match}. */
  public static Precondition of(String tag) {
    return new Precondition(tag, null, null, false);
  }

  /** A date that cannot be read is passed over, as the RFC says. */
  private static Instant date(String header) {
    try {
      return header == null ? null : Instant.from(HTTP_DATE.parse(header.strip()));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** A time as headers have it. */
  public static String date(Instant time) {
    return HTTP_DATE.format(time);
  }

  /**
   * Holds the write to what its author saw.
   *
   * @param version of what is there
   * @param modified when it was changed last; asked only where that decides
   * @throws RefusedException if the request does not say what must hold, or if it does not hold
   */
  public void require(String version, Supplier<Instant> modified) {
    boolean isMissing = ifMatch == null && unmodifiedSince == null;
    if (isMissing && !mayBeMissing) {
      throw new RefusedException(
          RefusedException.Status.PRECONDITION_REQUIRED,
          new Text(
              "무엇을 보고 고쳤는지 알려 주세요: GET이 준 ETag를 If-Match 헤더에 넣으세요.",
              "say what you saw: send the ETag that GET gave as If-Match"));
    }
    boolean holds =
        isMissing || (ifMatch != null ? matches(ifMatch, version) : isSince(modified.get()));
    if (!holds || ifNoneMatch != null && matches(ifNoneMatch, version)) {
      throw new RefusedException(
          RefusedException.Status.STALE,
          new Text(
              "그사이 다른 사람이 고쳤습니다. 다시 읽고 두 내용을 견주어 보세요. 쓰신 것은 저장되지 않았습니다.",
              "somebody has changed it meanwhile; read it again and compare; nothing was written"));
    }
  }

  private boolean isSince(Instant modified) {
    return !modified.isAfter(unmodifiedSince);
  }

  private static boolean matches(String header, String version) {
    for (String candidate : header.split(",")) {
      String tag = candidate.strip();
      if (tag.equals("*") || tag.startsWith("\"") && version(tag).equals(version)) {
        return true;
      }
    }
    return false;
  }

  private static String version(String strongTag) {
    String opaque = strongTag.replace("\"", "");
    int dot = opaque.indexOf('.');
    return dot < 0 ? opaque : opaque.substring(0, dot);
  }
}
